"""Every key of the table in a real terminal, with the log focused and with nothing focused."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mqi_tui.domain.deeds import CONVERSATION, EVERYWHERE
from tests.pty.harness import Terminal
from tests.pty.stage import mqi, prepared, press
from tests.ui.stage import sample

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

KEYS = (*CONVERSATION, *EVERYWHERE)
SEEN: dict[str, tuple[str, str]] = {
    "next": ("Step 4: ", ""),
    "back": ("Back to step 2", ""),
    "pause": ("Paused: ", "ctrl+t"),
    "plus": ("Step 3 has 1 min more", "ctrl+k"),
    "minus": ("Step 3 has 1 min less", "ctrl+u"),
    "note": ("┏━ Quick note", "escape"),
    "log": ("╭─ Collaborative log", ""),
    "share": ("log · SHARED", "ctrl+f"),
    "go": ("Skip this step", "escape"),
    "save": ("Sav", ""),
    "commands": ("Search for commands", "escape"),
    "help": ("Keys · Esc goes back", "escape"),
    "quit": ("still running. Leave?", "escape"),
}
"""Id to what is seen afterwards in step 3, and the key that leads back."""

RESTING = {"next": "pagedown", "back": "left", "pause": "space", "plus": "+", "minus": "-",
           "help": "?"}  # fmt: skip


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    id_ = prepared(tmp_path / "home", replace(sample(), when=""))
    with mqi(tmp_path / "home", "live", id_) as terminal:
        terminal.wait_for("not started", timeout=20)
        press(terminal, "ctrl+n")
        terminal.wait_for("1 of 10")
        yield terminal


def in_step_3(terminal: Terminal, *, log: bool) -> None:
    """Go to step 3, with the focus in the log or nowhere, once all that was asked for is shown."""
    terminal.settle()
    if not any("3 of 10" in row for row in terminal.screen()):
        press(terminal, "ctrl+g", "3", "enter")
        terminal.wait_for("3 of 10")
    focused = any("┏━ Collaborative log" in row for row in terminal.screen())
    if focused != log:
        press(terminal, "ctrl+l")
        terminal.wait_for("┏━ Collaborative log" if log else "╭─ Collaborative log")


def leave(terminal: Terminal, back: str, seen: str) -> None:
    """Press `back` and wait until what was seen is gone; a lone Esc takes a moment to be one."""
    if back:
        press(terminal, back)
        gone = f"{seen!r} is gone"
        terminal.wait_until(lambda: not any(seen in row for row in terminal.screen()), gone)


@pytest.mark.parametrize("log", [True, False], ids=["in the log", "nothing focused"])
@pytest.mark.some(2)
def test_every_key_arrives_and_does_its_thing(terminal: Terminal, log: bool) -> None:
    assert set(SEEN) == {key.id for key in KEYS} - {"speaker", "restore", "video"}
    for key in (key for key in KEYS if key.id in SEEN):
        for name in key.keys.split(","):
            in_step_3(terminal, log=log)
            seen, back = SEEN[key.id]
            if key.id == "log" and not log:
                seen = "┏━ Collaborative log"
            press(terminal, name)
            terminal.wait_for(seen)
            leave(terminal, back, seen)


def test_resting_keys_arrive(terminal: Terminal) -> None:
    for name, key in RESTING.items():
        in_step_3(terminal, log=False)
        press(terminal, key)
        seen, back = SEEN[name]
        terminal.wait_for(seen)
        leave(terminal, back, seen)
    in_step_3(terminal, log=False)
    press(terminal, "enter")
    terminal.wait_for("┏━ Collaborative log")
    leave(terminal, "escape", "┏━ Collaborative log")
    press(terminal, "é")
    terminal.wait_for("┏━ Quick note")
    terminal.wait_for("┃ é")
