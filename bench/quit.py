"""From the key that quits to the end of the process, against an app with one Static."""

from __future__ import annotations

import time

from bench.measure import STATIC, Subject, alternate, measured, opened, tell


def main(subject: Subject | None = None) -> None:
    """Print milliseconds to the end of the process."""
    with measured(subject) as ours:
        tell(f"quit: {ours.name}", "ms", alternate(_milliseconds, STATIC, ours), 0.3)


def _milliseconds(subject: Subject) -> float:
    with opened(subject) as terminal:
        terminal.settle(0.5)
        sent = terminal.send(subject.quit)
        terminal.wait_exit()
        return (time.monotonic() - sent) * 1000
