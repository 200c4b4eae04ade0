"""What Linux, macOS and their relatives have in common; where they differ, they say so themselves.

Each name is explained here; `linux`, `macos` and `windows` have the same ones.
"""

from __future__ import annotations

import os
import time
from functools import cache
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

NAME = "POSIX"
HAS_MODES = True
"""Whether a file's mode says who may open it."""
IS_AWAKENED = True
"""Whether a thread that waits for the terminal's input can be woken by a pipe."""
TALKS_IN_PAIRS = False
"""Whether a process talks to itself through two ports, so that each must listen and call."""
DEATH_SIGNAL = 0
"""The option of `prctl` by which a program ends with who started it; 0: there is none."""
CLIPBOARD = ""
"""Programs that reach the clipboard where nothing does; empty where there always is one."""
FORCE = "fsync"
"""The function of `os` that brings a file's content to the disk."""
FORCES_FOLDERS = True
"""Whether the names in a folder have to be brought there, too."""
RENAME_KEEPS = False
"""Whether a plain rename overwrites nothing."""
PATIENCE = 10.0
"""Seconds after which a program is taken to have shown a folder."""


# Files


def locked(descriptor: int) -> bool:
    """Lock an open file for this process alone, until it is closed; False: another one has it."""
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def let_go(descriptor: int, remove: Callable[[], object]) -> None:
    """Close a locked file and remove it: while locked, so that no one else's is removed."""
    try:
        remove()
    finally:
        os.close(descriptor)


def forced_whole(descriptor: int) -> bool:
    """Bring a file to the disk itself where that takes more than `FORCE`; whether it was done."""
    del descriptor
    return False


def renamed(source: bytes, target: bytes, swaps: bool) -> int | None:
    """Rename in one step of the kernel: to a free name alone, or two files change places.

    The error number, 0 where it was done; None where the system has no such step.
    """
    del source, target, swaps
    return None


def called(name: str, *arguments: Any) -> int | None:
    """Call a function of the C library: the error number, 0 for none; None: it has none of it."""
    function = _function(name)
    if function is None:
        return None
    import ctypes

    return 0 if function(*arguments) == 0 else ctypes.get_errno()


@cache
def _function(name: str) -> Any:
    import ctypes

    return getattr(ctypes.CDLL(None, use_errno=True), name, None)


def is_away(about: os.stat_result) -> bool:
    """Whether a file's content is not on this computer: to read it would fetch it, or wait."""
    del about
    return False


def part_large(size: int) -> None:
    """Let what is at least `size` bytes long have memory of its own, which is free when it goes."""
    del size


# The clock


def monotonic_ms() -> int:
    """Milliseconds of a clock that is never set, and counts sleep where there is one that does."""
    return time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1_000_000


def boot() -> str:
    """What tells this boot from another; empty where the system has no name for it."""
    return ""


# The desktop


def showed(folder: Path) -> bool:
    """Show a folder that is there; whether there is a program for that, and a desktop."""
    if not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY"))):
        return False
    return shown_by("xdg-open", folder)


def shown_by(name: str, folder: Path) -> bool:
    """Let that program show it; whether it did, or is still at it."""
    import subprocess
    from shutil import which

    if (program := which(name)) is None:
        return False
    quiet = subprocess.DEVNULL
    try:
        done = subprocess.run(  # noqa: S603 - the system's own program, and a path
            [program, str(folder)],
            stdin=quiet, stdout=quiet, stderr=quiet, timeout=PATIENCE, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return True
    return done.returncode == 0


# Processes


def spill_nothing(*, files: bool = False) -> None:
    """Write no memory image after a crash; `files`: no file at all, and let nobody read memory."""
    import resource

    for limit in (resource.RLIMIT_CORE, *([resource.RLIMIT_FSIZE] if files else [])):
        resource.setrlimit(limit, (0, 0))


def restrict(
    *, read: Iterable[str], use: Iterable[str], listens: bool, port: int, outward: int
) -> bool:
    """Let the kernel keep this process to these, for good; whether it did. See `landlock.Open`."""
    del read, use, listens, port, outward
    return False


def terminals() -> list[str]:
    """The terminals that this process was started on, by their names."""
    found = []
    for number in (0, 1, 2):
        try:
            found.append(os.ttyname(number))
        except OSError:
            continue  # a pipe, or closed
    return found


def started(
    command: Callable[[int], list[str]], environment: Mapping[str, str]
) -> tuple[subprocess.Popen[bytes], IO[bytes]]:
    """Start a program with a pipe of its own, and our end of that.

    `command`: how it is called, told the number by which it finds the pipe; see `inherited`.
    """
    import subprocess

    end, ours = os.pipe()
    program = subprocess.Popen(  # noqa: S603
        command(end), pass_fds=[end], cwd=os.sep, env=environment
    )
    os.close(end)
    return program, os.fdopen(ours, "wb", buffering=0)


def inherited(number: int) -> IO[bytes]:
    """The pipe that this process was given, by its number."""
    return os.fdopen(number, "rb")
