"""What was thrown away goes for good, with everything in the home that tells of it.

Exports stay: they are the coach's own files. What a sync program keeps of a deleted file, and what
a disk keeps of it until the place is used again, cannot be reached from here.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

from mqi_tui.store import backups, catalogue, litter, passage, trash
from mqi_tui.store.errors import StoreError, reason
from mqi_tui.store.home import Home
from mqi_tui.store.share_state import Meeting


def erase(home: Home, ids: Collection[str]) -> None:
    """Delete what the trash holds of these conversations, and every trace of them.

    It is marked first, so that what stops this only puts it off.

    Raises:
        StoreError: not all could be deleted yet.
    """
    folders = [folder for id in ids for folder in trash.folders_of(home, id)]  # noqa: A001
    try:
        finish(home, [passage.mark(folder, passage.GONE) for folder in folders])
    except OSError as error:
        raise StoreError(f"not all could be deleted: {reason(error)}") from error


def finish(home: Home, folders: Collection[Path]) -> None:
    """Delete these folders of the trash, and every trace of what lies in them.

    What lives under the same ID again, or in the same file, is left alone.

    Raises:
        OSError: not all could be deleted yet.
    """
    if not folders:
        return
    names = {name for folder in folders for name in trash.names_in(folder)}
    living = {entry.version_of or entry.id for entry in catalogue.scan(home)}
    ids = {passage.id_of(folder) for folder in folders} - living
    _erase_copies(home, ids, {name for name in names if not (home.library / name).exists()})
    for id in ids:  # noqa: A001
        Meeting(home).forget(id)
    catalogue.write_anew(home)
    for folder in folders:
        shutil.rmtree(folder)


def _erase_copies(home: Home, ids: Collection[str], names: Collection[str]) -> None:
    litter.refuse_half(backups.folder(home))
    backups.forget(home, ids, names)
    for name in names:
        litter.remove_beside(home.library / name)
        (backups.folder(home) / Path(name).name).unlink(missing_ok=True)
