"""The real program on a real terminal, with a home of its own."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from mqi_tui.domain.private.plan import Plan
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from tests.pty.harness import Terminal

ROOT = Path(__file__).parents[2]
MQI = (sys.executable, "-m", "mqi_tui")

KEYS: Mapping[str, bytes] = {
    **{f"ctrl+{letter}": bytes([ord(letter) - 96]) for letter in "abcdefghijklmnopqrstuvwxyz"},
    "f1": b"\x1bOP", "f2": b"\x1bOQ", "f4": b"\x1bOS", "f7": b"\x1b[18~", "f8": b"\x1b[19~",
    "f9": b"\x1b[20~", "right": b"\x1b[C", "left": b"\x1b[D", "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~", "space": b" ", "enter": b"\r", "escape": b"\x1b", "down": b"\x1b[B",
    "insert": b"\x1b[2~", "delete": b"\x1b[3~",
}  # fmt: skip
"""What a terminal sends for each key."""


def prepared(folder: Path, plan: Plan) -> str:
    """A conversation of `plan`, prepared in the home `folder`; its id."""
    from mqi_tui.services import conversations, system_clock

    session = conversations.add(Library(Home.find(folder)), plan, "", system_clock.read)
    session.keeper.close()
    return session.conversation.id


def mqi(
    folder: Path,
    *arguments: str,
    columns: int = 120,
    rows: int = 36,
    forked: bool = True,
    **env: str,
) -> Terminal:
    """`mqi ARGUMENTS` in the home `folder`."""
    there = {"MQI_HOME": str(folder), **env}
    return Terminal(
        [*MQI, *arguments], columns=columns, rows=rows, cwd=ROOT, env=there, forked=forked
    )


def press(terminal: Terminal, *keys: str) -> None:
    """Press keys by name, or type what is no name."""
    for key in keys:
        terminal.send(KEYS.get(key, key.encode()))
