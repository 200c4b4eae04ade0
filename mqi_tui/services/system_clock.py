"""The machine's clocks: the one module that asks for the time, and for the zone it is told in."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mqi_tui.domain.private.events import Reading

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Now = Callable[[], Reading]


def read() -> Reading:
    """A reading of this machine. The monotonic part counts sleep on every system."""
    return Reading(mono=_monotonic_ms(), utc=time.time_ns() // 1_000_000, boot=_boot())


def _monotonic_ms() -> int:
    if sys.platform == "win32":
        import ctypes

        tick = ctypes.windll.kernel32.GetTickCount64
        tick.restype = ctypes.c_ulonglong
        return int(tick())
    # CLOCK_MONOTONIC stands still while Linux sleeps, and goes on while macOS does.
    clock = time.CLOCK_BOOTTIME if sys.platform == "linux" else time.CLOCK_MONOTONIC
    return time.clock_gettime_ns(clock) // 1_000_000


@cache
def _boot() -> str:
    """What tells this boot from another; where the system has no name for it, when it began."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return _boot_by_system()


def _boot_by_system() -> str:
    if sys.platform == "darwin":
        import subprocess

        command = ["/usr/sbin/sysctl", "-n", "kern.bootsessionuuid"]
        answer = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        if answer.stdout.strip():
            return answer.stdout.strip()
    return f"began {(time.time_ns() // 1_000_000 - _monotonic_ms()) // 60_000}"


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
