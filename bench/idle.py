"""Processor time while nobody touches anything, against one label that counts seconds.

Reads Linux's /proc; elsewhere it says so and measures nothing.
"""

from __future__ import annotations

import time
from pathlib import Path

from bench.measure import CLOCK, Subject, alternate, measured, opened, tell
from tests.torture.processes import used

SECONDS = 5.0
BEGUN = 9.0
"""Seconds until the message of the beginning is gone: that lays the screen out once more."""


def main(subject: Subject | None = None) -> None:
    """Print milliseconds of processor time a second."""
    if not Path("/proc/self/schedstat").exists():
        print("idle: needs Linux")
        return
    with measured(subject, running=True) as ours:
        tell(f"idle: {ours.name}", "ms/s", alternate(_milliseconds, CLOCK, ours, 3), 1.0)


def _milliseconds(subject: Subject) -> float:
    with opened(subject) as terminal:
        terminal.settle(0.5)
        time.sleep(BEGUN)
        before, start = used(terminal.process.pid), time.monotonic()
        while (now := time.monotonic()) < start + SECONDS:
            terminal.pump(start + SECONDS - now)
        return (used(terminal.process.pid) - before) * 1000 / (time.monotonic() - start)
