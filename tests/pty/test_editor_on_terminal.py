"""The log editor on a real terminal: what a person sees after typing row by row."""

from __future__ import annotations

from tests.pty.harness import Terminal
from tests.pty.test_driver import probe, pytestmark

__all__ = ["pytestmark"]

TEXT = ("## Log", "", "Rivera: yes", *(f"- [ ] step {number} of the plan" for number in range(40)))

SESSIONS = (
    "words that go on and on until they wrap into the next row and then further still",
    "\r- [ ] one\rtwo\r\r",
    "\x1b[B\x1b[B\x1b[B\x1b[1;2B\x1b[1;2B\x1b[1;2Cover",
    "\x1a\x1a\x19",
    "\x1b[200~pasted\rthree\rlines\x1b[201~",
    "\x1b[6~\x1b[6~数学 é 👩‍👩‍👧‍👦\x7f\x7f",
    "\x01",
    "\x1b[1;5H\x1b[3~\x1b[3~",
)
"""Keys as a terminal sends them: typing, a list, selecting, undo, a paste, paging, select all."""


def repainted(terminal: Terminal) -> list[str]:
    """The screen after everything on it was painted anew, by way of another size."""
    terminal.resize(81, 24)
    terminal.wait_for("READY 81 by 24")
    terminal.resize(80, 24)
    terminal.wait_for("READY 80 by 24")
    terminal.settle()
    return terminal.screen()[1:]


def begun(terminal: Terminal) -> None:
    """A first letter is there: all of the start is done, which the next ones need not wait for."""
    terminal.send("y")
    terminal.wait_for(f"y{TEXT[0]}")
    terminal.settle()


def test_what_was_painted_row_by_row_equals_the_whole_painted_anew() -> None:
    with probe(*TEXT) as terminal:
        begun(terminal)
        for keys in SESSIONS:
            terminal.send(keys)
            terminal.settle()
            row_by_row = terminal.screen()[1:]
            assert row_by_row == repainted(terminal), f"after {keys!r}"


def test_a_key_repaints_one_row() -> None:
    with probe(*TEXT) as terminal:
        begun(terminal)
        seen = len(terminal.raw)
        terminal.send("x")
        terminal.settle()
        written = terminal.raw[seen:].decode()
        assert "x" in written
        assert "step 0" not in written
        assert len(written) < 600
