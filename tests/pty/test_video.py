"""The clip in a real browser, started from a real terminal; and what is chosen outlives a kill."""

from __future__ import annotations

import signal
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from mqi_tui.services import reading
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from tests.pty.stage import mqi, prepared, press
from tests.ui.stage import sample

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
F6 = "\x1b[17~"


def browser(folder: Path) -> tuple[Path, Path]:
    """A program that notes what it is given, and where it notes that."""
    script, noted = folder / "browser", folder / "opened"
    script.write_text(f'#!/bin/sh\nprintf "%s" "$1" > "{noted}"\n', encoding="utf-8")
    script.chmod(0o700)
    return script, noted


def test_the_video_opens_in_the_browser_that_is_set(tmp_path: Path) -> None:
    script, noted = browser(tmp_path)
    plan = replace(sample(), video="https://youtu.be/lesson?a=1")
    id_ = prepared(tmp_path / "home", plan)
    with mqi(tmp_path / "home", "live", id_, BROWSER=str(script)) as terminal:
        terminal.wait_for("not started")
        press(terminal, "ctrl+g", "p")
        terminal.wait_for("1 · Last log and focus")
        terminal.send(F6)
        terminal.wait_for("Opened in your browser")
    assert noted.read_text(encoding="utf-8") == "https://youtu.be/lesson?a=1"


def test_what_is_chosen_outlives_a_kill(tmp_path: Path) -> None:
    home = tmp_path / "home"
    id_ = prepared(home, sample())
    with mqi(home, "live", id_) as terminal:
        terminal.wait_for("not started")
        press(terminal, "ctrl+g", "p")
        terminal.wait_for("1 · Last log and focus")
        press(terminal, "pagedown")
        terminal.wait_for("2 · Lesson and clips")
        terminal.send("\t\t\t\tt")  # who chose the clip
        terminal.send("\x1b[Z\x1b[Z\x7f")  # half a time
        terminal.wait_for("12:4 ")
        terminal.wait_for("saved")
        terminal.settle()
        terminal.signal(signal.SIGKILL)
        terminal.wait_exit()
    half = reading.read(Library(Home.find(home)), id_).private
    assert half.plan.clips[0].chosen_by == "teacher"
    assert half.drafts == {"clips.1.start": "12:4"}
