"""What was thrown away, kept for a while: `state/trash/ID@TIME/` with the files and the journal."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mqi_tui.store import catalogue, files
from mqi_tui.store.catalogue import Entry, journal_folder
from mqi_tui.store.errors import NotFound, StoreError
from mqi_tui.store.home import Home, make_folder

KEPT = timedelta(days=30)
"""How long revisions and what was thrown away can be brought back."""
WHEN = "%Y%m%dT%H%M%S%f"

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Trashed:
    """What can be brought back: the conversation as it was, and when it was thrown away (UTC)."""

    entry: Entry
    at: datetime


def throw_away(home: Home, id: str, path: Path, now: datetime) -> None:  # noqa: A002
    """Move the files of `id`, then its journal, to the trash.

    In this order, a kill in between leaves the conversation in the list, not half of it nowhere.
    """
    folder = make_folder(_trash(home) / f"{id}@{now.astimezone(UTC):{WHEN}}")
    for half in files.halves(path).values():
        if half.exists():
            _move(half, folder / "library" / half.relative_to(home.library))
    if journal_folder(home, id).exists():
        _move(journal_folder(home, id), folder / "journal")


def take_out(home: Home, id: str) -> Path | None:  # noqa: A002
    """Move files and journal of `id` back where they were; the shared file, if there is one.

    Raises:
        NotFound: it is not in the trash.
        StoreError: something else has taken its place.
    """
    folder = next((found for found in reversed(_folders(home)) if _id(found) == id), None)
    if folder is None:
        raise NotFound(id)
    moves = [
        (half, home.library / half.relative_to(folder / "library"))
        for half in (folder / "library").rglob("*")
        if half.is_file()
    ]
    moves.append((folder / "journal", journal_folder(home, id)))
    moves = [(source, target) for source, target in moves if source.exists()]
    if any(target.exists() for _, target in moves):
        raise StoreError(f'"{id}" cannot be brought back: its place is taken')
    for source, target in moves:
        _move(source, target)
    shutil.rmtree(folder, ignore_errors=True)
    halves = (target for _, target in moves if target.is_file())
    return next(map(files.entry_path, halves), None)


def contents(home: Home) -> list[Trashed]:
    """What is in the trash, the last thrown away first."""
    return [
        Trashed(catalogue.put_away(_id(folder), folder / "library", folder / "journal"), at)
        for folder in reversed(_folders(home))
        if (at := _time(folder)) < _NEVER
    ]


def ids(home: Home) -> list[str]:
    """The ids of what is in the trash, the last thrown away first."""
    return [_id(folder) for folder in reversed(_folders(home))]


def older(home: Home, before: datetime | None) -> list[str]:
    """The ids of what was thrown away before `before`; of all without it."""
    return [_id(folder) for folder in _folders(home) if before is None or _time(folder) < before]


def folders_of(home: Home, id: str) -> list[Path]:  # noqa: A002
    """Where things thrown away under this id lie."""
    return [folder for folder in _folders(home) if _id(folder) == id]


def names_in(folder: Path) -> list[str]:
    """The library files in a folder of the trash, by their names in the library."""
    library = folder / "library"
    return [file.relative_to(library).as_posix() for file in library.rglob("*") if file.is_file()]


def _trash(home: Home) -> Path:
    return home.state / "trash"


def _folders(home: Home) -> list[Path]:
    """Oldest first."""
    return sorted(_trash(home).glob("*@*"), key=_time)


def _id(folder: Path) -> str:
    return folder.name.rpartition("@")[0]


def _time(folder: Path) -> datetime:
    try:
        return datetime.strptime(folder.name.rpartition("@")[2], WHEN).replace(tzinfo=UTC)
    except ValueError:  # not ours: never old enough to be removed
        return _NEVER


def _move(source: Path, target: Path) -> None:
    make_folder(target.parent)
    shutil.move(source, target)
