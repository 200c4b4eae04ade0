"""The grammar of dates: how people write a day, and an hour of it, when typing or in a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from mqi_tui.text.day_names import DAYS, FULL_DAYS, FULL_MONTHS, LONG_AGO, MONTHS, normal


def soon(line: str, now: datetime) -> datetime | None:
    """What `in 10 minutes`, `in 2 hours`, `in half an hour` mean; to the minute."""
    found = _SOON.fullmatch(line)
    if not found:
        return None
    said = found["count"] or ""
    count = _COUNTS.get(said) or (int(said) if said else 0)
    minutes = count * (60 if found["unit"].startswith("h") else 1) if said else 30
    return (now + timedelta(minutes=minutes)).replace(second=0, microsecond=0)


_SOON = re.compile(
    r"in (?:(?P<count>\d{1,3}|an?|one|two|three) |half an )(?P<unit>minute|min|hour|hr)s?"
)


# The time of day

_HALF = r"\s*(?P<half>[ap])\.?(?:m\b\.?|(?=\s|$))"
_TIMES = (
    re.compile(rf"(?:\bat )?\b(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))?{_HALF}"),
    re.compile(r"(?:\bat )?\b(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?(?: ?h)?\b"),
    re.compile(r"(?:\bat )?\b(?:12 )?(?P<noon>noon|midday)\b"),
    re.compile(r"\bat (?P<hour>\d{1,2})(?: ?o'?clock)?(?=\s|$)"),
    re.compile(r"\b(?P<hour>\d{1,2}) ?o'?clock\b"),
)
_RANGE = re.compile(
    r"(?<![\d/.:-])(?:from |between )?(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?"
    r"\s*(?P<half>[ap])?\.?(?:m\b\.?)?\s*(?:-|\bto\b|\buntil\b|\btill\b|\band\b)\s*"
    r"(?P<end>\d{1,2})(?:[:.](?P<end_minute>\d\d))?\s*(?P<end_half>[ap]\b|[ap]\.?m\b)?\.?"
    r"(?![\d/.:-])"
)
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
          "twelve")  # fmt: skip
_PAST = re.compile(
    r"\b(?P<part>half|quarter|(?:five|ten|twenty)) (?P<side>past|to) "
    rf"(?P<hour>\d{{1,2}}|{'|'.join(_WORDS)})\b"
)
_SPOKEN = re.compile(rf"\b({'|'.join(_WORDS)})(?= ?(?:o'?clock|[ap]\.?m))")
_H = re.compile(r"\b(\d{1,2}) ?h(?:rs?|ours)? ?(\d\d)?(?=\s|$|-)")
_PARTS = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20}
_ZONE = re.compile(
    r"(?<=[\dm.])\s*\b(z|utc|gmt|bst|cet|cest|[ecmp][sd]?t|(?:eastern|central|mountain|pacific)"
    r"(?: time)?)\b(?:[+-]\d{1,2}(?::?\d\d)?)?|(?<=:\d\d)[+-]\d\d:?\d\d\b"
)
_AFTERNOON = tuple("123456")
"""Hours that are rather the afternoon's in `Tue 4:30`; the night is written `04:30`."""


class Hours(NamedTuple):
    """The hours that may be meant, None where none is named, none where there is no such hour."""

    hours: list[time] | None
    rest: str
    """What else stands there."""
    zone: str = ""
    """A time zone that is named behind the time."""
    lasts: bool = False
    """Whether it is said until when."""
    complaint: str = ""


def read_hours(line: str) -> Hours:
    """The time of day in a line that is `normal`."""
    line = re.sub(r"(\d)t(\d\d:\d\d)", r"\1 \2", line)
    zone = _ZONE.search(line)
    if zone:
        line = f"{line[: zone.start()]} {line[zone.end() :]}"
    line, lasts = _begun(_in_figures(line))
    named = zone[0].strip().upper() if zone else ""
    for pattern in _TIMES:
        if match := pattern.search(line):
            rest = " ".join(f"{line[: match.start()]} {line[match.end() :]}".split())
            hours = [*_hour(match.groupdict())]
            wrong = "" if hours else f"there is no {match[0].strip().removeprefix('at ')}"
            return Hours(hours, rest, named, lasts, wrong)
    return Hours(None, " ".join(line.split()), named)


def _in_figures(line: str) -> str:
    """`half past four` as `4:30`, `four o'clock` as `4 o'clock`, `16h30` as `16:30`."""
    line = _PAST.sub(_past, line)
    line = _SPOKEN.sub(lambda found: str(_WORDS.index(found[1]) + 1), line)
    return _H.sub(lambda found: f"{int(found[1]):02}:{found[2] or '00'}", line)


