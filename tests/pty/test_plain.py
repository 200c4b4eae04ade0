"""The hour in plain lines on a real terminal: words and line ends, and nothing else."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pty.stage import MQI, ROOT, mqi, prepared
from tests.ui.stage import sample

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def test_an_hour_in_plain_lines_survives_a_kill(tmp_path: Path) -> None:
    home = tmp_path / "home"
    id_ = prepared(home, sample())
    with mqi(home, "live", "--plain", id_) as terminal:
        terminal.wait_for("Not started. 60 min planned.", timeout=20)
        for typed, told in (
            ("start now", "Started: step 1."),
            ("note \x15note they can do it #expl", "Note kept: private."),
            ("log Two reasons were given", "Written under Goals and focus."),
            ("plan", "Begin: Ask how the field trip"),
            ("", "Step 1 of 10"),
        ):
            terminal.send(f"{typed}\n")
            terminal.wait_for(told)
        strange = re.sub(rb"[\x20-\x7e\r\n\x80-\xff]", b"", terminal.raw)
        assert strange.replace(b"\x15", b"").replace(b"\x08", b"") == b""
        terminal.signal(signal.SIGKILL)
        terminal.wait_exit()
    with mqi(home, "live", "--plain") as terminal:
        terminal.wait_for("Step 1 of 10", timeout=20)
        terminal.send("notes\n")
        terminal.wait_for("Step 1, private: they can do it")
        terminal.send("log\n")
        terminal.wait_for("Two reasons were given")
        terminal.send("\x04")
        assert terminal.wait_exit() == 0


def test_lines_from_a_pipe_hold_it_too_and_others_are_refused_meanwhile(tmp_path: Path) -> None:
    home = tmp_path / "home"
    first, second = prepared(home, sample()), prepared(home, sample())
    lines = "start now\nlog Seen together\nquit\n"

    def plain(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*MQI, "--home", str(home), *arguments],
            cwd=ROOT, input=typed, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip

    held = plain("live", "--plain", first, typed=lines)
    assert (held.returncode, held.stderr) == (0, "")
    assert held.stdout.endswith("All is saved. The clock goes on.\n")
    other = plain("live", "--plain", second, typed="quit\n")
    assert other.returncode == 1
    assert other.stderr == f"another conversation is running: mqi live --plain {first}\n"
    shown = json.loads(plain("show", first, "--json").stdout)
    assert "Seen together" in shown["shared"]["log"]
