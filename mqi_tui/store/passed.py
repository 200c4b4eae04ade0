"""How much time passed, by the days on which mqi was seen at work: a clock alone deletes nothing.

`state/days.json` lists those days. From one to the next at most a week counts, however far the
clock jumped; days that turn out not to have come yet are struck off. So a clock that was set forty
days ahead for an hour, or far back, makes nothing old.
"""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from mqi_tui.store import atomic
from mqi_tui.store.home import Home, make_folder

MOST = 7
"""Days that count from one day on which mqi was seen to the next."""
REMEMBERED = 120
"""Days that are listed; more is asked of none."""


def see(home: Home, now: datetime) -> list[date]:
    """Note that mqi is at work now; the days on which it was, the last one today.

    Raises:
        OSError: it cannot be noted.
    """
    today = _day(now)
    seen = [day for day in _seen(home) if day <= today]
    if today not in seen or len(seen) != len(_seen(home)):
        seen = [*(day for day in seen if day != today), today][-REMEMBERED:]
        path = make_folder(home.state) / "days.json"
        atomic.replace_file(path, json.dumps([f"{day}" for day in seen]).encode())
    return seen


def before(seen: list[date], days: int) -> datetime | None:
    """Before this moment lies what is so many days old for certain; None: nothing is.

    Args:
        seen: as `see` returns it.
        days: how many must have passed.
    """
    left = days
    for later, earlier in pairwise(reversed(seen)):
        counted = min((later - earlier).days, MOST)
        if counted >= left:
            return _start(later - timedelta(days=left))
        left -= counted
    return None


def uncertain(seen: list[date]) -> date:
    """The first day that may never have been: after a jump of the clock, until a week is over."""
    since = seen[-1]
    for later, earlier in pairwise(reversed(seen)):
        if (later - earlier).days > MOST:
            break
        since = earlier
    is_over = (seen[-1] - since).days >= MOST
    return seen[-1] + timedelta(days=1) if is_over else since


def _day(moment: datetime) -> date:
    return moment.astimezone().date()


def _start(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _seen(home: Home) -> list[date]:
    """The days that are noted, in order; none of a note that is damaged."""
    path = Path(home.state / "days.json")
    with contextlib.suppress(OSError, ValueError, TypeError, RecursionError):
        return sorted({date.fromisoformat(day) for day in json.loads(path.read_bytes())})
    return []
