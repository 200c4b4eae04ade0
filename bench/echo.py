"""From a key to its echo on the terminal, against a bare TextArea with as many lines."""

from __future__ import annotations

import random
import statistics
import time
from typing import NamedTuple

from bench.measure import TEXTAREA, Subject, measured, opened, tell
from tests.pty.harness import Terminal

SENTENCE = "they saw why the second step holds and said so in their own words "
KEYS = 150
ROUNDS = 3
QUIET = 0.03


class Echo(NamedTuple):
    """Milliseconds to the echo of a key, and bytes written for it."""

    p50: float
    p95: float
    p99: float
    size: float


def main(subject: Subject | None = None) -> None:
    """Print milliseconds and bytes a key, in a log of 50 and of 5,000 lines."""
    for lines in (50, 5000):
        with measured(subject, lines, running=True) as ours:
            _compare(ours, lines)


def _compare(ours: Subject, lines: int) -> None:
    floor = TEXTAREA.with_lines(lines)
    rounds = [(_measure(floor), _measure(ours)) for _ in range(ROUNDS)]
    for field, unit, aim in (("p50", "ms", 0.6), ("p95", "ms", 0.6), ("p99", "ms", 0.5)):
        what = f"echo {field}, {lines} lines: {ours.name}"
        tell(what, unit, [(getattr(a, field), getattr(b, field)) for a, b in rounds], aim)
    sizes = [(a.size, b.size) for a, b in rounds]
    tell(f"echo size, {lines} lines: {ours.name}", "bytes", sizes, 0.1)


def _measure(subject: Subject) -> Echo:
    with opened(subject) as terminal:
        terminal.settle(0.5)
        terminal.send(subject.focus)
        terminal.settle(0.3)
        echoes = [echo(terminal, number) for number in range(KEYS)]
    times = statistics.quantiles([taken for taken, _ in echoes], n=100)
    return Echo(times[49], times[94], times[98], statistics.mean(size for _, size in echoes))


def echo(terminal: Terminal, number: int) -> tuple[float, int]:
    """Milliseconds to the first output that shows the key, and bytes until it is quiet."""
    typed = SENTENCE[: number % len(SENTENCE) + 1]
    word = typed.split(" ")[-1].encode()
    seen = len(terminal.bursts)
    sent = terminal.send(typed[-1])
    while not (echoes := [burst for burst in terminal.bursts[seen:] if word in burst.data]):
        if terminal.pump(2.0) is None:
            raise TimeoutError(f"no echo of {typed[-1]!r}")
    while terminal.pump(QUIET) is not None:
        pass
    time.sleep(random.uniform(0, 0.02))  # so that keys do not fall in step with frames
    size = sum(len(burst.data) for burst in terminal.bursts[seen:])
    return (echoes[0].time - sent) * 1000, size
