"""An invitation on real terminals: the link and nothing else is copied, the log and nothing else
comes to who joins.
"""

from __future__ import annotations

import base64
import re
import sys
from pathlib import Path

import pytest

from mqi_tui.files.plan import read_plan
from mqi_tui.store.home import Home
from mqi_tui.store.share_state import Meeting
from tests.canary import CANARY, seeded_plan
from tests.pty.harness import Terminal
from tests.pty.stage import mqi, prepared, press
from tests.pty.test_leaving import home
from tests.torture import processes

__all__ = ["home"]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
STARTS = 30.0
COPIED = re.compile(rb"\x1b\]52;[a-z]*;([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)")


def invite(terminal: Terminal, home: Path) -> str:
    """The link that a guest is given."""
    for key in ("ctrl+g", "g"):
        press(terminal, key)
        terminal.settle()
    terminal.wait_for("Whom do you invite", STARTS)
    press(terminal, "enter")
    terminal.wait_for("copy the link", STARTS)
    press(terminal, "escape")
    terminal.settle()
    address = Meeting(Home.find(home)).announced()
    assert address
    [token] = address.guests
    return f"http://127.0.0.1:{address.port}/#{token}"


def commands(*words: str) -> str:
    """How the running processes that were started with such words were started."""
    found = processes.pids(*words)
    return "\n".join((processes.PROC / str(pid) / "cmdline").read_text() for pid in found)


def test_the_link_alone_is_copied_and_the_log_alone_comes_to_who_joins(
    home: Path, tmp_path: Path
) -> None:
    id_ = prepared(home, read_plan(seeded_plan(tmp_path / "plan.yaml")))
    with mqi(home, "live", id_) as coach:
        coach.wait_for("not started", STARTS)
        press(coach, "ctrl+n")
        coach.settle()
        if any("the time you agreed on" in row for row in coach.screen()):
            press(coach, "enter")
        coach.wait_for("1 of 10", STARTS)
        link = invite(coach, home)
        with mqi(tmp_path / "away", "join") as guest:
            guest.wait_for("Paste the link", STARTS)
            guest.send(f"{link}\r")
            guest.wait_for("shared with you", STARTS)
            guest.send("\rof hers ")
            coach.wait_for("of hers", STARTS)
            press(guest, "escape")  # from here on it follows what the coach writes
            for _ in range(3):
                press(coach, "ctrl+o")
                coach.send(f"a note of the {CANARY}\r")
                coach.settle()
                press(coach, "ctrl+n")
                coach.settle()
            press(coach, "ctrl+l")
            coach.send("public ")
            guest.wait_for("public", STARTS)
            guest.settle()
            told, shown = commands("mqi_tui"), guest.raw
        copied = [base64.b64decode(found) for found in COPIED.findall(coach.raw)]
    assert copied == [link.encode()]
    assert CANARY.encode() in coach.raw, "it sings where it may"
    assert CANARY.encode() not in shown
    assert b"public" in shown
    assert not COPIED.findall(shown)
    token = link.partition("#")[2]
    assert token.encode() not in shown, "a link is never shown to who pastes it"
    assert "hub" in told
    assert token not in told
