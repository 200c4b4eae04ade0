"""Backups of the library: `state/backups/library-2026-11-25.zip`, one a day on which it changed.

Each holds every conversation, so that the newest alone is enough. What is missing in the library
is carried over from the backup before: absence is never a deletion. What is deleted for good goes
from all of them.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Collection, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from mqi_tui.store import atomic, files, passed
from mqi_tui.store import folder as library_folder
from mqi_tui.store.errors import StoreError, reason, told
from mqi_tui.store.home import Home, make_folder

KEPT = 7
"""Backups that are kept, if they fit; more after a jump of the clock."""
MOST = 500_000_000
"""Bytes that all of them may take; the newest is kept however long it is."""
LEVEL = 3
"""Of compression: text shrinks to a fifth, and the processor is wanted elsewhere."""
_BROKEN = (OSError, BadZipFile, EOFError, ValueError)


class Backup(NamedTuple):
    """One backup. `day`: `2026-11-25`; `at`: when the library was last found to be like it."""

    path: Path
    day: str
    at: datetime
    size: int

    def conversations(self) -> int:
        """How many it holds."""
        return len({_id(info) for info in _members(self.path)})


class _File(NamedTuple):
    """A library file as it goes into a backup. `mark`: whose it is, and when it was changed."""

    name: str
    mark: bytes
    path: Path


def folder(home: Home) -> Path:
    """Where backups lie; it may not be there yet."""
    return home.state / "backups"


def listed(home: Home) -> list[Backup]:
    """All backups, the newest first.

    Raises:
        StoreError: the disk does not say which there are.
    """
    found = []
    with told("the backups cannot be read now"), contextlib.suppress(FileNotFoundError):
        for path in folder(home).iterdir():
            if not (path.name.startswith("library-") and path.suffix == ".zip"):
                continue
            about = path.stat()
            at = datetime.fromtimestamp(about.st_mtime).astimezone()
            found.append(Backup(path, path.stem.removeprefix("library-"), at, about.st_size))
    return sorted(found, key=lambda one: one.day, reverse=True)


def is_due(home: Home, now: datetime) -> bool:
    """Whether the library was not backed up today."""
    today = now.astimezone().date()
    return home.library.is_dir() and all(one.at.date() != today for one in listed(home))


def make(home: Home, now: datetime) -> None:
    """Back up the library, if it changed since; else note that it did not.

    Raises:
        StoreError: it could not be written; those before are as they were.
    """
    try:
        _make(home, now)
    except OSError as error:
        raise StoreError(f"no backup could be made: {reason(error)}") from error


def _make(home: Home, now: datetime) -> None:
    before = _last(home, now)
    old = {info.filename: info for info in _members(before.path)} if before else {}
    new = _library_files(home, old)
    carried = _carried(old, new)
    if before and {(file.name, file.mark) for file in new} == _marks(old, carried):
        os.utime(before.path, (now.timestamp(), now.timestamp()))
    elif new or carried:
        path = make_folder(folder(home)) / f"library-{now.astimezone():%Y-%m-%d}.zip"
        _write(path, new, carried, before.path if before else path)
        os.utime(path, (now.timestamp(), now.timestamp()))
        _prune(home, passed.uncertain(passed.see(home, now)))


def _last(home: Home, now: datetime) -> Backup | None:
    """The last that was made: of those whose day has come, if there are such, the newest."""
    all_ = listed(home)
    come = (one for one in all_ if one.day <= f"{now.astimezone():%Y-%m-%d}")
    return next(come, next(iter(all_), None))


def forget(home: Home, ids: Collection[str], names: Collection[str]) -> None:
    """Take conversations out of all backups, and the files of these names in the library.

    Raises:
        OSError: a backup could not be written anew.
    """
    for one in listed(home):
        held = _members(one.path)
        kept = [info for info in held if _id(info) not in ids and info.filename not in names]
        if not kept:
            one.path.unlink(missing_ok=True)
        elif len(kept) < len(held):
            _write(one.path, [], kept, one.path)
            os.utime(one.path, (one.at.timestamp(), one.at.timestamp()))


def contents(backup: Backup) -> dict[str, dict[str, bytes]]:
    """What a backup holds: id to file name in the library to content.

    Raises:
        StoreError: it is damaged.
    """
    found: dict[str, dict[str, bytes]] = {}
    try:
        with ZipFile(backup.path) as zipped:
            for info in zipped.infolist():
                found.setdefault(_id(info), {})[info.filename] = zipped.read(info)
    except _BROKEN as error:
        raise StoreError(f'the backup "{backup.path.name}" cannot be read') from error
    return found


def _library_files(home: Home, old: dict[str, ZipInfo]) -> list[_File]:
    """The library's files that are here and whole."""
    found = []
    for name in library_folder.pairs(home.library):
        for path in files.halves(home.library / name).values():
            with contextlib.suppress(OSError):
                found += _file(path, path.relative_to(home.library).as_posix(), old)
    return found


