"""Conversations opened by the real command on a real terminal, and every way it can end."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are not for Windows", allow_module_level=True)

from mqi_tui.store.library import Library
from tests.cli.conftest import COMMAND, PLANS, Run
from tests.pty.harness import Terminal

PLAN, OTHER_PLAN = PLANS / "one-clip-60.yaml", PLANS / "two-clips-45.yaml"
ID = "2026-11-30-t-1042-3"
START, LOG, QUIT = "\x0e", "\x0c", "\x11"
WRITTEN = "they argue about it"
Open = Callable[..., Terminal]
Write = Callable[[Terminal], None]


@pytest.fixture
def on_terminal(environment: dict[str, str], tmp_path: Path) -> Open:
    def opened(*arguments: str | Path, forked: bool = True) -> Terminal:
        sized = {**environment, "COLUMNS": "", "LINES": ""}  # the terminal says, not the tests' own
        return Terminal([*COMMAND, *map(str, arguments)], env=sized, cwd=tmp_path, forked=forked)

    return opened


@pytest.fixture
def write_something(library: Library) -> Write:
    """Starts a conversation and writes into its log, until that is saved."""

    def is_saved() -> bool:
        return WRITTEN in library.read(ID).shared["log"]["1"]["text"]

    def write(terminal: Terminal) -> None:
        type_into_the_log(terminal)
        terminal.wait_until(is_saved, "what was written is saved")

    return write


def start(terminal: Terminal) -> None:
    """Whatever day it is: where it is one before the plan's, that is asked about first."""
    terminal.send(START)
    asked = "Start it now?"
    terminal.wait_until(
        lambda: any(asked in row or "1 of 10" in row for row in terminal.screen()), "it starts"
    )
    if any(asked in row for row in terminal.screen()):
        terminal.settle()
        terminal.send("\x1b[B\x1b[B\r")
    terminal.wait_for("1 of 10")


def type_into_the_log(terminal: Terminal) -> None:
    terminal.wait_for("not started")
    terminal.settle()
    start(terminal)
    terminal.send(LOG)
    terminal.wait_for("━ Collaborative log")
    terminal.send(WRITTEN)
    terminal.wait_for(WRITTEN)


def test_a_plan_is_opened_started_left_and_continued(
    on_terminal: Open, mqi: Run, write_something: Write
) -> None:
    with on_terminal("open", PLAN, forked=False) as terminal:
        write_something(terminal)
        terminal.send(QUIT)
        terminal.wait_for("Leave?")
        terminal.settle()
        terminal.send("\x1b[B\r")
        assert terminal.wait_exit() == 0
        assert terminal.modes() == terminal.attributes
    with on_terminal() as terminal:
        terminal.wait_for("left it in step 1 of 10")
        terminal.settle()
        terminal.send("\r")
        terminal.wait_for("1 of 10")
        terminal.wait_for(WRITTEN)
    assert WRITTEN in mqi("export", ID, "--format", "md").stdout


def test_the_same_plan_again_is_the_same_conversation(on_terminal: Open, mqi: Run) -> None:
    for telling in ("T-1042", "This plan was added before"):
        with on_terminal("open", PLAN) as terminal:
            terminal.wait_for(telling)
            terminal.settle()
            terminal.send(QUIT)
            assert terminal.wait_exit() == 0
    assert [entry["id"] for entry in json.loads(mqi("list", "--json").stdout)] == [ID]


def test_a_changed_plan_is_another_conversation(
    on_terminal: Open, library: Library, tmp_path: Path
) -> None:
    changed = tmp_path / "changed.yaml"
    changed.write_text(PLAN.read_text(encoding="utf-8") + "notes: Think of the drawing\n")
    for plan in (PLAN, changed):
        with on_terminal("open", plan) as terminal:
            terminal.wait_for("T-1042")
            terminal.settle()
            terminal.send(QUIT)
            terminal.wait_exit()
    assert len(library.entries()) == 2


def test_who_has_it_open_is_said(on_terminal: Open) -> None:
    with on_terminal("open", PLAN) as first:
        first.wait_for("not started")
        for command in (("open", PLAN), ("live", ID)):
            with on_terminal(*command) as second:
                assert second.wait_exit() == 1
                second.wait_for("is open in another window")
                second.wait_for(str(first.process.pid))


def test_a_second_conversation_while_one_runs_is_asked_about(
    on_terminal: Open, write_something: Write
) -> None:
    with on_terminal("open", PLAN) as terminal:
        write_something(terminal)
        terminal.signal(signal.SIGTERM)
        terminal.wait_exit()
    with on_terminal("open", OTHER_PLAN) as terminal:
        terminal.wait_for("T-1042 is still running")
        terminal.settle()
        terminal.send("\x1b[B\x1b[B\r")  # end it first
        terminal.wait_for("not started")
        terminal.wait_for("Öztürk")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_with_all_saved_and_unlocked(
    on_terminal: Open, library: Library, home: Path, number: signal.Signals, write_something: Write
) -> None:
    with on_terminal("open", PLAN, forked=False) as terminal:
        write_something(terminal)
        terminal.signal(number)
        assert terminal.wait_exit() == 0
        assert terminal.modes() == terminal.attributes
    assert_saved_and_free(library, home)


