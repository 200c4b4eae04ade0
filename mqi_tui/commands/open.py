"""`mqi open PLAN`: check it, add it, show it; the same plan again shows the same conversation."""

from __future__ import annotations

from argparse import Namespace

from mqi_tui.commands import need_terminal, plan_in


def run(options: Namespace) -> int:
    plan = plan_in(options.plan)
    need_terminal()
    from mqi_tui import shelf
    from mqi_tui.commands.stage import stage
    from mqi_tui.machine import read
    from mqi_tui.private.gate import plan_key

    here, key = stage(options.home), plan_key(plan)
    if known := here.library.find(key):
        telling = "This plan was added before: here it is." if known.state == "prepared" else ""
        return here.show_by_id(known.id, telling)
    added = shelf.add(here.library, plan, key, read)
    added.keeper.close()
    return here.show_by_id(added.conversation.id)
