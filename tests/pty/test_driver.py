"""The blocking driver on a real terminal: nothing of Textual's own driver is lost."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pty.harness import Terminal
from tests.pty.scanner import strangers

ROOT = Path(__file__).parents[2]
ON_LINUX = Path("/proc/self/task").exists()

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has another driver")


def probe(*lines: str, forked: bool = True, **options: str) -> Terminal:
    command = [sys.executable, "-m", "tests.pty.probe", *lines]
    terminal = Terminal(command, columns=80, rows=24, cwd=ROOT, env=options, forked=forked)
    terminal.wait_for("READY 80 by 24")
    terminal.settle()
    return terminal


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    with probe() as terminal:
        yield terminal


@pytest.fixture
def started() -> Iterator[Terminal]:
    """Started from nothing: what is about stopping, about the end, about the start."""
    with probe(forked=False) as terminal:
        yield terminal


def stopped(terminal: Terminal) -> bool:
    pid, status = os.waitpid(terminal.process.pid, os.WNOHANG | os.WUNTRACED)
    return pid != 0 and os.WIFSTOPPED(status)


def switches(terminal: Terminal) -> int:
    tasks = Path(f"/proc/{terminal.process.pid}/task").glob("*/status")
    lines = [line for task in tasks for line in task.read_text().splitlines()]
    return sum(int(line.split()[1]) for line in lines if line.startswith("voluntary"))


def test_what_is_typed_is_shown(terminal: Terminal) -> None:
    terminal.send("hello")
    terminal.wait_for("hello")


def test_a_lone_esc_arrives_without_another_key(terminal: Terminal) -> None:
    sent = terminal.send("\x1b")
    assert terminal.wait_for("key escape", timeout=2) - sent < 1


def test_a_sequence_is_not_taken_for_esc(terminal: Terminal) -> None:
    terminal.send("\x1b[20~")
    terminal.wait_for("key f9")
    assert not any("key escape" in line for line in terminal.screen())


def test_a_letter_that_arrives_in_two_pieces_is_one(terminal: Terminal) -> None:
    terminal.send("é".encode()[:1])
    terminal.settle(0.1)
    terminal.send("é".encode()[1:] + b"!")
    terminal.wait_for("é!")


def test_a_paste_arrives_whole(terminal: Terminal) -> None:
    terminal.send("\x1b[200~" + "one two\r" * 2000 + "the last\x1b[201~")
    terminal.wait_for("the last")


def test_a_large_paste_full_of_escapes_arrives_whole(terminal: Terminal) -> None:
    text = "one \x1b[A two\x1b\r" * 77_000
    assert len(text) > 1_000_000
    terminal.send(f"\x1b[200~{text}the last\x1b[201~")
    terminal.wait_for("the last", timeout=60)
    assert not any("key " in line for line in terminal.screen())
    terminal.wait_for("one ␛[A two␛")


ESCAPES = (
    ("a\x1bb", "a␛b"),
    ("a\x1b[31mb\x1b[A\x1b[I", "a␛[31mb␛[A␛[I"),
    ("a\x1b\x1b\x11b", "a␛␛␑b"),
    ("a\x1b[201~\x11b", "a␛[201~␑b"),
    ("a\x1b", "a␛"),
)


@pytest.mark.parametrize(("pasted", "seen"), ESCAPES)
@pytest.mark.some(2)
def test_an_escape_in_a_paste_is_text_and_never_a_key(
    terminal: Terminal, pasted: str, seen: str
) -> None:
    terminal.send(f"\x1b[200~{pasted}\x1b[201~")
    terminal.wait_for(seen)
    assert terminal.process.poll() is None
    assert not any("key " in line for line in terminal.screen())


def test_a_paste_that_arrives_in_pieces_is_one(terminal: Terminal) -> None:
    for piece in ("\x1b", "[200~a", "\x1b", "[A", "b\x1b[20", "1~"):
        terminal.send(piece)
        terminal.settle(0.02)
    terminal.wait_for("a␛[Ab")


def test_keys_behind_a_paste_are_keys(terminal: Terminal) -> None:
    terminal.send("\x1b[200~a\x1bb\x1b[201~\x7fc")
    terminal.wait_for("a␛c")


def test_a_new_size_is_followed(terminal: Terminal) -> None:
    terminal.resize(60, 40)
    terminal.wait_for("READY 60 by 40")


def test_a_stopped_program_leaves_the_terminal_and_comes_back(started: Terminal) -> None:
    started.send("before ")
    started.wait_for("before")
    started.signal(signal.SIGTSTP)
    started.wait_until(lambda: stopped(started), "the program stops")
    assert started.modes() == started.attributes
    started.signal(signal.SIGCONT)
    started.wait_until(lambda: started.modes() != started.attributes, "it takes the terminal")
    started.send("after")
    started.wait_for("before after")


def test_quitting_restores_the_terminal(started: Terminal) -> None:
    started.send("\x11")
    assert started.wait_exit() == 0
    assert started.modes() == started.attributes
    for mode in (1049, 1000, 1003, 1004, 1006, 2004):
        assert started.raw.rfind(b"\x1b[?%dl" % mode) > started.raw.rfind(b"\x1b[?%dh" % mode)
    assert started.raw.rfind(b"\x1b[?25h") > started.raw.rfind(b"\x1b[?25l")


def test_quitting_while_keys_pour_in_ends(started: Terminal) -> None:
    started.send("typed on" * 200 + "\x11" + "\x1b")
    assert started.wait_exit() == 0


def test_a_lost_terminal_ends_the_program() -> None:
    with probe(forked=False) as terminal:
        terminal.hang_up()
        # 120: Python found nobody to take its last bytes.
        assert terminal.wait_exit() in (0, 120)


@pytest.mark.skipif(not ON_LINUX, reason="reads /proc")
def test_an_idle_program_does_not_wake(terminal: Terminal) -> None:
    terminal.settle(1.0)
    before = switches(terminal)
    time.sleep(1)  # what is measured is a stretch of time in which nothing happens
    assert switches(terminal) - before <= 2


def test_what_start_up_made_is_frozen_and_collecting_goes_on(started: Terminal) -> None:
    started.send("\x1b[24~")
    started.wait_for("key f12 collecting True, frozen True")


def test_nothing_in_a_text_steers_the_terminal() -> None:
    lines = ["\x1b]52;c;aGVsbG8=\x07", "\x1b[6n \x07 \x9b6n \x7f", "\u202eright to left\u202c"]
    with probe(*lines) as terminal:
        terminal.send("typed")
        terminal.wait_for("typed␛]52;c;aGVsbG8=␇")
        assert strangers(terminal.raw) == []


def test_the_scanner_finds_what_textual_never_writes() -> None:
    assert strangers(b"\x1b[1;2H\x1b[38;2;1;2;3mtext\x1b[0m\r\n") == []
    assert strangers(b"\x1b]52;c;aGk=\x07") == [r"'\x1b]52;c;aGk=\x07'", r"'\x07'"]
    assert strangers("\x9b6n".encode()) == [r"'\x9b6n'"]
    assert strangers(b"\xff") == [r"'\udcff'"]


def test_the_switch_brings_back_the_stock_driver() -> None:
    with probe(forked=False, MQI_STOCK_DRIVER="1") as terminal:
        terminal.send("hello")
        terminal.wait_for("hello")


def test_without_a_terminal_textual_chooses() -> None:
    command = "from mqi_tui.ui.terminal.driver import driver_class; print(driver_class())"
    pipe = subprocess.DEVNULL
    told = subprocess.run(
        [sys.executable, "-c", command], check=False, stdin=pipe, capture_output=True, cwd=ROOT
    )
    assert told.stdout.decode().strip() == "None"


# Leaving always leaves

LATE = """
import threading, time
from textual.app import App
from mqi_tui.ui.terminal.driver import driver_class

