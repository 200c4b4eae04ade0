"""Memory that is one's own, once the first frame is shown, against an app with one Static.

Reads Linux's /proc; elsewhere it says so and measures nothing.
"""

from __future__ import annotations

import re
from pathlib import Path

from bench.measure import STATIC, Subject, alternate, measured, opened, tell


def main(subject: Subject | None = None) -> None:
    """Print megabytes of proportional set size."""
    if not Path("/proc/self/smaps_rollup").exists():
        print("memory: needs Linux")
        return
    with measured(subject, running=True) as ours:
        tell(f"memory: {ours.name}", "MB", alternate(_megabytes, STATIC, ours, 3), 1.5)


def _megabytes(subject: Subject) -> float:
    with opened(subject) as terminal:
        terminal.settle(0.5)
        return megabytes(terminal.process.pid)


def megabytes(pid: int) -> float:
    """The proportional set size of a process."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    found = re.search(r"^Pss: +(\d+) kB", rollup, re.MULTILINE)
    assert found
    return int(found[1]) / 1024
