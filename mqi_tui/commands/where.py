"""`mqi where`: the folders that hold everything."""

from __future__ import annotations

from argparse import Namespace

from mqi_tui.commands import folders, say


def run(options: Namespace) -> None:
    found = folders(options.home)
    say(f"library  {found.library}")
    say(f"state    {found.state}")
    say(f"config   {found.config}")
    say(f"exports  {found.exports}")
