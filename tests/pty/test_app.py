"""What the real program writes to a terminal: no text steers it, and no crash tells a word."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.pty.harness import Terminal
from tests.pty.scanner import strangers
from tests.pty.stage import ROOT, mqi, prepared, press
from tests.ui.stage import sample
from tests.ui.test_hostile import SHORT, plan_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

EVIL = "\x1b]52;c;cm0gLXJm\x07 \x1b[6n \x9b6n \x90 \x1b]0;title\x07 \x1b[2J \x07 \x7f \u202e"


def started(terminal: Terminal) -> None:
    terminal.wait_for("not started", timeout=20)
    press(terminal, "ctrl+n")
    terminal.wait_for("1 of 10")


def test_no_control_byte_of_any_text_reaches_the_terminal(tmp_path: Path) -> None:
    home = tmp_path / "home"
    id_ = prepared(home, replace(plan_of(f"{EVIL} {' '.join(SHORT)}"), when=""))
    with mqi(home, "live", id_, columns=100, rows=50) as terminal:
        started(terminal)
        pasted = EVIL.replace("\x1b", "\x1b\x1b").encode()
        for focus in ("ctrl+l", "ctrl+o"):
            press(terminal, focus)
            terminal.send(b"\x1b[200~pasted " + pasted.replace(b"\x1b", b"") + b" here\x1b[201~")
            terminal.settle()
        press(terminal, "enter")
        terminal.wait_for("Note kept")
        for step in "23678":
            press(terminal, "ctrl+g", step, "enter")
            terminal.wait_for(f"{step} of 10")
        press(terminal, "ctrl+g", "n")
        terminal.wait_for("Quick notes")
        press(terminal, "right")
        terminal.wait_for("becomes SHARED")
        press(terminal, "escape", "ctrl+f")
        terminal.settle()
        assert strangers(terminal.raw) == []


def test_the_scanner_sees_a_stranger() -> None:
    assert strangers(b"fine \x1b[31m \x1b]52;c;cm0=\x07")


CRASH = """
import sys
from mqi_tui.commands import cli
from mqi_tui.ui.app import MqiApp

def broken(self):
    words = self.work.open.conversation
    words_of_the_coach = words.private.notes, words.log.text
    raise RuntimeError(f"it holds {words_of_the_coach}")

MqiApp.action_save = broken
cli.main()
"""


def test_a_crash_tells_where_and_not_what(tmp_path: Path) -> None:
    home = tmp_path / "home"
    id_ = prepared(home, replace(sample(), when="", notes="private canary 1"))
    command = [sys.executable, "-c", CRASH, "live", id_]
    env = {"MQI_HOME": str(home)}
    with Terminal(command, columns=100, rows=30, cwd=ROOT, env=env) as terminal:
        started(terminal)
        press(terminal, "ctrl+o")
        terminal.send("canary2 in a note\r")
        terminal.wait_for("Note kept")
        press(terminal, "ctrl+l")
        terminal.send("canary3 in the log")
        terminal.wait_for("canary3 in the log")
        terminal.settle()
        seen = len(terminal.raw)
        press(terminal, "ctrl+s")
        assert terminal.wait_exit() == 1
        last = terminal.raw[seen:].decode()
        report = last[last.rfind("\x1b[?1049l") :]
        assert "RuntimeError" in report
        assert "start it again with `mqi`" in report
        assert "canary" not in report
        assert "Rivera" not in report
    with mqi(home, "live", id_) as terminal:
        terminal.wait_for("canary3 in the log", timeout=20)


def colours(raw: bytes) -> set[bytes]:
    return set(re.findall(rb"\x1b\[[0-9;]*[34]8;([25]);", raw))


def test_no_color_is_honoured(tmp_path: Path) -> None:
    id_ = prepared(tmp_path / "home", replace(sample(), when=""))
    with mqi(tmp_path / "home", "live", id_, NO_COLOR="1") as terminal:
        started(terminal)
        terminal.settle()
        painted = re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)", terminal.raw)
        assert all(red == green == blue for red, green, blue in painted)


def test_a_terminal_of_256_colours_gets_no_others(tmp_path: Path) -> None:
    id_ = prepared(tmp_path / "home", replace(sample(), when=""))
    with mqi(tmp_path / "home", "live", id_, COLORTERM="", TERM="xterm-256color") as terminal:
        started(terminal)
        terminal.settle()
        assert colours(terminal.raw) == {b"5"}


def test_the_process_names_nobody(tmp_path: Path) -> None:
    if not Path("/proc/self/cmdline").exists():
        pytest.skip("reads /proc")
    id_ = prepared(tmp_path / "home", replace(sample(), when="", notes="canary"))
    with mqi(tmp_path / "home", "live", forked=False) as terminal:
        started(terminal)
        process = Path(f"/proc/{terminal.process.pid}")
        words = (process / "cmdline").read_bytes() + (process / "comm").read_bytes()
        assert b"canary" not in words
        assert b"ivera" not in words.replace(id_.encode(), b"")
        assert b"\x1b]0;" not in terminal.raw
        assert b"\x1b]2;" not in terminal.raw


COLOUR = re.compile(rb"\x1b\[(?:[\d:]*;)*(?:3[0-9]|4[0-9]|9[0-7]|10[0-7])[\d;:]*m")


@pytest.mark.parametrize("theme", ["dark", "light", "contrast"])
@pytest.mark.some(3)
def test_without_colour_no_code_of_one_is_written(tmp_path: Path, theme: str) -> None:
    home = tmp_path / "home"
    (home / "config").mkdir(parents=True)
    (home / "config" / "config.toml").write_text(f'theme = "{theme}"\n')
    id_ = prepared(home, replace(sample(), when=""))
    with mqi(home, "live", id_, NO_COLOR="1") as terminal:
        started(terminal)
        press(terminal, "ctrl+l", "x", "escape", "ctrl+g")
        terminal.wait_for("Earlier states")
        press(terminal, "escape", "ctrl+f")
        terminal.settle()
        assert COLOUR.findall(terminal.raw) == []
        assert b"\x1b[7m" in terminal.raw or b";7m" in terminal.raw  # a cursor is seen
