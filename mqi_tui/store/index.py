"""A cache of what the library's files say, so that a list of thousands is there at once.

A line for each pair of files, what is wanted first in front; behind an empty line, what changed
since it was written: a later line stands in place of an earlier one. It may be deleted at any
time; one that is damaged, or of another version, is as if it were not there.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mqi_tui.store import atomic
from mqi_tui.store.changes import to_utf8
from mqi_tui.store.home import make_folder

Record = list[Any]
"""The stamp of a pair of files, then what they say; empty where they are gone."""

VERSION = b'["mqi index", 3]'
SPARE = 1000
"""Lines that no longer count, before the file is better written anew."""


class Index:
    """The cache as it was read: `records` by the shared file's name in the library."""

    def __init__(self, state: Path, first: int = -1) -> None:
        """With `first`, only so many lines, and what changed since."""
        lines = _lines(_path(state), first)
        self.records, self._lines = _records(lines), len(lines)

    @property
    def is_worn(self) -> bool:
        """Whether much of it no longer counts."""
        return self._lines > len(self.records) + SPARE


def is_there(state: Path) -> bool:
    """Whether the cache was made before."""
    return _path(state).exists()


def write(state: Path, records: Iterable[tuple[str, Record]]) -> None:
    """Make the cache anew."""
    path = _path(state)
    make_folder(state)
    atomic.sweep(path)
    lines = [VERSION, *(_line(name, record) for name, record in records), b""]
    atomic.replace_file(path, b"\n".join(lines), durable=False)


def add(state: Path, name: str, record: Record) -> bool:
    """Note one pair of files; False where there is no cache to note it in."""
    path = _path(state)
    try:
        with path.open("rb") as file:
            if file.read(len(VERSION)) != VERSION:
                return False
    except OSError:
        return False
    atomic.append(path, b"\n" + _line(name, record))  # a line that was cut off ends here
    return True


def _line(name: str, record: Record) -> bytes:
    return to_utf8(json.dumps([name, record], ensure_ascii=False))


def _lines(path: Path, first: int) -> list[bytes]:
    try:
        written, _, since = path.read_bytes().partition(b"\n\n")
    except OSError:
        return []
    version, *lines = written.split(b"\n", first + 1 if first >= 0 else -1)
    if version != VERSION:
        return []
    return [*(lines[:first] if first >= 0 else lines), *since.split(b"\n")]


def _records(lines: list[bytes]) -> dict[str, Record]:
    records: dict[str, Record] = {}
    for name, record in _parsed(lines):
        if record:
            records[name] = record
        else:
            records.pop(name, None)
    return records


def _parsed(lines: list[bytes]) -> list[tuple[str, Record]]:
    """All lines at once, which is quick; line by line where one is damaged."""
    try:
        pairs = json.loads(b"[" + b",".join(filter(None, lines)) + b"]")
    except (ValueError, RecursionError):
        pairs = []
        for line in lines:
            with contextlib.suppress(ValueError, RecursionError):
                pairs.append(json.loads(line))
    return [pair for pair in pairs if _is_pair(pair)]


def _is_pair(pair: Any) -> bool:
    return (
        isinstance(pair, list)
        and len(pair) == 2
        and isinstance(pair[0], str)
        and isinstance(pair[1], list)
    )


def _path(state: Path) -> Path:
    return state / "index.json"
