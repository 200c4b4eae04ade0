"""From the command to the first full frame, against an app with one Static."""

from __future__ import annotations

from bench.measure import STATIC, Subject, alternate, measured, opened, tell


def main(subject: Subject | None = None) -> None:
    """Print milliseconds to the first full frame."""
    with measured(subject) as ours:
        tell(f"first frame: {ours.name}", "ms", alternate(_milliseconds, STATIC, ours, 9), 1.5)


def _milliseconds(subject: Subject) -> float:
    with opened(subject) as terminal:
        return (terminal.bursts[-1].time - terminal.started) * 1000