def _past(found: re.Match[str]) -> str:
    hour = found["hour"]
    hours = int(hour) if hour.isdecimal() else _WORDS.index(hour) + 1
    minutes = _PARTS[found["part"]]
    if found["side"] == "to":
        hours, minutes = (hours - 1) or 12, 60 - minutes
    return f"{hours}:{minutes:02}"


def _begun(line: str) -> tuple[str, bool]:
    """A line with the beginning alone of what goes from one time to another: `4-5pm` is `4:00pm`.

    It begins in the half of the day in which it ends, unless it would end before.
    """
    found = _RANGE.search(line)
    if not found or not (found["minute"] or found["end_minute"] or found["end_half"]):
        return line, False
    half = found["half"] or (found["end_half"] or "")[:1]
    begins = int(found["hour"])
    if not found["half"] and half and begins % 12 > int(found["end"]) % 12:
        half = "a" if half == "p" else "p"
    said = f"{found['hour']}:{found['minute'] or '00'}{half}{'m' * bool(half)}"
    if begins > 12:
        said = f"{found['hour']}:{found['minute'] or '00'}"
    return f"{line[: found.start()]}{said} {line[found.end() :]}", True


def _hour(said: dict[str, str | None]) -> Iterator[time]:
    """One hour, or for a bare `at 5` or `4:30` both; none where there is no such hour."""
    if said.get("noon"):
        yield time(12)
        return
    hour, minute = int(said["hour"] or 0), int(said.get("minute") or 0)
    if half := said.get("half"):
        if 1 <= hour <= 12 and minute < 60:
            yield time(hour % 12 + 12 * (half == "p"), minute)
    elif said.get("minute") is not None:
        if hour < 24 and minute < 60:
            if said["hour"] in _AFTERNOON:
                yield time(hour + 12, minute)
            yield time(hour, minute)
    elif 1 <= hour <= 12:
        # Nobody coaches at night: the likelier half of the day comes first.
        halves = (12, 0) if hour < 7 or hour == 12 else (0, 12)
        yield from (time(hour % 12 + half) for half in halves)
    elif hour < 24:
        yield time(hour)


# The day

_MONTH = rf"(?P<month>{FULL_MONTHS})\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?"
_YEAR = r"(?: (?P<year>\d{4})\b)?"
_WEEKDAY = rf"(?P<weekday>{FULL_DAYS})\b\.?"
_CALENDAR = re.compile(
    rf"(?:{_WEEKDAY} )?(?:on )?(?:the )?(?:{_DAY} (?:of )?{_MONTH}{_YEAR}"
    rf"|{_MONTH.replace('month', 'first_month')} {_DAY.replace('<day', '<second_day')}"
    rf"{_YEAR.replace('year', 'last_year')})"
)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_FIGURES = re.compile(
    rf"(?:{_WEEKDAY} )?(?:on )?(?P<one>\d{{1,2}})[/.](?P<other>\d{{1,2}})"
    r"(?:[/.](?P<year>\d{4}|\d\d)?)?"
)
_AHEAD = re.compile(r"in (?P<count>\d{1,3}|an?|one|two|three) (?P<unit>day|week|fortnight)s?")
_COMING = re.compile(rf"(?:on )?(?P<which>next|this|coming)? ?{_WEEKDAY}")
_WEEK_LATER = re.compile(
    rf"(?:on )?{_WEEKDAY} week|a week (?:on )?{_WEEKDAY.replace('<week', '<other_week')}"
)
_AWAY = re.compile(r"(?P<day>.*\S) (?P<away>in \d+ days|today|tomorrow|yesterday|\d+ days ago)")
"""A day as we say it in full: how far away it is, behind it."""
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}
_NAMED = {"today": 0, "tomorrow": 1, "the day after tomorrow": 2, "day after tomorrow": 2}


def read_days(line: str, today: date) -> tuple[list[date], str]:
    """The days that may be meant, and what else stands there.

    Raises:
        ValueError: there is no such day.
    """
    readers = (
        (_ISO, _iso), (_CALENDAR, _calendar), (_FIGURES, _figures), (_AHEAD, _ahead),
        (_WEEK_LATER, _week_later), (_COMING, _coming),
    )  # fmt: skip
    if away := _AWAY.fullmatch(line):
        line = away["day"]
    if line in _NAMED:
        return [today + timedelta(_NAMED[line])], ""
    for pattern, reader in readers:
        if match := pattern.fullmatch(line):
            return reader(match.groupdict(), today), ""
    return [], line


Groups = dict[str, str]


def _iso(said: Groups, _: date) -> list[date]:
    return [_day(int(said["year"]), int(said["month"]), int(said["day"]))]


