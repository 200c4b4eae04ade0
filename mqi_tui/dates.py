"""Dates as people type them: read by a small closed grammar, said in full, never guessed.

Understood are `2026-12-08 16:00`, `8 Dec 4pm`, `Tue Dec 8, 5:30 pm`, `Thursday 3 December 2026
3:30pm`, `Tue 5pm`, `tomorrow 4pm`, `in 2 weeks`, `next Tue`. What may mean two days, or two hours,
is answered with both; whatever else stands there, with a complaint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EXAMPLES = "such as Tue 5pm, 8 Dec 4pm, in 2 weeks, or 2026-12-08 16:00"
FORMAT = "%Y-%m-%d %H:%M"
"""How a moment is kept: local time, to the minute."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a line may mean: no moment and a complaint, one moment, or several to choose from."""

    moments: tuple[datetime, ...] = ()
    complaint: str = ""

    @property
    def moment(self) -> datetime | None:
        """What it means, where it means one thing."""
        return self.moments[0] if len(self.moments) == 1 else None


def spelled(moment: datetime) -> str:
    """`Tue 8 Dec 2026, 4:00 pm`."""
    return f"{moment:%a} {moment.day} {moment:%b %Y}, {time_of_day(moment)}"


def in_words(when: str) -> str:
    """A moment as it is kept, spelled out; what is none stays as it is."""
    try:
        return spelled(datetime.strptime(when, FORMAT))
    except ValueError:
        return when


def brief(moment: datetime, now: datetime) -> str:
    """`Tue 8 Dec, 4:00 pm`; what is long ago or far ahead with its year."""
    year = "" if abs(moment - now) < timedelta(days=300) else f" {moment:%Y}"
    return f"{moment:%a} {moment.day} {moment:%b}{year}, {time_of_day(moment)}"


def use_clock(hours: int) -> None:
    """Say times of day by a clock of 12 or of 24 hours from now on, in this process.

    Like a locale: how a time is said is no matter of what says it.
    """
    _clock["hours"] = hours


_clock = {"hours": 12}


def time_of_day(moment: datetime | time) -> str:
    """`4:00 pm`, or `16:00`."""
    if _clock["hours"] == 24:
        return f"{moment.hour:02}:{moment.minute:02}"
    return f"{moment.hour % 12 or 12}:{moment.minute:02} {'am' if moment.hour < 12 else 'pm'}"


def away(moment: datetime, now: datetime) -> str:
    """How far a day is from today: `in 8 days`, `tomorrow`, `today`, `3 days ago`."""
    days = (moment.date() - now.date()).days
    named = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return named.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")


def echo(moment: datetime, now: datetime) -> str:
    """`Tue 1 Dec 2026, 5:00 pm, in 8 days`."""
    return f"{spelled(moment)}, {away(moment, now)}"


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The last days on which the teacher films the lesson and uploads it."""

    film: date
    upload: date

    def __str__(self) -> str:
        """`film by Wed 2 Dec, upload by Thu 3 Dec`."""
        if self.film == self.upload:
            return f"film and upload by {short_day(self.upload)}"
        return f"film by {short_day(self.film)}, upload by {short_day(self.upload)}"


def deadlines(talk: date, today: date) -> Deadlines | None:
    """By when the lesson must be filmed and uploaded for a conversation on the day `talk`.

    The coach needs five days to watch, choose clips and write the e-mail, and the teacher films a
    day before the upload. Where there is less time: film tomorrow, upload the day after; then both
    tomorrow. None where no day is left between today and the conversation.
    """
    one = timedelta(1)
    if talk - today < 2 * one:
        return None
    film = max(today + one, talk - 6 * one)
    return Deadlines(film, max(film, min(film + one, talk - 2 * one)))


def short_day(day: date) -> str:
    """`Wed 2 Dec`."""
    return f"{day:%a} {day.day} {day:%b}"


def kept(moment: datetime) -> str:
    """A moment as it is kept: `2026-12-08 16:00`."""
    return moment.strftime(FORMAT)


def read(line: str, now: datetime, usual: time | None = None, *, past: bool = False) -> Said:
    """What `line` means, said at `now`.

    Args:
        line: what was typed.
        now: local time.
        usual: the hour that is meant where none is named; None: one must be named.
        past: whether a moment that is over may be meant.
    """
    rest = " ".join(line.casefold().replace(",", " ").replace("’", "'").split())
    hours, rest = _hours(rest)
    try:
        days, rest = _days(rest, now.date())
    except ValueError as error:
        return Said(complaint=str(error))
    if not days or rest or hours == []:
        return Said(complaint=f"not understood; write it {EXAMPLES}")
    if hours is None and usual is None:
        return Said(complaint="at what time? Add it, such as 4pm or 16:00")
    times = hours or ([usual] if usual else [])
    moments = [datetime.combine(day, hour) for day in days for hour in times]
    ahead = [moment for moment in moments if past or moment > now]
    if not ahead:
        return Said(complaint=f"{spelled(moments[0])} is past")
    return Said(tuple(ahead))


# The time of day

_HALF = r"\s*(?P<half>[ap])\.?(?:m\b\.?|$)"
_TIMES = (
    re.compile(rf"(?:\bat )?\b(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))?{_HALF}"),
    re.compile(r"(?:\bat )?\b(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::00)?(?: ?h)?\b"),
    re.compile(r"(?:\bat )?\b(?P<noon>noon)\b"),
    re.compile(r"\bat (?P<hour>\d{1,2})(?: ?o'?clock)?(?=\s|$)"),
)


_AFTERNOON = tuple("123456")
"""Hours that are rather the afternoon's in `Tue 4:30`; the night is written `04:30`."""


