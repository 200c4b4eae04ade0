"""`mqi demo`: the sample conversation, live; nothing of it is kept."""

from __future__ import annotations

from argparse import Namespace

from mqi_tui.commands import called, need_terminal, say


def run(options: Namespace) -> int:
    need_terminal()
    from mqi_tui.commands.stage import stage
    from mqi_tui.services import sample
    from mqi_tui.services.system_clock import read

    code = stage(options.home).show_sample(sample.begin(read))
    say(f"{sample.NOTHING_KEPT} For conversations of your own: {called()}")
    return code