def _calendar(said: Groups, today: date) -> list[date]:
    month = MONTHS.index((said["month"] or said["first_month"])[:3]) + 1
    day, year = int(said["day"] or said["second_day"]), said["year"] or said["last_year"]
    found = _day(int(year), month, day) if year else _coming_day(month, day, today)
    _agrees(found, said["weekday"])
    return [found]


def _agrees(day: date, weekday: str) -> None:
    if weekday and DAYS.index(weekday[:3]) != day.weekday():
        raise ValueError(f"{day.day} {day:%b %Y} is a {day:%A}")


def _figures(said: Groups, today: date) -> list[date]:
    """`3/4`: the third of April, or the fourth of March; nobody can know which."""
    one, other, year = int(said["one"]), int(said["other"]), said["year"]
    year = f"20{year}" if year and len(year) == 2 else year
    pairs = {(day, month) for day, month in ((one, other), (other, one)) if 1 <= month <= 12}
    found = []
    for day, month in sorted(pairs):
        try:
            made = _day(int(year), month, day) if year else _coming_day(month, day, today)
        except ValueError:
            continue
        found.append(made)
    if not found:
        raise ValueError(f"there is no {one}/{other}")
    agreeing = [day for day in found if _is_weekday(day, said["weekday"])]
    if not agreeing:
        _agrees(found[0], said["weekday"])
    return sorted(agreeing)


def _is_weekday(day: date, weekday: str) -> bool:
    return not weekday or DAYS.index(weekday[:3]) == day.weekday()


def _ahead(said: Groups, today: date) -> list[date]:
    count = _COUNTS.get(said["count"]) or int(said["count"])
    days = {"day": 1, "week": 7, "fortnight": 14}[said["unit"]]
    return [today + timedelta(days * count)]


def _week_later(said: Groups, today: date) -> list[date]:
    """`Tuesday week`: the one after the coming one."""
    named = said["weekday"] or said["other_weekday"]
    return [today + timedelta(((DAYS.index(named[:3]) - today.weekday()) % 7 or 7) + 7)]


def _coming(said: Groups, today: date) -> list[date]:
    """The coming one; `next Tue` may be that or a week later, and `Tue` on a Tuesday today."""
    ahead = (DAYS.index(said["weekday"][:3]) - today.weekday()) % 7
    first = today + timedelta(ahead or 7)
    if said["which"] == "next":
        return [first, first + timedelta(7)]
    if not ahead:
        return [today, first]
    return [first]


def _coming_day(month: int, day: int, today: date) -> date:
    """That day of this year, or of the next where it is over; a 29 February when there is one."""
    for year in range(today.year, today.year + 9):
        try:
            made = date(year, month, day)
        except ValueError:
            continue
        if made >= today:
            return made
    raise ValueError(f"there is no {day} {MONTHS[month - 1].capitalize()}")


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        named = MONTHS[month - 1].capitalize() if 1 <= month <= 12 else f"month {month}"
        raise ValueError(f"there is no {day} {named} {year}") from None


# A date in a document


class Written(NamedTuple):
    """A date among words. `moments`: what may be meant, none where a part is missing."""

    moments: tuple[datetime, ...] = ()
    has_day: bool = False
    has_hour: bool = False
    more: bool = False
    """Whether more is said than that."""
    complaint: str = ""


_SAYS_NOTHING = re.compile(rf"\b(?:{FULL_DAYS}|at|on|the|date|time|when|o'clock|from)\b|[\W_]+")
_WITH_YEAR = (
    (_ISO, _iso), (re.compile(rf"\b(?:{_CALENDAR.pattern})"), _calendar),
    (re.compile(rf"(?<![\d/.])(?:{_FIGURES.pattern})(?![\d/])"), _figures),
)  # fmt: skip
_A_WEEKDAY = re.compile(rf"\b({FULL_DAYS})\b")


def read_written(words: str) -> Written:
    """What a document says of when; without a year, no day is meant."""
    said = read_hours(normal(words))
    try:
        days, rest = _find_days(said.rest)
    except ValueError as error:
        return Written((), True, bool(said.hours), complaint=str(error))
    more = bool(_SAYS_NOTHING.sub("", rest)) or said.lasts or bool(said.zone)
    found = tuple(datetime.combine(day, hour) for day in days for hour in said.hours or [])
    return Written(found, bool(days), bool(said.hours), more, said.complaint)


def _find_days(line: str) -> tuple[list[date], str]:
    """The days that a line names with their year, and what stands around them."""
    for pattern, reader in _WITH_YEAR:
        for match in pattern.finditer(line):
            groups = match.groupdict()
            if not (groups.get("year") or groups.get("last_year")):
                continue
            rest = f"{line[: match.start()]} {line[match.end() :]}"
            days = reader(groups, LONG_AGO)
            if (named := _A_WEEKDAY.search(rest)) and len(days) == 1:
                _agrees(days[0], named[1])
            return days, rest
    return [], line
