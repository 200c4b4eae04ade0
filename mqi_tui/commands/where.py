"""`mqi where`: the folders that hold everything."""

from __future__ import annotations

from argparse import Namespace

from mqi_tui.commands import home, say


def run(options: Namespace) -> None:
    folders = home(options.home)
    say(f"library  {folders.library}")
    say(f"state    {folders.state}")
    say(f"config   {folders.config}")
