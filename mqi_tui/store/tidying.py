"""What is done once a run, when nobody waits for it: old things go, and a backup is made."""

from __future__ import annotations

import contextlib
from datetime import datetime
from typing import TYPE_CHECKING

from mqi_tui.store import backups, litter, passed, trash
from mqi_tui.store.errors import InUse, StoreError
from mqi_tui.store.home import Home
from mqi_tui.store.journal import prune

if TYPE_CHECKING:
    from mqi_tui.store.library import Library


def tidy(library: Library, home: Home, now: datetime) -> None:
    """Once a day a backup; what is older than 30 days goes: old revisions and the trash.

    A day is one that mqi has seen pass.

    Raises:
        StoreError: the backup could not be made; all else is done.
    """
    litter.sweep(home)
    _settle(library, home)
    seen = passed.see(home, now)
    if before := passed.before(seen, trash.KEPT.days):
        with contextlib.suppress(StoreError):  # another window has it; another day
            empty_trash(library, home, before)
        for folder in (home.state / "journals").glob("*"):
            prune(folder, before.timestamp())
    if backups.is_due(home, now):
        backups.make(home, now)


def empty_trash(library: Library, home: Home, before: datetime | None = None) -> int:
    """Delete what was thrown away before `before`, or all of it, for good; how many there were.

    Raises:
        InUse: another window has one of them; all others are deleted.
        StoreError: not all could be deleted.
    """
    ids = dict.fromkeys(trash.older(home, before))
    free = [id for id in ids if not library.open_in(id)]  # noqa: A001
    library.delete_trashed(*free)
    if busy := ids.keys() - set(free):
        raise InUse(first := min(busy), library.open_in(first))
    return len(ids)


def _settle(library: Library, home: Home) -> None:
    """What stood in a file's place when a process was killed is looked at by opening it."""
    paths = litter.stood_for(home)
    for entry in library.entries() if paths else ():
        if entry.path in paths:
            with contextlib.suppress(StoreError):  # another window has it
                library.open(entry.id).close()
