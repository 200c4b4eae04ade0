"""The next conversation, as both know it: when, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mqi_tui.text.dates import FORMAT

_YEARS = range(1970, 9000)
"""Years that every calendar can count with."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """`start`: local time, as it was agreed."""

    start: datetime
    minutes: int = 60
    moved: int = 0
    """How often its date was changed."""


def meeting(when: str, minutes: int, moved: int = 0) -> Meeting | None:
    """The conversation of this date, as `kept` keeps it; None for what is no date."""
    try:
        start = datetime.strptime(when, FORMAT)
    except ValueError:
        return None
    return Meeting(start, minutes, moved) if start.year in _YEARS else None
