"""What a running process of this machine holds and does, seen from outside. Linux alone."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")
LARGEST = 1 << 28
"""Bytes of a mapping; larger ones are reserved, not used."""


def pids(*words: str) -> list[int]:
    """The processes whose command line holds all these words."""
    found = []
    for folder in PROC.iterdir():
        if folder.name.isdecimal():
            try:
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            if all(word in command for word in words):
                found.append(int(folder.name))
    return found


def children(pid: int) -> list[int]:
    """The processes that `pid` started and that still run."""
    found = []
    for folder in PROC.iterdir():
        if folder.name.isdecimal():
            try:
                stat = (folder / "stat").read_text()
            except OSError:
                continue
            if int(stat.rpartition(")")[2].split()[1]) == pid:
                found.append(int(folder.name))
    return found


def used(pid: int) -> float:
    """Seconds of processor time that the threads of `pid` have used; 0 where nobody counts."""
    return _counted(pid, 0)


def waited(pid: int) -> float:
    """Seconds in which the threads of `pid` waited for a core so far; 0 where nobody counts."""
    return _counted(pid, 1)


def rested(pid: int) -> float:
    """Seconds of a clock that runs only while the threads of `pid` rest, and could do something.

    It stands still while they compute or wait for a core, where somebody counts that.
    """
    return time.monotonic() - waited(pid) - used(pid)


def is_awake(pid: int) -> bool:
    """Whether a thread of `pid` computes, or waits for a core.

    How long one waits is counted once it has had the core: until then `rested` runs on.
    """
    return any(stat.rpartition(")")[2].split()[0] == "R" for stat in _of_threads(pid, "stat"))


def _counted(pid: int, place: int) -> float:
    return sum(int(counts.split()[place]) for counts in _of_threads(pid, "schedstat")) / 1e9


def _of_threads(pid: int, name: str) -> Iterator[str]:
    for thread in (PROC / str(pid) / "task").glob("*"):
        with contextlib.suppress(OSError):  # it has just ended
            yield (thread / name).read_text()


def listener(port: int) -> int:
    """The process that listens on a port of this machine.

    Raises:
        LookupError: none does.
    """
    wanted = f":{port:04X}"
    rows = [row.split() for row in (PROC / "net" / "tcp").read_text().splitlines()[1:]]
    inodes = {f"socket:[{row[9]}]" for row in rows if row[1].endswith(wanted) and row[3] == "0A"}
    for folder in PROC.iterdir():
        if folder.name.isdecimal() and inodes & set(open_files(int(folder.name))):
            return int(folder.name)
    closed = [pid for pid in pids("mqi_tui.share", "hub") if inodes and not open_files(pid)]
    if len(closed) == 1:  # a hub lets nobody of its own user look
        return closed[0]
    raise LookupError(f"nobody listens on {port}")


def open_files(pid: int) -> list[str]:
    """What a process has open: paths, sockets, pipes."""
    found: list[str] = []
    with contextlib.suppress(OSError):
        found.extend(str(link.readlink()) for link in (PROC / str(pid) / "fd").iterdir())
    return found


def memory(pid: int) -> Iterator[bytes]:
    """All that a process has in memory, mapping by mapping.

    Raises:
        PermissionError: it cannot be looked at from here.
    """
    with (PROC / str(pid) / "mem").open("rb", buffering=0) as mem:
        for line in (PROC / str(pid) / "maps").read_text().splitlines():
            match = re.match(r"([0-9a-f]+)-([0-9a-f]+) r", line)
            if not match or "[v" in line:
                continue
            start, end = int(match[1], 16), int(match[2], 16)
            if end - start > LARGEST:
                continue
            try:
                mem.seek(start)
                yield mem.read(end - start)
            except (OSError, ValueError, OverflowError):
                continue


def holds(pid: int, word: str) -> bool:
    """Whether a word stands in what can be had of a process: its memory, how it was started."""
    wanted = [word.encode(), word.encode("utf-16-le"), word.encode("utf-32-le")]
    blocks = [(PROC / str(pid) / "cmdline").read_bytes()]
    with contextlib.suppress(PermissionError):  # it lets nobody of its own user look
        blocks.append((PROC / str(pid) / "environ").read_bytes())
        blocks += memory(pid)
    return any(one in block for block in blocks for one in wanted)
