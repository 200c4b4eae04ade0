"""Whole conversations by keys alone, on a real terminal, from each way a plan can be made."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from mqi_tui.domain.conversation import Conversation
from mqi_tui.services import reading
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from tests.guide.guides import labelled, markdown, word
from tests.pty.harness import Terminal
from tests.pty.stage import mqi, press

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

STEP = "Ask once more — Ms. Rivera, by next lesson"


def kept(home: Path) -> list[Conversation]:
    """All conversations as they are on disk, newest first."""
    library = Library(Home.find(home))
    return [reading.read(library, entry.id) for entry in library.entries()]


def made_in_the_app(terminal: Terminal) -> None:
    terminal.wait_for("No conversations yet", timeout=20)
    press(terminal, "insert")
    terminal.wait_for("Your name")
    terminal.send("Ms. Rivera\tJ. Okafor\t")
    press(terminal, "enter")
    terminal.wait_for("1 · Last log and focus")
    terminal.send("\tAsk why a rule works\tExplanations")  # the date is blank: there one begins
    terminal.wait_for("Explanations")


def imported(terminal: Terminal) -> None:
    terminal.wait_for("found", timeout=20)
    terminal.wait_for("Ms. Rivera")
    press(terminal, "enter")
    terminal.wait_for("1 · Last log and focus")


def hold(terminal: Terminal) -> None:
    """From the plan through all ten steps to the end, with an action step and a next date."""
    press(terminal, "ctrl+n")
    terminal.wait_for("not started")
    press(terminal, "ctrl+n")
    terminal.wait_until(lambda: _asked(terminal) or _shows(terminal, "1 of 10"), "step 1")
    if _asked(terminal):
        press(terminal, "enter")
    terminal.wait_for("1 of 10")
    while not _shows(terminal, "10 of 10"):
        here = _step(terminal)
        while _step(terminal) == here:  # two nexts at once are one
            press(terminal, "ctrl+n")
            terminal.settle()
        if _step(terminal).startswith("9 "):
            _write_the_action_plan(terminal)
    press(terminal, "ctrl+g", "d")
    terminal.wait_for("When do you meet next?")
    press(terminal, "enter")
    terminal.settle()
    press(terminal, "ctrl+g", "e")
    terminal.wait_for("End ")
    press(terminal, "down", "enter")
    terminal.wait_for("To do now")


def leave(terminal: Terminal) -> None:
    """Quit; what is still open is told once before."""
    press(terminal, "ctrl+q")
    if _shows(terminal, "To do now"):
        terminal.wait_for("Before you leave")
        press(terminal, "enter")
    assert terminal.wait_exit() == 0


def was_held(found: Conversation) -> None:
    assert found.private.state == "ended"
    assert f"- [ ] {STEP}" in found.log.text
    assert found.private.next_when
    assert found.private.plan.goals[0] == "Ask why a rule works"


def _write_the_action_plan(terminal: Terminal) -> None:
    press(terminal, "ctrl+g", "l")
    terminal.wait_for("┏━ Collaborative log")
    terminal.send(f"{STEP}\r")  # behind the box that the template has there
    terminal.wait_for(f"- [ ] {STEP}")


def _shows(terminal: Terminal, words: str) -> bool:
    return any(words in row for row in terminal.screen())


def _asked(terminal: Terminal) -> bool:
    return _shows(terminal, "the time you agreed on")


def _step(terminal: Terminal) -> str:
    return next((row.split("─ ")[1] for row in terminal.screen() if " of 10 · " in row), "")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.mark.parametrize("way", ["in the app", "Markdown"])
@pytest.mark.some(2)
def test_a_plan_runs_a_whole_conversation(home: Path, tmp_path: Path, way: str) -> None:
    guide = tmp_path / "guide.md"
    guide.write_text(markdown(), encoding="utf-8")
    arguments = [] if way == "in the app" else ["import", str(guide)]
    with mqi(home, *arguments, columns=120, rows=36) as terminal:
        (imported if arguments else made_in_the_app)(terminal)
        hold(terminal)
        leave(terminal)
    was_held(kept(home)[0])


def test_a_word_guide_is_held_and_the_next_cycle_carries_over(home: Path, tmp_path: Path) -> None:
    guide = word(tmp_path / "guide.docx", labelled)
    with mqi(home, "import", str(guide)) as terminal:
        imported(terminal)
        hold(terminal)
        leave(terminal)
    with mqi(home) as terminal:
        terminal.wait_for("Ms. Rivera", timeout=20)
        press(terminal, "insert")
        terminal.wait_for("Carried over from")
        terminal.wait_for("2 goals · 1 open action step")
        press(terminal, "enter")
        terminal.wait_for("1 · Last log and focus")
        terminal.wait_for("Ask why a rule works")
        leave(terminal)
    first, second = sorted(kept(home), key=lambda one: one.private.plan.cycle or 0)
    was_held(first)
    plan = second.private.plan
    assert (plan.cycle, plan.when, plan.focus) == (7, first.private.next_when, "Explanations")
    assert plan.goals == ("Ask why a rule works", "Wait after an answer")
    assert [step.line for step in second.private.since] == [STEP]
    assert STEP in second.log.text
