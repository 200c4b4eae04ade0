"""What a backup holds comes back into the library, and never over anything that is there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mqi_tui.store import atomic, backups, files
from mqi_tui.store.errors import StoreError, reason
from mqi_tui.store.home import Home, make_folder
from mqi_tui.store.library import Library


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
    try:
        return [
            name
            for one in wanted
            for name in (_beside if one in there else _missing)(home, held[one], day)
        ]
    except OSError as error:
        raise StoreError(f"nothing more could be brought back: {reason(error)}") from error


def _of(home: Home, day: str) -> backups.Backup:
    found = next((one for one in backups.listed(home) if one.day == day), None)
    if found is None:
        raise StoreError(f'there is no backup of "{day}"; "mqi backup" lists them')
    return found


def _missing(home: Home, held: Mapping[str, bytes], _day: str) -> list[str]:
    """Write the files that are not there; their names."""
    return [name for name, data in held.items() if _write(home, home.library / name, data)]


def _beside(home: Home, held: Mapping[str, bytes], day: str) -> list[str]:
    """Write what differs under another name, by which it is listed as another version."""
    came = []
    for name, data in held.items():
        path = home.library / name
        if files.look(path).data != data:
            aside = files.aside(path, day)
            came += [aside.relative_to(home.library).as_posix()] * _write(home, aside, data)
    return came


def _write(home: Home, path: Path, data: bytes) -> bool:
    """Write a file that is not there; whether it was not. A name never leads out of the library."""
    is_inside = path.resolve().is_relative_to(home.library.resolve())
    if not is_inside or path.exists() or files.placeholder(path).exists():
        return False
    make_folder(path.parent)
    atomic.replace_file(path, data)
    return True
