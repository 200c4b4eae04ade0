"""On the way between library and trash: whatever stops a deed, all is as before it, or as after it.

`state/trash/ID@TIME` is in the trash. One more ending says that it is on its way:

    .making   it is being filled with copies: not whole yet, so it goes
    .moving   its files belong into the library, those that are there already and those that are not
    .gone     it is to be deleted for good

A deed that fails goes back at once. One that was killed is finished, by these endings, by whoever
looks next and gets the lock of the ID.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from mqi_tui.store import atomic, files
from mqi_tui.store.catalogue import journal_folder
from mqi_tui.store.exchange import move_new
from mqi_tui.store.home import Home, make_folder

MAKING, MOVING, GONE = ".making", ".moving", ".gone"

Move = tuple[Path, Path]
"""From where to where."""


def trash_folder(home: Home) -> Path:
    """Where deleted conversations lie; it may not be there yet."""
    return home.state / "trash"


def id_of(folder: Path) -> str:
    """The ID of what lies in a folder of the trash."""
    return folder.name.rpartition("@")[0]


def unfinished(home: Home) -> list[Path]:
    """What was on its way when a process was killed, or is just now."""
    return [folder for folder in folders(home) if folder.suffix in (MAKING, MOVING, GONE)]


def folders(home: Home) -> list[Path]:
    """All that lies in the trash, also what is on its way; nothing where the disk does not say."""
    try:
        return sorted(path for path in trash_folder(home).iterdir() if "@" in path.name)
    except OSError:
        return []


def marked(folder: Path, ending: str = "") -> Path:
    """The name of a folder of the trash with this ending, and no other."""
    plain = folder.with_suffix("") if folder.suffix in (MAKING, MOVING, GONE) else folder
    return plain.with_name(plain.name + ending)


def mark(folder: Path, ending: str = "") -> Path:
    """Rename a folder of the trash, durably; where it is now."""
    target = marked(folder, ending)
    if target != folder:
        folder.rename(target)
        atomic.sync_folder(target.parent)
    return target


def files_in(folder: Path) -> list[Path]:
    """The library files in a folder of the trash.

    Raises:
        OSError: the disk does not say.
    """
    found = [
        Path(where, name)
        for where, _, names in os.walk(folder / "library", onerror=_tell)
        for name in names
    ]
    return sorted(found)


def ways_home(home: Home, folder: Path) -> list[Move]:
    """What lies in a folder of the trash, and where it belongs: first the journal, which knows all.

    Raises:
        OSError: the disk does not say.
    """
    library = folder / "library"
    moves = [(folder / "journal", journal_folder(home, id_of(folder)))]
    moves += [(half, home.library / half.relative_to(library)) for half in files_in(folder)]
    return [(source, target) for source, target in moves if source.exists()]


def carry(moves: Iterable[Move]) -> None:
    """Move all of these, or none.

    Raises:
        OSError: one could not be moved, and the others are back as far as the disk let them.
    """
    done: list[Move] = []
    try:
        for source, target in moves:
            _move(source, target)
            done.append((source, target))
        for folder in {target.parent for _, target in done}:
            atomic.sync_folder(folder)
    except OSError:
        for source, target in reversed(done):
            with contextlib.suppress(OSError):
                _move(target, source)
        raise


def bring_home(home: Home, folder: Path) -> None:
    """Finish what is moving. What has taken a place meanwhile stays there, and both are kept.

    Raises:
        OSError: not all could be moved; the rest is moving still.
    """
    for source, target in ways_home(home, folder):
        if not target.exists():
            carry([(source, target)])
        elif target.is_dir():  # a journal was begun anew: this one can be brought back by hand
            mark(folder)
            return
        elif source.read_bytes() == target.read_bytes():
            source.unlink()
        else:
            carry([(source, _free(target))])
    remove_empty(folder)


def remove_empty(folder: Path) -> None:
    """Remove a folder of the trash that was emptied, and never a file.

    Raises:
        OSError: something is in it.
    """
    for where, _, _ in os.walk(folder, topdown=False, onerror=_tell):
        Path(where).rmdir()


def _tell(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error


def _free(target: Path) -> Path:
    names = (files.aside(target, f"{number}") for number in range(1, 1000))
    return next(name for name in names if not name.exists())


def _move(source: Path, target: Path) -> None:
    make_folder(target.parent)
    try:
        move_new(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        atomic.put_new(target, source.read_bytes())
        with contextlib.suppress(OSError):
            shutil.copystat(source, target)
        source.unlink()
