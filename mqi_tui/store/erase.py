"""What was thrown away goes for good, with everything in the home that tells of it.

Exports stay: they are the coach's own files. What a sync program keeps of a deleted file, and what
a disk keeps of it until the place is used again, cannot be reached from here.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Collection
from pathlib import Path

from mqi_tui.store import atomic, backups, catalogue, trash
from mqi_tui.store.errors import StoreError, reason
from mqi_tui.store.home import Home
from mqi_tui.store.meeting import Meeting


def erase(home: Home, ids: Collection[str]) -> None:
    """Delete what the trash holds of these conversations, and every trace of them.

    The trash goes last: whatever stops this, it is still there to be deleted once more.

    Raises:
        StoreError: not all could be deleted.
    """
    folders = [folder for id in ids for folder in trash.folders_of(home, id)]  # noqa: A001
    if not folders:
        return
    names = {name for folder in folders for name in trash.names_in(folder)}
    try:
        _erase_copies(home, ids, names)
        for id in ids:  # noqa: A001
            Meeting(home).forget(id)
        catalogue.write_anew(home)
        for folder in folders:
            shutil.rmtree(folder)
    except OSError as error:
        raise StoreError(f"not all could be deleted: {reason(error)}") from error


def _erase_copies(home: Home, ids: Collection[str], names: Collection[str]) -> None:
    backups.forget(home, ids, names)
    for name in names:
        path = home.library / name
        with contextlib.suppress(OSError):
            atomic.sweep(path)
        if not path.exists():
            (backups.folder(home) / Path(name).name).unlink(missing_ok=True)
