"""`mqi open PLAN`: check it, add it, show it; the same plan again shows the same conversation."""

from __future__ import annotations

from argparse import Namespace

from mqi_tui.commands import need_terminal, plan_in


def run(options: Namespace) -> int:
    plan = plan_in(options.plan)
    need_terminal()
    from mqi_tui.commands.stage import stage
    from mqi_tui.files.plan import plan_key
    from mqi_tui.services import conversations
    from mqi_tui.services.system_clock import read

    here, key = stage(options.home), plan_key(plan)
    if known := here.library.find(key):
        telling = "This plan was added before: here it is." if known.state == "prepared" else ""
        return here.show_by_id(known.id, telling)
    added = conversations.add(here.library, plan, key, read)
    added.keeper.close()
    return here.show_by_id(added.conversation.id)
