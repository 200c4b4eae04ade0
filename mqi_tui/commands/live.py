"""`mqi live [ID]`: the running conversation, else the prepared one that is nearest in time."""

from __future__ import annotations

from argparse import Namespace

from mqi_tui.commands import Refused, need_terminal


def run(options: Namespace) -> int:
    need_terminal()
    from mqi_tui.commands.stage import stage
    from mqi_tui.services import conversations
    from mqi_tui.services.system_clock import read

    here = stage(options.home)
    if options.id:
        return here.show_by_id(options.id)
    nearest = conversations.nearest(here.library, read().utc)
    if nearest is None:
        raise Refused("no conversation is running or prepared; mqi open PLAN adds one")
    return here.show_by_id(nearest.id)
