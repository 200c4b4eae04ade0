"""What the benchmarks that need a terminal share: who is measured, and how results are told.

A floor (the least that Textual itself takes) and a subject are measured alternately in the same
run, several rounds; only the ratios mean something on another machine.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from mqi_tui.domain.private import clock_actions
from mqi_tui.services import conversations, system_clock
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from tests.pty.harness import Terminal

ROUNDS = 5

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Subject:
    """A program to measure."""

    name: str
    command: tuple[str, ...]
    ready: str = "READY"
    """Text in the first full frame."""
    focus: str = ""
    """Keys that bring the caret into the log."""
    quit: str = "\x11"
    """Keys that end the program."""

    def with_lines(self, lines: int) -> Subject:
        """The same with a text of so many lines, for the programs of this folder."""
        return replace(self, command=(*self.command, str(lines)))


def _ours(module: str) -> tuple[str, ...]:
    return (sys.executable, "-m", f"bench.{module}")


STATIC = Subject("one Static", _ours("floors.static"))
CLOCK = Subject("one clock label", _ours("floors.clock"))
TEXTAREA = Subject("bare TextArea", _ours("floors.textarea"))
EDITOR = Subject("log editor", _ours("subjects.editor"))


@contextmanager
def measured(
    subject: Subject | None, lines: int = 0, *, running: bool = False
) -> Iterator[Subject]:
    """`subject`, or else the live screen of the sample in a home of its own.

    `lines`: of its log, at least. `running`: whether its clock runs.
    """
    if subject is not None:
        yield subject
        return
    with tempfile.TemporaryDirectory(prefix="mqi-bench-") as folder:
        library = Library(Home.find(Path(folder)))
        session = conversations.sample(library, system_clock.read)
        text = session.conversation.log.text
        session.write(text + "- they saw why the step holds\n" * (lines - text.count("\n")))
        if running:
            session.move(clock_actions.start)
        session.keeper.close()
        command = (sys.executable, "-m", "mqi_tui", "--home", folder, "live")
        yield Subject("live screen", command, "Quick note", focus="\x0c")


def opened(subject: Subject) -> Terminal:
    """`subject` on a terminal of its own, its first frame shown."""
    terminal = Terminal(subject.command, cwd=ROOT)
    try:
        terminal.wait_for_output(subject.ready.encode(), timeout=30)
    except TimeoutError:
        terminal.close()
        raise
    return terminal


def alternate(
    measure: Callable[[Subject], float], floor: Subject, subject: Subject, rounds: int = ROUNDS
) -> list[tuple[float, float]]:
    """`measure` of the floor and of the subject, in turns."""
    return [(measure(floor), measure(subject)) for _ in range(rounds)]


def tell(what: str, unit: str, pairs: Sequence[tuple[float, float]], aim: float) -> None:
    """Print medians of floor and subject, their ratio, and how far it varied between rounds."""
    floor, subject = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratios = [ours / theirs for theirs, ours in pairs]
    print(
        f"{what:34} {floor:9.1f} → {subject:8.1f} {unit:8}"
        f" ratio {statistics.median(ratios):5.2f}"
        f" ({min(ratios):.2f}–{max(ratios):.2f}), aim ≤ {aim}"
    )
