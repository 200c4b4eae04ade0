"""What each command does: a module a command, with `run(options)`, which returns its exit code."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mqi_tui.text.clean import harmless, visible

if TYPE_CHECKING:
    from mqi_tui.domain.private.plan import Plan
    from mqi_tui.files.config import Config
    from mqi_tui.store.home import Home
    from mqi_tui.store.library import Library


STANDARD_OUTPUT = "-"
CALLED = "MQI_CALLED"
"""In the environment: how mqi was called, where that was not by its name."""
_FOR_PROGRAMS = {"docx": "a Word file"}
"""Formats that are no text, and what they are called."""


class Refused(Exception):
    """The input cannot be used; the message says why, a line for each reason."""


def say(line: str = "") -> None:
    """Print a line without any control character; into a pipe, with its tabs."""
    sys.stdout.write((visible(line) if sys.stdout.isatty() else harmless(line)) + "\n")


def say_lines(text: str) -> None:
    for line in text.split("\n"):
        say(line)


def hand_over(data: bytes, output: str, what: str, format_: str) -> None:
    """Write what was made into the file named, or print it.

    Args:
        data: the file.
        output: a path; `-`: print it.
        what: what it is, as in `The log is in log.md`.
        format_: how its name would end.

    Raises:
        Refused: it is no text, and would be printed on a terminal.
        OSError: the file cannot be written.
    """
    if output != STANDARD_OUTPUT:
        from mqi_tui.services.export_writer import put

        put(Path(output), data)
        say(f"The {what} is in {output}")
    elif not sys.stdout.isatty():
        sys.stdout.buffer.write(data if format_ in _FOR_PROGRAMS else _harmless(data))
    elif kind := _FOR_PROGRAMS.get(format_):
        raise Refused(f"{kind} cannot be shown on a terminal; add -o {what}.{format_}")
    else:
        say_lines(data.decode().replace("\r\n", "\n").rstrip("\n"))


def _harmless(data: bytes) -> bytes:
    """A text as it was made, line breaks and all, without any control character."""
    return "\r\n".join(map(harmless, data.decode().split("\r\n"))).encode()


def folders(named: Path | None) -> Home:
    """The folders in the one that `--home` names, or the usual ones; those that were set, there.

    Where a setting cannot be used, that is said: the conversations are then looked for elsewhere.
    """
    from mqi_tui.files.folders import is_about
    from mqi_tui.store.home import Home

    found = Home.find(named)
    config = settings(found.config, found.state)
    for complaint in filter(is_about, config.complaints):
        _complain(complaint)
    return replace(found, **config.folders)


@cache
def settings(folder: Path, state: Path) -> Config:
    """What is set in `folder`, read once a process; `state`: where it is known from."""
    from mqi_tui.store.known_settings import load

    return load(folder, state)


@cache
def _complain(line: str) -> None:
    """Say it once, however often the folders are asked for."""
    sys.stderr.write(visible(line) + "\n")


def library(named: Path | None) -> Library:
    """The conversations in the home of that name, or in the usual one."""
    from mqi_tui.store.library import Library

    return Library(folders(named))


def settings_in(home: Home) -> Config:
    """What is set, with the colours that were chosen last where none are set."""
    from mqi_tui.files.config import LOOKS
    from mqi_tui.store import look

    config = settings(home.config, home.state)
    if config.sets_theme:
        return config
    return replace(config, theme=look.chosen(home.state, LOOKS) or config.theme)


def meant(named: Path | None, id_: str) -> str:
    """The id of the conversation that `id_` names, typed with the letters that a keyboard has."""
    from mqi_tui.text.letters import plain

    conversations = library(named)
    known = {*(entry.id for entry in conversations.remembered()), *conversations.trashed()}
    alike = [one for one in known if plain(one) == plain(id_)]
    return alike[0] if id_ not in known and len(alike) == 1 else id_


def settle(named: Path | None) -> None:
    """Say times as the coach has set it, in what a command makes."""
    from mqi_tui.files.config import put_in_force

    found = folders(named)
    put_in_force(settings(found.config, found.state))


def plan_in(path: Path) -> Plan:
    """The plan in a file.

    Raises:
        Refused: with all complaints.
    """
    from mqi_tui.files.plan import BadPlan, read_plan

    try:
        return read_plan(path)
    except BadPlan as error:
        raise Refused(str(error)) from None


def called() -> str:
    """How mqi was called here: whatever started it says so, else by its name."""
    return os.environ.get(CALLED) or "mqi"


def need_terminal() -> None:
    """Raises Refused where there is no screen to show and no keyboard to read."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refused("this needs a terminal; without one there is: mqi rehearse PLAN")
