"""The document of before a crash, from what was noted of it while it was shared."""

from __future__ import annotations

from collections.abc import Callable

from mqi_tui.domain.shared.authors import by_row
from mqi_tui.domain.shared.log import Log
from mqi_tui.share.replica import Replica

LATE = 500
"""Updates by which what is on disk as text can be behind those that were noted: far more."""


def restored(noted: list[bytes], log: Log, named: Callable[[int], str]) -> Replica | None:
    """The document of those updates, where it was the log that is on disk, or is newer.

    None where it cannot be it: the updates are not to be read, or lack what is on disk. `named`:
    the guest whose replica has a number; whose the lines on disk are, the log says.
    """
    replica, is_it = Replica(named=named), False
    try:
        for number, update in enumerate(noted):
            replica.apply(update)
            if number >= len(noted) - LATE and not is_it and replica.text == log.text:
                is_it = True
                replica.authors.begin(log.text, by_row(log.authors))
    except ValueError:
        return None
    return replica if is_it else None
