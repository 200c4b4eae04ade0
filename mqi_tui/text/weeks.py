"""Weeks in which nobody can meet, as people write of them: `Not the week of 7 December`."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from mqi_tui.text.dates import Said, short_day
from mqi_tui.text.day_names import normal

_DECLINED = re.compile(r"\bnot (?:in |during )?the week of (?:the )?([^.;:!?\n]+)", re.IGNORECASE)
LONGEST = 4
"""Words of a day: `Mon 7 December 2026`."""


def declined(words: str, today: date) -> frozenset[date]:
    """The Mondays of the weeks that are not wanted; what cannot be read as a day says nothing."""
    found = (match[1] for match in _DECLINED.finditer(words))
    return frozenset(monday(day) for said in found for day in _first_days(said, today))


def monday(day: date) -> date:
    """When its week begins."""
    return day - timedelta(day.weekday())


def told_if_declined(said: Said, weeks: Collection[date]) -> Said:
    """What was said of the next conversation: a remark, where that is in a week, given by its
    Monday, that the coach has prepared to decline.
    """
    found = [week for one in said.moments if (week := monday(one.date())) in weeks]
    if not found:
        return said
    told = f"you prepared to say: not the week of {short_day(found[0])}"
    return replace(said, remark=" · ".join(filter(None, (said.remark, told))))


def _first_days(said: str, today: date) -> list[date]:
    """The days that the first words may mean, as many of them as make one."""
    words = normal(said).split()[:LONGEST]
    readings = (_days(" ".join(words[:count]), today) for count in range(len(words), 0, -1))
    return next(filter(None, readings), [])


def _days(words: str, today: date) -> list[date]:
    from mqi_tui.text.date_grammar import read_days

    try:
        days, rest = read_days(words, today)
    except ValueError:
        return []
    return [] if rest else days
