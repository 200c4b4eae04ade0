"""The document of before a crash, from what was noted of it while it was shared."""

from __future__ import annotations

from mqi_tui.share.replica import Replica

LATE = 500
"""Updates by which what is on disk as text can be behind those that were noted: far more."""


def restored(noted: list[bytes], text: str) -> Replica | None:
    """The document of those updates, where it was the text that is on disk, or is newer.

    None where it cannot be it: the updates are not to be read, or lack what is on disk.
    """
    replica, is_it = Replica(), False
    try:
        for number, update in enumerate(noted):
            replica.apply(update)
            if number >= len(noted) - LATE and not is_it:
                is_it = replica.text == text
    except ValueError:
        return None
    return replica if is_it else None
