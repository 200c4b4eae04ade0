"""A time zone as calendars want it: with its yearly rules, where it has some.

icalendar can write a zone, but as a list of dates, and Outlook reads nothing but yearly rules: it
would move an event in the other half of the year by an hour. So the rules are found here; of a zone
that follows none, it is told how its clock stands at the event.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

_YEARS = 5
"""A rule must hold for so many years, the one before the event's first."""
_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Change:
    """The clock is changed: at `at`, by the clock as it was until then."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str


def time_zone(zone: ZoneInfo, start: datetime) -> Any:
    """The zone as a component of a calendar, right for an event that begins at `start`."""
    from icalendar import Timezone

    made = Timezone()
    made.add("tzid", zone.key)
    first = start.year - 1
    found = [[*changes(zone, year)] for year in range(first, first + _YEARS)]
    rules = [*map(rule, zip(*found, strict=True))] if {*map(len, found)} == {2} else []
    if rules and all(rules):
        observances = [*map(_observance, found[0], rules)]
    else:
        observances = [_observance(_standing(zone, start))]
    for one in observances:
        made.add_component(one)
    return made


def changes(zone: tzinfo, year: int) -> Iterator[Change]:
    """When the clock is changed in a year, to the minute."""
    day = datetime(year, 1, 1, tzinfo=UTC)
    while day.year == year:
        before, after = _offset(zone, day), _offset(zone, day + _DAY)
        if before != after:
            minutes = bisect_left(
                range(24 * 60), True, key=lambda m: _offset(zone, day + m * _MINUTE) != before
            )
            at = day + minutes * _MINUTE
            name = at.astimezone(zone).tzname() or ""
            yield Change((at + before).replace(tzinfo=None), before, after, name)
        day += _DAY


def rule(same: Sequence[Change]) -> dict[str, Any] | None:
    """The yearly rule that these changes of several years follow; None where there is none."""
    if len({(one.at.month, one.at.weekday(), one.at.time(), one.before, one.after)
            for one in same}) > 1:  # fmt: skip
        return None
    weeks = set.intersection(*({*_weeks(one.at)} for one in same))
    if not weeks:
        return None
    first = same[0].at
    day = f"{max(weeks, key=abs)}{_DAYS[first.weekday()]}"
    return {"freq": "yearly", "byday": day, "bymonth": first.month}


def _weeks(day: datetime) -> Iterator[int]:
    """Which such weekday of the month it is; the last is -1."""
    yield (day.day - 1) // 7 + 1
    if (day + 7 * _DAY).month != day.month:
        yield -1


def _observance(change: Change, yearly: dict[str, Any] | None = None) -> Any:
    from icalendar import TimezoneDaylight, TimezoneStandard

    made = TimezoneDaylight() if change.after > change.before else TimezoneStandard()
    made.add("dtstart", change.at)
    made.add("tzoffsetfrom", change.before)
    made.add("tzoffsetto", change.after)
    made.add("tzname", change.name)
    if yearly:
        made.add("rrule", yearly)
    return made


def _standing(zone: tzinfo, moment: datetime) -> Change:
    """How the clock stands at a moment, as if it had been so since the year before."""
    offset, name = _offset(zone, moment), moment.astimezone(zone).tzname() or ""
    return Change(datetime(moment.year - 1, 1, 1), offset, offset, name)


def _offset(zone: tzinfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
