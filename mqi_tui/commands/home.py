"""`mqi`: all conversations; Enter goes on with the one that was stopped."""

from __future__ import annotations

from argparse import Namespace

from mqi_tui.commands import need_terminal


def run(options: Namespace) -> int:
    need_terminal()
    from mqi_tui.commands.stage import stage

    return stage(options.home).show()
