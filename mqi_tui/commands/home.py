"""`mqi`: all conversations; Enter goes on with the one that was stopped."""

from __future__ import annotations

from argparse import Namespace

from mqi_tui.commands import library, need_terminal


def run(options: Namespace) -> int:
    need_terminal()
    from mqi_tui.commands.stage import show

    return show(library(options.home))
