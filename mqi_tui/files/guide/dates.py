"""Dates as people write them in a document, by the same grammar as those that they type."""

from __future__ import annotations

from mqi_tui.text.date_grammar import Written, read_written
from mqi_tui.text.dates import kept, spelled


def moment(words: str) -> tuple[str, bool]:
    """`YYYY-MM-DD HH:MM` of a date with a time, else the empty string; whether more is said.

    What may mean two moments, such as 3/4/2026 or 4:30, nobody can know: it is not read.
    """
    found = read_written(words)
    if len(found.moments) != 1:
        return "", True
    return kept(found.moments[0]), found.more


def unsure(words: str) -> str:
    """Why a date cannot be read, or what it may mean; empty where nothing is to be said."""
    found = read_written(words)
    if found.complaint:
        return found.complaint
    if len(found.moments) > 1:
        return " or ".join(map(spelled, found.moments[:4]))
    if not found.moments:
        return _missing(found)
    return ""


def _missing(found: Written) -> str:
    parts = ["a day with its year"] * (not found.has_day) + ["a time"] * (not found.has_hour)
    return f"{' and '.join(parts)} to be added"


def completes(said: str, more: str) -> bool:
    """Whether a line holds just what the date above it lacks."""
    above, below = read_written(said), read_written(more)
    if below.more or below.complaint:
        return False
    lacks_hour = above.has_day and not above.has_hour and below.has_hour and not below.has_day
    lacks_day = above.has_hour and not above.has_day and below.has_day and not below.has_hour
    return lacks_hour or lacks_day
