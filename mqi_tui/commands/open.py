"""`mqi open PLAN`: check it, add it, show it; the same plan again shows the same conversation."""

from __future__ import annotations

from argparse import Namespace

from mqi_tui.commands import library, need_terminal, plan_in


def run(options: Namespace) -> int:
    plan = plan_in(options.plan)
    need_terminal()
    from mqi_tui import shelf
    from mqi_tui.commands.stage import show_by_id
    from mqi_tui.machine import read
    from mqi_tui.private.gate import plan_key

    conversations, key = library(options.home), plan_key(plan)
    if known := conversations.find(key):
        telling = "This plan was added before: here it is." if known.state == "prepared" else ""
        return show_by_id(conversations, known.id, telling)
    added = shelf.add(conversations, plan, key, read)
    added.keeper.close()
    return show_by_id(conversations, added.conversation.id)
