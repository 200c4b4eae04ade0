"""An hour of typing, with a window that is shared and two guests: is a key dearer at its end?

    python -m bench hour                a few minutes of it
    python -m bench.hour --keys 90000   an hour of 25 keys a second

The floor is the same at the beginning. What is measured is typed at 25 keys a second, what lies
between as fast as it is taken; then it is waited until the guests' browsers, which take it slower,
have all of it. Reads Linux's /proc.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import time
from pathlib import Path
from typing import NamedTuple

from bench.echo import KEYS, SENTENCE, echo
from bench.measure import tell
from bench.memory import megabytes
from tests.torture.guests import Company, company
from tests.torture.processes import used
from tests.web.conftest import installed

RATE = 25
"""Keys a second."""
MINUTE = 60 * RATE
LOOK, AT_REST = 3.0, 0.2
"""Seconds between two looks at those who catch up, and of processor time that is none to speak of.
"""
LINE = f"{SENTENCE}\r"
LAST = SENTENCE.split()[-1].encode()


class Cost(NamedTuple):
    """What the program takes: ms to the echo of a key, ms of processor a key, megabytes."""

    p50: float
    p99: float
    processor: float
    memory: float
    hub: float
    """Megabytes of the process that guests talk to."""


def main(keys: int = 4 * MINUTE) -> None:
    """Print what a key costs at the beginning, and after so many."""
    if not (installed() and Path("/proc/self/smaps_rollup").exists()):
        print("hour: needs Linux, and Chromium")
        return
    with company() as us:
        _hurry(us, MINUTE)
        _rest(us)
        begun = _cost(us)
        _hurry(us, keys - 2 * MINUTE)
        _rest(us)
        ended = _cost(us)
    for name, unit, aim in (
        ("p50", "ms", 1.0), ("p99", "ms", 1.0), ("processor", "ms", 1.0),
        ("memory", "MB", 1.1), ("hub", "MB", 1.1),
    ):  # fmt: skip
        pair = (getattr(begun, name), getattr(ended, name))
        tell(f"{name}, after {keys:,} keys", unit, [pair], aim)


def _cost(us: Company) -> Cost:
    terminal, pid = us.room.coach.terminal, us.room.coach.terminal.process.pid
    before = used(pid)
    _type(us, MINUTE)
    processor = (used(pid) - before) * 1000 / MINUTE
    terminal.settle(0.3, timeout=60)
    times = statistics.quantiles([echo(terminal, number)[0] for number in range(KEYS)], n=100)
    terminal.send("\r")
    return Cost(times[49], times[98], processor, megabytes(pid), megabytes(us.hub_process))


def _type(us: Company, keys: int) -> None:
    """Sentence after sentence, each a line of its own."""
    terminal, due = us.room.coach.terminal, time.monotonic()
    for key in itertools.islice(itertools.cycle(LINE), keys):
        terminal.send(key)
        due += 1 / RATE
        while (left := due - time.monotonic()) > 0:
            terminal.pump(left)
        us.room.teacher.terminal.pump(0)


def _hurry(us: Company, keys: int) -> None:
    """The same, a line at once, and the next when this one is seen."""
    terminal = us.room.coach.terminal
    for _ in range(0, keys, len(LINE)):
        seen = len(terminal.bursts)
        terminal.send(LINE)
        while not any(LAST in burst.data for burst in terminal.bursts[seen:]):
            if terminal.pump(30) is None:
                raise TimeoutError("a line was typed, and is not seen")
        us.room.teacher.terminal.pump(0)


def _rest(us: Company) -> None:
    """Wait until the guests have all of it, and the program does no more than its clock asks for.

    What they take late moves their carets late, too, and each of those is painted.
    """
    pid, before = us.room.coach.terminal.process.pid, set[int]()
    while True:
        since, until = used(pid), time.monotonic() + LOOK
        while (left := until - time.monotonic()) > 0:
            us.room.coach.terminal.pump(min(left, 0.05))
            us.room.teacher.terminal.pump(0)
        lengths = {one.page.evaluate("() => page.sheet.text.length") for one in us.guests}
        if len(lengths) == 1 and lengths == before and used(pid) - since < AT_REST:
            return
        before = lengths


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.hour")
    parser.add_argument("--keys", type=int, default=60 * MINUTE)
    return parser.parse_args()


if __name__ == "__main__":
    main(**vars(_options()))
