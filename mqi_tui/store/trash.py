"""What was thrown away, kept for a while: `state/trash/ID@TIME/` with the files and the journal."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from mqi_tui.store import catalogue, files, passage
from mqi_tui.store.catalogue import Entry, journal_folder
from mqi_tui.store.errors import NotFound, StoreError
from mqi_tui.store.home import Home, make_folder
from mqi_tui.store.passage import GONE, MAKING, MOVING

KEPT = timedelta(days=30)
"""How long revisions and what was thrown away can be brought back."""
WHEN = "%Y%m%dT%H%M%S%f"

_NEVER = datetime.max.replace(tzinfo=UTC)


class Trashed(NamedTuple):
    """What can be brought back: the conversation as it was, and when it was thrown away (UTC)."""

    entry: Entry
    at: datetime


def throw_away(home: Home, id: str, path: Path, now: datetime) -> None:  # noqa: A002
    """Move the files of `id`, then its journal, to the trash.

    Raises:
        OSError: they are where they were.
    """
    folder = passage.trash_folder(home) / f"{id}@{now.astimezone(UTC):{WHEN}}"
    moving = make_folder(passage.marked(folder, MOVING))
    moves = [
        (half, moving / "library" / half.relative_to(home.library))
        for half in reversed(files.halves(path).values())
        if half.exists()
    ]
    if journal_folder(home, id).exists():
        moves.append((journal_folder(home, id), moving / "journal"))
    try:
        passage.carry(moves)
        passage.mark(moving)
    except OSError:
        with contextlib.suppress(OSError):
            passage.bring_home(home, passage.mark(moving, MOVING))
        raise


def take_out(home: Home, id: str) -> Path | None:  # noqa: A002
    """Move files and journal of `id` back where they were; the shared file, if there is one.

    Raises:
        NotFound: it is not in the trash.
        StoreError: something else has taken its place.
        OSError: it is in the trash as it was.
    """
    folder = next((found for found in reversed(_folders(home)) if _id(found) == id), None)
    if folder is None:
        raise NotFound(id)
    if any(target.exists() for _, target in passage.ways_home(home, folder)):
        raise StoreError(f'"{id}" cannot be brought back: its place is taken')
    moving = passage.marked(folder, MOVING)
    try:
        passage.mark(folder, MOVING)
        passage.carry(moves := passage.ways_home(home, moving))
    except OSError:
        with contextlib.suppress(OSError):
            passage.mark(moving)
        raise
    with contextlib.suppress(OSError):
        passage.remove_empty(moving)
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
    return [_id(folder) for folder in reversed(_folders(home, GONE))]


def older(home: Home, before: datetime | None) -> list[str]:
    """The ids of what was thrown away before `before`; of all without it."""
    found = _folders(home, GONE)
    return [_id(folder) for folder in found if before is None or _time(folder) < before]


def folders_of(home: Home, id: str) -> list[Path]:  # noqa: A002
    """Where things thrown away under this id lie."""
    return [folder for folder in _folders(home, GONE) if _id(folder) == id]


def names_in(folder: Path) -> list[str]:
    """The library files in a folder of the trash, by their names in the library.

    Raises:
        OSError: the disk does not say.
    """
    library = folder / "library"
    return [file.relative_to(library).as_posix() for file in passage.files_in(folder)]


def _folders(home: Home, *also: str) -> list[Path]:
    """Oldest first; of those that are on their way, the ones with `also` as their ending."""
    on_their_way = {MAKING, MOVING, GONE} - {*also}
    found = (one for one in passage.folders(home) if one.suffix not in on_their_way)
    return sorted(found, key=_time)


def _id(folder: Path) -> str:
    return passage.id_of(folder)


def _time(folder: Path) -> datetime:
    try:
        when = passage.marked(folder).name.rpartition("@")[2]
        return datetime.strptime(when, WHEN).replace(tzinfo=UTC)
    except ValueError:  # not ours: never old enough to be removed
        return _NEVER