begin = threading.Thread.start

def late(thread):
    if thread.name == "input":
        time.sleep(1.5)
    begin(thread)

class Short(App):
    def on_mount(self):
        self.exit()

threading.Thread.start = late
Short(driver_class=driver_class()).run()
"""


def test_who_leaves_before_input_was_read_leaves() -> None:
    command = [sys.executable, "-c", LATE]
    with Terminal(command, columns=80, rows=24, cwd=ROOT) as terminal:
        assert terminal.wait_exit() == 0
        assert b"Error" not in terminal.raw


def go_on(terminal: Terminal) -> None:
    """Let a stopped program go on, once it is stopped, until it has the terminal again.

    Before, the terminal itself shows what is typed, and takes ctrl+q for its own.
    """
    terminal.wait_until(lambda: stopped(terminal), "the program stops")
    terminal.signal(signal.SIGCONT)
    terminal.wait_until(lambda: terminal.modes() != terminal.attributes, "the terminal is its own")


@pytest.mark.parametrize("stop", [signal.SIGSTOP, signal.SIGTSTP], ids=["SIGSTOP", "SIGTSTP"])
@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.some(3)
def test_after_a_stop_it_goes_on_and_can_be_left(
    started: Terminal, stop: signal.Signals, times: int
) -> None:
    for number in range(times):
        started.signal(stop)
        go_on(started)
        started.send(f"word{number} ")
        started.wait_for(f"word{number}")
    started.send("\x11")
    assert started.wait_exit() == 0
    assert started.modes() == started.attributes


def test_to_be_told_to_go_on_without_a_stop_changes_nothing(started: Terminal) -> None:
    for _ in range(3):
        started.signal(signal.SIGCONT)
    started.send("typed once")
    started.wait_for("typed once")
    started.send("\x11")
    assert started.wait_exit() == 0
    assert started.modes() == started.attributes


def hang(terminal: Terminal, keys: bytes) -> None:
    """Type while nobody reads what is shown."""
    while keys:
        keys = keys[os.write(terminal._master, keys[:512]) :]


def test_a_terminal_that_takes_no_output_keeps_nobody_from_leaving(started: Terminal) -> None:
    hang(started, b"a line that is painted\r" * 400 + b"\x11")
    assert started.process.wait(20) == 0


ROWS = ("a row that nobody touches", "another one", "a third one")


def shows_all(terminal: Terminal) -> bool:
    return all(any(row in line for line in terminal.screen()) for row in ROWS)


def test_what_a_terminal_missed_is_drawn_whole() -> None:
    with probe(*ROWS) as terminal:
        terminal.wait_for(ROWS[-1])
        terminal.wipe()
        terminal.send("\x1b[23~")  # F11: the probe says that something was missed
        terminal.wait_until(lambda: shows_all(terminal), "all is drawn once more")


@pytest.mark.parametrize("stop", [signal.SIGSTOP, signal.SIGTSTP], ids=["SIGSTOP", "SIGTSTP"])
@pytest.mark.some(2)
def test_back_from_the_shell_all_is_drawn_again(stop: signal.Signals) -> None:
    with probe(*ROWS, forked=False) as terminal:
        terminal.wait_for(ROWS[-1])
        terminal.signal(stop)
        terminal.wait_until(lambda: stopped(terminal), "the program stops")
        terminal.wipe()
        terminal.signal(signal.SIGCONT)
        terminal.wait_until(lambda: shows_all(terminal), "all is drawn once more")


def others(process: int) -> list[int]:
    """The threads of a process but its first."""
    return [int(task.name) for task in Path(f"/proc/{process}/task").iterdir()][1:]


@pytest.mark.skipif(not ON_LINUX, reason="picks a thread as Linux does")
def test_an_idle_program_hears_of_going_on_by_whichever_thread() -> None:
    with probe(*ROWS) as terminal:
        terminal.wait_for(ROWS[-1])
        terminal.wipe()
        pid = terminal.process.pid
        assert ctypes.CDLL(None).tgkill(pid, others(pid)[-1], signal.SIGCONT) == 0
        terminal.wait_until(lambda: shows_all(terminal), "all is drawn once more")
