"""What a backup holds comes back into the library, and never over anything that is there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from mqi_tui.store import atomic, backups, files, passage
from mqi_tui.store.errors import StoreError, reason
from mqi_tui.store.home import Home, make_folder
from mqi_tui.store.library import Library
from mqi_tui.store.lock import Lock
from mqi_tui.store.passage import MAKING, MOVING


def bring_back(home: Home, library: Library, day: str, id: str = "") -> list[str]:  # noqa: A002
    """Put into the library what the backup of `day` holds and the library does not.

    With `id`, that conversation alone; of one that is there and differs, the version of the backup
    comes beside it.

    Returns:
        The names of the files that came back.

    Raises:
        StoreError: there is no such backup, it does not hold `id`, or the disk refuses.
    """
    held = backups.contents(_of(home, day))
    if id and id not in held:
        raise StoreError(f'the backup of {day} holds no conversation "{id}"')
    there = {entry.id for entry in library.entries()} | {*library.trashed()}
    wanted = [id] if id else [one for one in held if one not in there]
    files_ = {
        name: data
        for one in wanted
        for name, data in (_beside if one in there else _missing)(home, held[one], day).items()
    }
    try:
        _put_back(home, files_)
    except OSError as error:
        raise StoreError(f"nothing could be brought back: {reason(error)}") from error
    return [*files_]


def _of(home: Home, day: str) -> backups.Backup:
    found = next((one for one in backups.listed(home) if one.day == day), None)
    if found is None:
        raise StoreError(f'there is no backup of "{day}"; "mqi backup" lists them')
    return found


def _missing(home: Home, held: Mapping[str, bytes], _day: str) -> dict[str, bytes]:
    """The files that are not there."""
    return {name: data for name, data in held.items() if _is_free(home, home.library / name)}


def _beside(home: Home, held: Mapping[str, bytes], day: str) -> dict[str, bytes]:
    """What differs, under another name, by which it is listed as another version."""
    came = {}
    for name, data in held.items():
        path = home.library / name
        aside = files.aside(path, day)
        if files.look(path).data != data and _is_free(home, aside):
            came[aside.relative_to(home.library).as_posix()] = data
    return came


def _is_free(home: Home, path: Path) -> bool:
    """Whether a file can come there. A name never leads out of the library."""
    is_inside = path.resolve().is_relative_to(home.library.resolve())
    return is_inside and not path.exists() and not files.placeholder(path).exists()


def _put_back(home: Home, content: Mapping[str, bytes]) -> None:
    """Put these files into the library, all or none: first they are gathered, then they go.

    Raises:
        OSError: none is there.
    """
    if not content:
        return
    id = f"back-{os.urandom(4).hex()}"  # noqa: A001
    lock = Lock(home.state / "locks", id)
    folder = passage.trash_folder(home) / f"{id}@{MAKING}"
    try:
        for name, data in content.items():
            path = folder / "library" / name
            make_folder(path.parent)
            atomic.replace_file(path, data)
        folder = passage.mark(folder, MOVING)
        passage.carry(passage.ways_home(home, folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        lock.release()
