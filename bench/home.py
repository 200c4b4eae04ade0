"""Home with 1,000 and with 15,000 conversations, against home with ten in the same run."""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from bench.measure import Subject, alternate, tell
from bench.subjects.shelves import fill
from tests.pty.harness import Terminal

FEW, SIZES, ROUNDS = 10, (1_000, 15_000), 5
ROOT = Path(__file__).parent.parent
WORDS = "rivera"


def main() -> None:
    """Print milliseconds to the list, to the files read, to a search, and to the first edit."""
    with ExitStack() as stack:
        few, *many = [_home(stack, count) for count in (FEW, *SIZES)]
        for subject in many:
            for what, measure, aim in MEASURES:
                pairs = alternate(_timed(measure), few, subject, ROUNDS)
                tell(f"{what}, {subject.name}", "ms", pairs, aim)


def _home(stack: ExitStack, count: int) -> Subject:
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="mqi-bench-"))
    fill(Path(folder), count)
    return Subject(f"{count:,} conversations", (sys.executable, "-m", "mqi_tui", "--home", folder))


Measure = Callable[[Terminal], float]


def _timed(measure: Measure) -> Callable[[Subject], float]:
    def timing(subject: Subject) -> float:
        with Terminal(subject.command, cwd=ROOT) as terminal:
            return measure(terminal) * 1000

    return timing


def _to_the_list(terminal: Terminal) -> float:
    """Seconds from the command to the conversations, as remembered."""
    return terminal.wait_for("Ms. ", timeout=60) - terminal.started


def _to_the_files(terminal: Terminal) -> float:
    """Seconds from the command until the files themselves were read."""
    _read(terminal)
    return time.monotonic() - terminal.started


def _to_what_is_looked_for(terminal: Terminal) -> float:
    """Seconds from the last letter of a search until the list is that of the search."""
    _read(terminal)
    sent = terminal.send(WORDS)
    return terminal.wait_until(lambda: _found(terminal), "what is looked for") - sent


def _to_the_first_edit(terminal: Terminal) -> float:
    """Seconds from Enter on the newest conversation until a letter typed into it is shown."""
    _read(terminal)
    sent = terminal.send("\r")
    terminal.wait_for("Quick note", timeout=60)
    terminal.send("\x0cqz")
    return terminal.wait_for("qz") - sent


def _read(terminal: Terminal) -> None:
    terminal.wait_until(lambda: _counted(terminal), "the library is read", timeout=60)


def _counted(terminal: Terminal) -> bool:
    """Whether it is said how many conversations there are."""
    return any(re.search(r"Conversations · \d", row) for row in terminal.screen())


def _found(terminal: Terminal) -> bool:
    return any(" of " in row and "Conversations" in row for row in terminal.screen())


MEASURES: tuple[tuple[str, Measure, float], ...] = (
    ("to the list", _to_the_list, 1.3),
    ("to the files", _to_the_files, 3.0),
    ("search", _to_what_is_looked_for, 2.0),
    ("first edit", _to_the_first_edit, 1.3),
)