def _hours(line: str) -> tuple[list[time] | None, str]:
    """The hours that may be meant, None where none is named; and what else stands there."""
    line = re.sub(r"(\d)t(\d\d:\d\d)", r"\1 \2", line)
    for pattern in _TIMES:
        if match := pattern.search(line):
            rest = f"{line[: match.start()]} {line[match.end() :]}"
            return [*_hour(match.groupdict())], " ".join(rest.split())
    return None, line


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

_MONTH = rf"(?P<month>{'|'.join(MONTHS)})[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?"
_YEAR = r"(?: (?P<year>\d{4}))?"
_WEEKDAY = rf"(?P<weekday>{'|'.join(DAYS)})[a-z]*\.?"
_CALENDAR = re.compile(
    rf"(?:{_WEEKDAY} )?(?:on )?(?:the )?(?:{_DAY} (?:of )?{_MONTH}{_YEAR}"
    rf"|{_MONTH.replace('month', 'first_month')} {_DAY.replace('<day', '<second_day')}"
    rf"{_YEAR.replace('year', 'last_year')})"
)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_FIGURES = re.compile(r"(?P<one>\d{1,2})[/.](?P<other>\d{1,2})(?:[/.](?P<year>\d{4})?)?")
_AHEAD = re.compile(r"in (?P<count>\d{1,3}|an?|one|two|three) (?P<unit>day|week)s?")
_COMING = re.compile(rf"(?:on )?(?P<which>next|this|coming)? ?{_WEEKDAY}")
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}
_NAMED = {"today": 0, "tomorrow": 1}


def _days(line: str, today: date) -> tuple[list[date], str]:
    """The days that may be meant, and what else stands there.

    Raises:
        ValueError: there is no such day.
    """
    readers = (
        (_ISO, _iso), (_CALENDAR, _calendar), (_FIGURES, _figures), (_AHEAD, _ahead),
        (_COMING, _coming),
    )  # fmt: skip
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
    month = MONTHS.index(said["month"] or said["first_month"]) + 1
    day, year = int(said["day"] or said["second_day"]), said["year"] or said["last_year"]
    found = _day(int(year), month, day) if year else _coming_day(month, day, today)
    if said["weekday"] and DAYS.index(said["weekday"]) != found.weekday():
        raise ValueError(f"{found.day} {found:%b %Y} is a {found:%A}")
    return [found]


def _figures(said: Groups, today: date) -> list[date]:
    """`3/4`: the third of April, or the fourth of March; nobody can know which."""
    one, other, year = int(said["one"]), int(said["other"]), said["year"]
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
    return sorted(found)


def _ahead(said: Groups, today: date) -> list[date]:
    count = _COUNTS.get(said["count"]) or int(said["count"])
    return [today + timedelta(**{f"{said['unit']}s": count})]


def _coming(said: Groups, today: date) -> list[date]:
    """The coming one; `next Tue` may be that or a week later, and `Tue` on a Tuesday today."""
    ahead = (DAYS.index(said["weekday"]) - today.weekday()) % 7
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
