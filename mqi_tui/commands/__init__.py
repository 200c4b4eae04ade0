"""What each command does: a module a command, with `run(options)`, which returns its exit code."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mqi_tui.text import visible

if TYPE_CHECKING:
    from mqi_tui.private.plan import Plan
    from mqi_tui.store.home import Home
    from mqi_tui.store.library import Library


class Refused(Exception):
    """The input cannot be used; the message says why, a line for each reason."""


def say(line: str = "") -> None:
    """Print a line; to a terminal, without any control character."""
    sys.stdout.write((visible(line) if sys.stdout.isatty() else line) + "\n")


def say_lines(text: str) -> None:
    for line in text.split("\n"):
        say(line)


def folders(named: Path | None) -> Home:
    """The folders in the one that `--home` names, or the usual ones."""
    from mqi_tui.store.home import Home

    return Home.find(named)


def library(named: Path | None) -> Library:
    """The conversations in the home of that name, or in the usual one."""
    from mqi_tui.store.library import Library

    return Library(folders(named))


def plan_in(path: Path) -> Plan:
    """The plan in a file.

    Raises:
        Refused: with all complaints.
    """
    from mqi_tui.private.gate import BadPlan, read_plan

    try:
        return read_plan(path)
    except BadPlan as error:
        raise Refused(str(error)) from None


def need_terminal() -> None:
    """Raises Refused where there is no screen to show and no keyboard to read."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refused("this needs a terminal; without one there is: mqi rehearse PLAN")