def test_a_closed_window_ends_it_with_all_saved_and_unlocked(
    on_terminal: Open, library: Library, home: Path, write_something: Write
) -> None:
    with on_terminal("open", PLAN) as terminal:
        write_something(terminal)
        terminal.hang_up()
        terminal.wait_exit()
    assert_saved_and_free(library, home)


def assert_saved_and_free(library: Library, home: Path) -> None:
    [entry] = library.entries()
    assert WRITTEN in entry.path.read_text(encoding="utf-8")
    assert list((home / "state" / "locks").iterdir()) == []


def test_a_kill_loses_nothing_that_said_saved(on_terminal: Open, write_something: Write) -> None:
    with on_terminal("open", PLAN) as terminal:
        write_something(terminal)
        terminal.signal(signal.SIGKILL)
        terminal.wait_exit()
    with on_terminal("live") as terminal:
        terminal.wait_for(WRITTEN)
        terminal.wait_for("1 of 10")


def test_the_demo_leaves_nothing(on_terminal: Open, home: Path) -> None:
    with on_terminal("demo") as terminal:
        terminal.wait_for("Ms. Rivera")
        terminal.wait_for("not started")
        terminal.settle()
        terminal.send(QUIT)
        terminal.wait_for("For conversations of your own: mqi")
        assert terminal.wait_exit() == 0
    assert not home.exists()


def test_live_takes_the_prepared_one_and_reading_works_meanwhile(
    on_terminal: Open, mqi: Run, write_something: Write
) -> None:
    with on_terminal("open", PLAN) as terminal:
        write_something(terminal)
        assert WRITTEN in mqi("show", ID, "--json").stdout
        [entry] = json.loads(mqi("list", "--json").stdout)
        assert entry["state"] == "live"


def test_what_is_printed_on_a_terminal_holds_no_control_character(
    on_terminal: Open, library: Library, talk: str
) -> None:
    keeper = library.open(talk)
    header = {**keeper.shared["header"]["1"], "teacher": "\x1b]0;owned\x07 Rivera"}
    keeper.put(shared={"header": {"1": header}, "log": {"1": {"text": "a\x1b[2Jb"}}})
    keeper.close()
    kinds = [("export", talk, "--format", one) for one in ("md", "html", "txt", "eml")]
    for command in (("list",), *kinds, ("show", talk, "--json"), ("notes", talk)):
        with on_terminal(*command) as terminal:
            assert terminal.wait_exit() == 0
            assert b"\x1b" not in terminal.raw
            assert b"\x07" not in terminal.raw


def test_a_word_file_is_kept_off_the_terminal(on_terminal: Open, talk: str) -> None:
    with on_terminal("export", talk, "--format", "docx") as terminal:
        assert terminal.wait_exit() == 1
        terminal.wait_for("a Word file cannot be shown on a terminal; add -o log.docx")
        assert b"PK" not in terminal.raw


def test_the_key_tester_names_keys_and_ends_with_two_escapes(on_terminal: Open) -> None:
    with on_terminal("keys") as terminal:
        terminal.wait_for("Press a key")
        terminal.settle()
        terminal.send(START)
        terminal.wait_for("Start, then the next step (in the hour)")
        terminal.wait_for("✓ ctrl+n")
        terminal.send(QUIT)
        terminal.wait_for("ctrl+q: Asks while a conversation runs")
        terminal.send("x")
        terminal.wait_for("begins a private quick note")
        terminal.send("\x1b")
        terminal.wait_for("leaves the field")
        terminal.send("\x1b")
        assert terminal.wait_exit() == 0


def test_a_mistake_in_the_settings_stops_nothing(on_terminal: Open, home: Path) -> None:
    (home / "config").mkdir(parents=True)
    (home / "config" / "config.toml").write_text('[keys]\nnxet = "f6"\n')
    with on_terminal("open", PLAN) as terminal:
        terminal.wait_for('did you mean "next"?')
        terminal.wait_for("not started")


@pytest.mark.parametrize(
    ("columns", "name", "found"),
    [
        (38, "xterm-256color", "too small, make the window larger"),
        (120, "xterm", "few colours: set TERM=xterm-256color"),
        (120, "xterm-256color", "120 × 36, 256 colours"),
    ],
)
def test_doctor_looks_at_the_terminal(
    environment: dict[str, str], tmp_path: Path, columns: int, name: str, found: str
) -> None:
    sized = {**environment, "COLUMNS": "", "LINES": "", "TERM": name, "COLORTERM": ""}
    sized.pop("NO_COLOR", None)
    command = [*COMMAND, "doctor"]
    with Terminal(command, columns=columns, env=sized, cwd=tmp_path) as terminal:
        terminal.wait_exit()
        assert found in " ".join(" ".join(terminal.screen()).split())
