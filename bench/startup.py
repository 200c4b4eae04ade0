"""From the command to the first full frame, against an app with one Static."""

from __future__ import annotations

from bench.measure import EDITOR, STATIC, Subject, alternate, opened, tell


def main(subject: Subject = EDITOR) -> None:
    """Print milliseconds to the first full frame."""
    tell(f"first frame: {subject.name}", "ms", alternate(_milliseconds, STATIC, subject, 7), 1.5)


def _milliseconds(subject: Subject) -> float:
    with opened(subject) as terminal:
        return (terminal.bursts[-1].time - terminal.started) * 1000
