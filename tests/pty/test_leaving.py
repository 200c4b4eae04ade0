"""Both windows can always be left: on real terminals, whatever became of the other one."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from mqi_tui.domain.private.plan import Plan
from mqi_tui.services import reading
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from mqi_tui.store.share_state import Meeting
from tests.pty.harness import Terminal
from tests.pty.stage import mqi, prepared, press
from tests.pty.test_driver import ON_LINUX, hang, stopped
from tests.torture import processes

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

STARTS = 30.0
LOG = "SHARED log · share THIS window · saved"


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "home"
    yield folder
    address = Meeting(Home.find(folder)).announced()
    if ON_LINUX and address:
        with suppress(LookupError):
            os.kill(processes.listener(address.port), signal.SIGKILL)


def log(home: Path, id_: str) -> str:
    return reading.read(Library(Home.find(home)), id_).log.text


def held(home: Path, *, forked: bool = True) -> tuple[str, Terminal]:
    """A conversation whose hour runs, its log being written in."""
    id_ = prepared(home, Plan(teacher="Ms. P.", cycle=6))
    terminal = mqi(home, "live", id_, forked=forked)
    terminal.wait_for("not started", STARTS)
    press(terminal, "ctrl+n")
    terminal.wait_for("1 of 10")
    press(terminal, "ctrl+l")
    terminal.wait_for("┏━ Collaborative log")
    return id_, terminal


def leave(terminal: Terminal) -> None:
    press(terminal, "ctrl+q")
    terminal.wait_for("still running")
    press(terminal, "down", "enter")
    assert terminal.wait_exit(STARTS) == 0


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
@pytest.mark.some(2)
def test_when_mqi_was_left_the_shared_window_says_so_and_can_be_closed(
    home: Path, key: str
) -> None:
    _, main = held(home)
    with main, mqi(home, "share", columns=90, rows=20) as window:
        window.wait_for(LOG, STARTS)
        leave(main)
        window.wait_for("The conversation is closed; all was saved · ctrl+q closes it")
        press(window, key)
        assert window.wait_exit() == 0
        assert window.modes() == window.attributes


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
@pytest.mark.some(2)
def test_while_it_waits_it_can_be_closed(home: Path, key: str) -> None:
    with mqi(home, "share", columns=90, rows=20) as window:
        window.wait_for("Waiting for the conversation", STARTS)
        press(window, key)
        assert window.wait_exit() == 0


@pytest.mark.skipif(not ON_LINUX, reason="reads /proc")
def test_after_the_death_of_all_others_what_was_typed_is_kept_until_it_is_closed_twice(
    home: Path,
) -> None:
    _, main = held(home)
    with main, mqi(home, "share", columns=90, rows=20) as window:
        window.wait_for(LOG, STARTS)
        main.signal(signal.SIGKILL)
        main.process.wait()
        window.wait_for("mqi is not open")
        address = Meeting(Home.find(home)).announced()
        assert address
        os.kill(processes.listener(address.port), signal.SIGKILL)
        window.wait_for("NOT CONNECTED")
        press(window, "enter")
        window.send("kept here")
        window.wait_for("9 changes kept here")
        press(window, "ctrl+c")
        window.wait_for("ctrl+q once more")
        press(window, "ctrl+q")
        assert window.wait_exit() == 0


@pytest.mark.parametrize("stop", [signal.SIGSTOP, signal.SIGTSTP], ids=["SIGSTOP", "SIGTSTP"])
@pytest.mark.some(2)
def test_mqi_is_stopped_and_goes_on_and_is_left(home: Path, stop: signal.Signals) -> None:
    id_, main = held(home, forked=False)
    with main:
        for number in range(3):
            main.signal(stop)
            main.wait_until(lambda: stopped(main), "it stops")
            main.signal(signal.SIGCONT)
            main.wait_until(lambda: main.modes() != main.attributes, "the terminal is its own")
            main.send(f"word{number} ")
            main.wait_for(f"word{number}")
        leave(main)
        assert main.modes() == main.attributes
    assert "word2" in log(home, id_)


@pytest.mark.skipif(not ON_LINUX, reason="reads /proc")
def test_the_shared_window_is_stopped_and_goes_on_and_is_left(home: Path) -> None:
    _, main = held(home)
    with main, mqi(home, "share", columns=90, rows=20, forked=False) as window:
        window.wait_for(LOG, STARTS)
        for _ in range(3):
            os.killpg(window.process.pid, signal.SIGSTOP)
            window.wait_until(lambda: stopped(window), "it stops")
            os.killpg(window.process.pid, signal.SIGCONT)
        press(window, "enter")
        window.wait_for("Esc ends writing")
        window.send("typed after")
        window.wait_for("typed after")
        main.wait_for("typed after")
        window.wait_for("· saved")
        press(window, "ctrl+q")
        assert window.wait_exit() == 0
        assert window.modes() == window.attributes


def test_a_closed_terminal_saves_and_ends_it(home: Path) -> None:
    id_, main = held(home)
    with main:
        main.send("typed last")
        main.wait_for("typed last")
        main.hang_up()
        main.wait_exit(STARTS)
    assert "typed last" in log(home, id_)


def test_a_terminal_that_hangs_keeps_nobody_from_leaving_with_all_saved(home: Path) -> None:
    id_, main = held(home)
    with main:
        hang(main, b"words that nobody sees painted. " * 50 + b"the last of them\x11\x1b[B\r")
        assert main.process.wait(60) == 0
    assert "the last of them" in log(home, id_)


def test_the_end_of_what_started_it_ends_the_shared_window(home: Path) -> None:
    with mqi(home, "share", columns=90, rows=20) as window:
        window.wait_for("Waiting for the conversation", STARTS)
        window.signal(signal.SIGTERM)
        assert window.wait_exit() == 128 + signal.SIGTERM
        assert window.modes() == window.attributes
        assert not list((home / "state" / "share").glob("asked*"))
