"""The machine's clocks: the one module that asks for the time, and for the zone it is told in."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from mqi_tui.domain.private.events import Reading
from mqi_tui.systems import here

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Now = Callable[[], Reading]


def read() -> Reading:
    """A reading of this machine. The monotonic part counts sleep on every system."""
    return Reading(mono=here.monotonic_ms(), utc=time.time_ns() // 1_000_000, boot=_boot())


@cache
def _boot() -> str:
    """What tells this boot from another; where the system has no name for it, when it began."""
    began = (time.time_ns() // 1_000_000 - here.monotonic_ms()) // 60_000
    return here.boot() or f"began {began}"


def zone() -> ZoneInfo | None:
    """The zone of local times, by its name; None where no name is known that tells the same time.

    A name is guessed from the system's settings, and `TZ` may say otherwise: so it is tried.
    """
    import warnings
    from zoneinfo import ZoneInfo

    from tzlocal import get_localzone_name

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            named = ZoneInfo(get_localzone_name())
    except (LookupError, ValueError, OSError, TypeError):
        return None
    now = datetime.now(UTC)
    year = [now + timedelta(days=30 * month) for month in range(12)]
    same = all(one.astimezone().utcoffset() == one.astimezone(named).utcoffset() for one in year)
    return named if same else None
