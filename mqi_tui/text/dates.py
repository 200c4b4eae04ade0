"""Dates as people type them: read by a small closed grammar, said in full, never guessed.

Understood are `2026-12-08 16:00`, `8 Dec 4pm`, `Tue Dec 8, 5:30 pm`, `Thursday 3 December 2026
3:30pm`, `Tue 5pm`, `tomorrow 4pm`, `in 2 weeks`, `next Tue`. What may mean two days, or two hours,
is answered with both; whatever else stands there, with a complaint. The grammar is in
`date_grammar`, and a date in a document is read by the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from mqi_tui.text.day_names import normal

EXAMPLES = "such as Tue 5pm, 8 Dec 4pm, in 2 weeks, or 2026-12-08 16:00"
FORMAT = "%Y-%m-%d %H:%M"
"""How a moment is kept: local time, to the minute."""
DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class Said:
    """What a line may mean: no moment and a complaint, one moment, or several to choose from."""

    moments: tuple[datetime, ...] = ()
    complaint: str = ""
    remark: str = ""
    """What was typed, and does not count, such as a time zone."""

    @property
    def moment(self) -> datetime | None:
        """What it means, where it means one thing."""
        return self.moments[0] if len(self.moments) == 1 else None


def spelled(moment: datetime, clock: int = 0) -> str:
    """`Tue 8 Dec 2026, 4:00 pm`; by a `clock` of so many hours, or the one in use."""
    return f"{moment:%a} {moment.day} {moment:%b %Y}, {time_of_day(moment, clock)}"


def moment_of(when: str) -> datetime | None:
    """A moment as it is kept; None where that is none."""
    try:
        return datetime.strptime(when, FORMAT)
    except ValueError:
        return None


def in_words(when: str) -> str:
    """A moment as it is kept, spelled out; what is none stays as it is."""
    moment = moment_of(when)
    return spelled(moment) if moment else when


def ways(when: str) -> tuple[str, ...]:
    """A moment as it is kept, spelled out by each clock, of 12 and of 24 hours; none of what is no
    moment.
    """
    moment = moment_of(when)
    return tuple(spelled(moment, hours) for hours in (12, 24)) if moment else ()


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


def time_of_day(moment: datetime | time, clock: int = 0) -> str:
    """`4:00 pm`, or `16:00`; by a `clock` of so many hours, or the one in use."""
    if (clock or _clock["hours"]) == 24:
        return f"{moment.hour:02}:{moment.minute:02}"
    return f"{moment.hour % 12 or 12}:{moment.minute:02} {'am' if moment.hour < 12 else 'pm'}"


def away(moment: datetime, now: datetime) -> str:
    """How far a day is from today: `in 8 days`, `tomorrow`, `today`, `3 days ago`."""
    days = (moment.date() - now.date()).days
    named = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return named.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")


def echo(moment: datetime, now: datetime) -> str:
    """`Tue 1 Dec 2026, 5:00 pm, in 8 days`."""
    past = " already past" if moment < now and moment.date() == now.date() else ""
    return f"{spelled(moment)}, {away(moment, now)}{past}"


class Deadlines(NamedTuple):
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


def day_in_words(day: str) -> str:
    """A day as it is kept, `2026-12-02`, in words; what is none stays as it is."""
    try:
        return short_day(date.fromisoformat(day))
    except ValueError:
        return day


def kept(moment: datetime) -> str:
    """A moment as it is kept: `2026-12-08 16:00`."""
    return moment.strftime(FORMAT)


def told_if_before(said: Said, own: str) -> Said:
    """What was said of the next conversation: a remark, where that is before this one, at `own`."""
    day = datetime.strptime(own, FORMAT) if own else None
    if day is None or not any(one < day for one in said.moments):
        return said
    before = f"that is before this conversation, {short_day(day)}"
    return replace(said, remark=" · ".join(filter(None, (said.remark, before))))


def read(line: str, now: datetime, usual: time | None = None, *, past: bool = False) -> Said:
    """What `line` means, said at `now`.

    Args:
        line: what was typed.
        now: local time.
        usual: the hour that is meant where none is named; None: one must be named.
        past: whether a moment that is over may be meant.
    """
    from mqi_tui.text.date_grammar import read_days, read_hours, soon

    plain = normal(line)
    if moment := soon(plain, now):
        return Said((moment,))
    said = read_hours(plain)
    hours, today = said.hours, now.date()
    try:
        days, rest = read_days(said.rest, today)
    except ValueError as error:
        return Said(complaint=str(error))
    if hours and not days and not rest:
        days = [today] if past or any(one > now.time() for one in hours) else [today + DAY]
    if not days or rest or hours == []:
        return Said(complaint=said.complaint or f"not understood; write it {EXAMPLES}")
    if hours is None and usual is None:
        return Said(complaint="at what time? Add it, such as 4pm or 16:00")
    times = hours or ([usual] if usual else [])
    moments = [datetime.combine(day, hour) for day in days for hour in times]
    ahead = [moment for moment in moments if past or moment > now]
    if not ahead:
        return Said(complaint=f"{spelled(moments[0])} is past")
    return Said(
        tuple(ahead), remark=f"{said.zone} is not kept: say it in your time" * bool(said.zone)
    )
