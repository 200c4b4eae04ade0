"""Kinds of fields that are in both halves, and what those may be that no one types.

The bounds of numbers are wide: they keep out what no clock and no hand can have made, and what a
calendar or a list could not be asked for.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from mqi_tui.domain.rules import Rule, Stored, Typed, Within

FIRST_YEAR, LAST_YEAR = 1971, 9998
"""What every system can tell the local time of."""


def moment(text: str) -> str:
    """A local date and time, "2026-11-24 16:00"."""
    when = datetime.strptime(text, "%Y-%m-%d %H:%M")
    if not FIRST_YEAR <= when.year <= LAST_YEAR:
        raise ValueError(f"no year from {FIRST_YEAR} to {LAST_YEAR}")
    return when.isoformat(" ", "minutes")


def day(text: str) -> str:
    """A date, "2026-11-24"."""
    return moment(f"{text} 00:00").partition(" ")[0]


def _pair(place: tuple[int, ...]) -> tuple[int, ...]:
    if len(place) not in (0, 2):
        raise ValueError
    return place


When = Annotated[str, Rule(moment, "a date and time such as 2026-11-24 16:00")]
Day = Annotated[str, Rule(day, "a date such as 2026-11-24")]
Cycle = Annotated[int, Within(1, 999)]
StepNumber = Annotated[int, Within(1, 10)]
Step = Annotated[int, Stored(0, 10)]
"""A step's number; 0 for none."""
Minutes = Annotated[int, Stored(0, 100_000)]
Milliseconds = Annotated[int, Stored(0, 10**15)]
Shift = Annotated[int, Stored(-(10**12), 10**12)]
"""Milliseconds by which something moves, to either side."""
Instant = Annotated[int, Stored(0, 253_300_000_000_000)]
"""UTC milliseconds."""
Number = Annotated[int, Stored(1, 10**9)]
Count = Annotated[int, Stored(0, 10**9)]
Place = Annotated[tuple[Count, ...], Rule(_pair, "a row and a column")]
"""Row and column; empty where nobody was yet."""
Share = Annotated[float, Stored(0, 1)]
Truth = Annotated[bool, Typed(bool)]
Look = Literal["dark", "light", "contrast"]
"""The colours that can be set."""
Clock = Literal["12h", "24h"]
"""How times of day are said: 4:00 pm, or 16:00."""
