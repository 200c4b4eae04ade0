"""`mqi live [ID] [--plain]`: the running conversation, else the prepared one nearest in time."""

from __future__ import annotations

from argparse import Namespace

from mqi_tui.commands import Refused, library, need_terminal


def run(options: Namespace) -> int:
    if options.plain:
        from mqi_tui.commands.plain import hold

        return hold(library(options.home), _chosen(options), options.home)
    need_terminal()
    from mqi_tui.commands.stage import stage

    return stage(options.home).show_by_id(_chosen(options))


def _chosen(options: Namespace) -> str:
    """The id that is named, else that of the conversation which is nearest."""
    from mqi_tui.services import conversations
    from mqi_tui.services.system_clock import read

    if options.id:
        return str(options.id)
    nearest = conversations.nearest(library(options.home), read().utc)
    if nearest is None:
        raise Refused("no conversation is running or prepared; mqi open PLAN adds one")
    return nearest.id
