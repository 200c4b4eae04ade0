"""Dates as people write them in a document."""

from __future__ import annotations

import re

from mqi_tui.dates import MONTHS

_NAME = r"(?P<month>" + "|".join(MONTHS) + r")[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATES = (
    re.compile(r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(rf"{_DAY}\.?\s+(?:of\s+)?{_NAME},?\s+(?P<year>\d{{4}})"),
    re.compile(rf"{_NAME}\s+{_DAY},?\s+(?P<year>\d{{4}})"),
)
_TIME = re.compile(
    r"\b(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))?\s*(?P<half>[ap])\.?m\b"
    r"|\b(?P<h>\d{1,2}):(?P<m>\d{2})\b"
)

SAYS_NOTHING = re.compile(
    r"\b(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|at|on|time|o'clock)\b|[\W_]+"
)


def moment(words: str) -> tuple[str, bool]:
    """`YYYY-MM-DD HH:MM` of a date with a time, else the empty string; whether more is said.

    Which of 3/4/2026 is the month, nobody can know: it is not read.
    """
    low = words.lower()
    date = next((found for one in _DATES if (found := one.search(low))), None)
    others = low[: date.start()] + " " + low[date.end() :] if date else ""
    time = _TIME.search(others)
    if not date or not time:
        return "", True
    more = SAYS_NOTHING.sub("", others[: time.start()] + " " + others[time.end() :])
    said = date.groupdict()
    month = int(said["number"]) if "number" in said else MONTHS.index(said["month"]) + 1
    return f"{int(said['year']):04}-{month:02}-{int(said['day']):02} {_clock(time)}", bool(more)


def _clock(time: re.Match[str]) -> str:
    if not time["half"]:
        return f"{int(time['h']):02}:{time['m']}"
    hour = int(time["hour"]) % 12 + 12 * (time["half"] == "p")
    return f"{hour:02}:{time['minute'] or '00'}"
