"""The journal of one conversation: a folder of append-only files, one line a revision.

A line is `crc32 json`. Each file (a *generation*) begins with the full state, so the newest one
that begins well says everything; the older ones are kept for their revisions.

    {"rev", "at", "full": state, "path", "known": {half: {hash: rev}}, "done"}    the first line
    {"rev", "at", "set": [change, …]}           one revision
    {"rev", "at", "publish": {half: hash}}      about to replace these library files
    {"rev", "at", "done": [half, …]}            these library files hold all that stands above
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

from mqi_tui.store import atomic
from mqi_tui.store.changes import encode
from mqi_tui.store.errors import told
from mqi_tui.store.home import make_folder

HALVES = ("shared", "private")
Line = dict[str, Any]


def frame(line: Mapping[str, Any], *changes: bytes) -> bytes:
    """`line` as it stands in the file; `changes`: what it sets, lists as `encode` writes them."""
    body = encode(line)
    if changes:
        steps = b",".join(one[1:-1] for one in changes)
        body = b'%b,"set":[%b]}' % (body[:-1], steps)
    return b"%08x %b\n" % (crc32(body), body)


def unframe(raw: bytes) -> Line | None:
    """The line that `raw` (without its line break) holds; None if it is torn or damaged."""
    body = raw[9:]
    if raw[:9] != b"%08x " % crc32(body):
        return None
    try:
        line = json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None
    return line if isinstance(line, dict) and type(line.get("rev")) is int else None


def _no_number(name: str) -> None:
    raise ValueError(name)


class Journal:
    """The writing end. `start` opens a new generation, `append` adds to it.

    Both return when the line is on the disk. After an error the generation is closed for good,
    and only `start` can go on: a second fsync of the same file could claim what is not so.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.size = 0
        """Bytes in the open generation."""
        self.full = 0
        """Bytes of them that its first line takes, with everything in it."""
        self._descriptor = -1
        self._path = folder

    @property
    def is_open(self) -> bool:
        """Whether lines can be appended; not after a failed write, nor before `start`."""
        return self._descriptor >= 0

    def start(self, line: Line) -> None:
        """Open the next generation; its first line is `line`, with the full state in it."""
        self.close()
        data = frame(line)
        make_folder(self.folder)
        number = max((int(path.stem) for path in _generations(self.folder)), default=0) + 1
        self._path = self.folder / f"{number:06}.jsonl"
        self.size = 0
        self._descriptor = atomic.create(self._path)
        try:
            self._write(data, durable=True)
            self.full = self.size
            atomic.sync_folder(self.folder)
        except BaseException:
            self.close()
            with contextlib.suppress(OSError):
                self._path.unlink()
            raise

    def append(self, line: Line, *changes: bytes, durable: bool = True) -> None:
        """Add `line` to the open generation, with `changes` as `frame` has them."""
        self._write(frame(line, *changes), durable)

    def close(self) -> None:
        """Close the generation, if one is open."""
        if self.is_open:
            with contextlib.suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = -1

    def _write(self, data: bytes, durable: bool) -> None:
        try:
            atomic.write_all(self._descriptor, data)
            if durable:
                atomic.sync(self._descriptor)
            self.check_still_there()
        except BaseException:  # whatever kept it: what stands in the file now is not known
            self.close()
            raise
        self.size += len(data)

    def check_still_there(self) -> None:
        """A removed file can be written to without an error, and is lost all the same."""
        if not os.path.samestat(os.fstat(self._descriptor), self._path.stat()):
            raise FileNotFoundError(self._path)


def generations(folder: Path) -> list[Path]:
    """The journal's files, oldest first.

    Raises:
        StoreError: the disk does not say: there may be some.
    """
    with told("the journal cannot be read now"):
        return _generations(folder)


def _generations(folder: Path) -> list[Path]:
    try:
        paths = [path for path in folder.iterdir() if path.suffix == ".jsonl"]
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(path for path in paths if path.stem.isascii() and path.stem.isdecimal())


def prune(folder: Path, before: float) -> None:
    """Remove the generations last written before `before` (POSIX seconds), never the newest."""
    with contextlib.suppress(OSError):
        for path in _generations(folder)[:-1]:
            if path.stat().st_mtime < before:
                path.unlink()