def _file(path: Path, name: str, old: dict[str, ZipInfo]) -> list[_File]:
    """A file of ours; one that the last backup has as it is need not be read."""
    stamp = f"\n{path.stat().st_mtime_ns} {path.stat().st_size}".encode()
    if name in old and old[name].comment.endswith(stamp):
        return [_File(name, old[name].comment, path)]
    try:
        tables = files.look(path, patience=0).tables
    except StoreError:
        tables = None
    id = str(files.meta(tables or {}).get("id") or "")  # noqa: A001
    return [_File(name, id.encode() + stamp, path)] if id else []


def _carried(old: dict[str, ZipInfo], new: list[_File]) -> list[ZipInfo]:
    """What the last backup holds and the library does not, but for what was renamed."""
    names, marks = {file.name for file in new}, {file.mark for file in new}
    return [info for name, info in old.items() if name not in names and info.comment not in marks]


def _marks(old: dict[str, ZipInfo], carried: Iterable[ZipInfo]) -> set[tuple[str, bytes]]:
    """What the last backup says of the files that are not carried over."""
    names = {info.filename for info in carried}
    return {(name, info.comment) for name, info in old.items() if name not in names}


def _write(path: Path, new: Iterable[_File], carried: Iterable[ZipInfo], before: Path) -> None:
    """A backup of these files, and of these out of the one before."""
    with (
        atomic.replacing(path) as file,
        ZipFile(file, "w", ZIP_DEFLATED, compresslevel=LEVEL) as to,
    ):
        for one in new:
            with contextlib.suppress(FileNotFoundError):
                to.writestr(_info(one.name, one.mark), one.path.read_bytes())
        if carried := [*carried]:
            with ZipFile(before) as zipped:
                for info in carried:
                    to.writestr(_info(info.filename, info.comment), zipped.read(info))


def _info(name: str, mark: bytes) -> ZipInfo:
    info = ZipInfo(name, time.localtime()[:6])
    info.comment, info.compress_type, info.external_attr = mark, ZIP_DEFLATED, 0o600 << 16
    return info


def _members(path: Path) -> list[ZipInfo]:
    """What is in a backup; nothing where it is damaged."""
    try:
        with ZipFile(path) as zipped:
            return zipped.infolist()
    except _BROKEN:
        return []


def _id(info: ZipInfo) -> str:
    return info.comment.partition(b"\n")[0].decode(errors="replace")


def _prune(home: Home, uncertain: date) -> None:
    """Remove the oldest backups that are too many, or too much.

    Those of uncertain days drive no others out.
    """
    room, certain = MOST, 0
    for number, one in enumerate(listed(home)):
        room -= one.size
        certain += one.day < f"{uncertain}"
        if number and (certain > KEPT or room < 0):
            with contextlib.suppress(OSError):
                one.path.unlink()
