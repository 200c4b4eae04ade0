"""`mqi restore ID [--list | --diff REV | --at REV]`: an earlier state, or one from the trash."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from mqi_tui.commands import library, say
from mqi_tui.services.conversations import log_text

if TYPE_CHECKING:
    from mqi_tui.store.library import Library


def run(options: Namespace) -> None:
    conversations = library(options.home)
    if options.at is not None:
        conversations.restore(options.id, options.at)
        say(f"{options.id} is as it was at {options.at}. What stood there is kept, too.")
    elif options.diff is not None:
        _compare(conversations, options.id, options.diff)
    elif not options.list and options.id in conversations.trashed():
        conversations.restore_trashed(options.id)
        say(f"{options.id} is back from the trash.")
    else:
        _list(conversations, options.id)


def _list(conversations: Library, id_: str) -> None:
    from mqi_tui.domain.shared.history import told

    before = ""
    for revision, record in conversations.history(id_):
        text = log_text(record)
        words = told(before, text) if text != before else "the log as before"
        say(f"{revision.rev:>7}  {revision.at.astimezone():%Y-%m-%d %H:%M:%S}  {words}")
        before = text
    say(f"mqi restore {id_} --diff NUMBER shows what would come back and what would go,")
    say("--at NUMBER brings one back; what is there now is kept, too.")


def _compare(conversations: Library, id_: str, rev: int) -> None:
    """Line by line, what bringing that state back would change in the log."""
    from mqi_tui.domain.shared.history import SIGNS, compared

    now, then = (log_text(one) for one in (conversations.read(id_), conversations.read(id_, rev)))
    for line in compared(now, then):
        say(f"{SIGNS[line.kind]}{line.text}")
    if now == then:
        say("The log is the same.")
