"""`mqi restore ID [--list | --at REV]`: an earlier state, or a conversation from the trash."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from mqi_tui.commands import library, say

if TYPE_CHECKING:
    from mqi_tui.store.library import Library


def run(options: Namespace) -> None:
    conversations = library(options.home)
    if options.at is not None:
        conversations.restore(options.id, options.at)
        say(f"{options.id} is as it was at {options.at}. What stood there is kept, too.")
    elif not options.list and options.id in conversations.trashed():
        conversations.restore_trashed(options.id)
        say(f"{options.id} is back from the trash.")
    else:
        _list(conversations, options.id)


def _list(conversations: Library, id_: str) -> None:
    for revision in conversations.revisions(id_):
        say(f"{revision.rev:>7}  {revision.at.astimezone():%Y-%m-%d %H:%M:%S}")
    say(f"mqi restore {id_} --at NUMBER brings one back; what is there now is kept, too.")
