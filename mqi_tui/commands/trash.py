"""`mqi trash [--list | --delete ID | --empty]`: what can be brought back, or deleted for good."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from mqi_tui.commands import Refused, library, say
from mqi_tui.store.trash import KEPT
from mqi_tui.text.clean import several

if TYPE_CHECKING:
    from mqi_tui.store.library import Library


def run(options: Namespace) -> None:
    conversations = library(options.home)
    if options.empty:
        _delete(conversations, conversations.trashed(), sure=options.yes)
    elif options.delete:
        _delete(conversations, [options.delete], sure=options.yes)
    else:
        _list(conversations)


def _list(conversations: Library) -> None:
    found = conversations.trashed_entries()
    for one in found:
        goes = (one.at + KEPT).astimezone()
        about = (one.entry.teacher, one.entry.when, f"goes for good on {goes:%Y-%m-%d} or later")
        say(f"{one.entry.id}  {' · '.join(part for part in about if part)}")
    if found:
        say("mqi restore ID brings one back; --delete ID or --empty deletes for good.")
    else:
        say("The trash is empty.")


def _delete(conversations: Library, ids: list[str], *, sure: bool) -> None:
    """Delete these for good, and say where exported files of theirs stay.

    Raises:
        Refused: nobody said that it is meant.
    """
    from mqi_tui.services.export_writer import left_behind

    if unknown := [id_ for id_ in ids if id_ not in conversations.trashed()]:
        raise Refused(f'"{unknown[0]}" is not in the trash; "mqi trash" lists what is')
    if ids and not sure:
        _ask(len(ids))
    stay = left_behind(conversations, ids)
    conversations.delete_trashed(*ids)
    say(f"{several(len(ids), 'conversation')} deleted for good.")
    for folder in stay:
        say(f"Exported files are yours and stay: {folder}")


def _ask(number: int) -> None:
    question = f"Delete {several(number, 'conversation')} for good? Nothing brings it back."
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refused(f"{question} Add --yes if that is meant")
    say(f"{question} Type yes:")
    if sys.stdin.readline().strip().casefold() != "yes":
        raise Refused("Nothing was deleted.")
