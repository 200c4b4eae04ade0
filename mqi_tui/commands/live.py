"""`mqi live [ID]`: the running conversation, else the prepared one that is nearest in time."""

from __future__ import annotations

from argparse import Namespace

from mqi_tui.commands import Refused, library, need_terminal


def run(options: Namespace) -> int:
    need_terminal()
    from mqi_tui import shelf
    from mqi_tui.commands.stage import show_by_id
    from mqi_tui.machine import read

    conversations = library(options.home)
    if options.id:
        return show_by_id(conversations, options.id)
    nearest = shelf.nearest(conversations, read().utc)
    if nearest is None:
        raise Refused("no conversation is running or prepared; mqi open PLAN adds one")
    return show_by_id(conversations, nearest.id)
