"""`mqi completion SHELL`: commands, options and files, as that shell completes them."""

from __future__ import annotations

from argparse import Action, ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Iterator
from pathlib import Path

import shtab

from mqi_tui.commands import say_lines
from mqi_tui.commands.cli import parser


def run(options: Namespace) -> None:
    whole = parser()
    for action in _actions(whole):
        if action.type is Path or action.dest == "output":
            only = shtab.DIRECTORY if action.dest == "home" else shtab.FILE
            action.complete = only  # type: ignore[attr-defined]
    say_lines(shtab.complete(whole, options.shell))


def _actions(one: ArgumentParser) -> Iterator[Action]:
    """Whatever may be typed, of the commands too."""
    for action in one._actions:
        yield action
        if isinstance(action, _SubParsersAction):
            for command in action.choices.values():
                yield from _actions(command)
