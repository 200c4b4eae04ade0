"""`mqi where`: the folders that hold everything."""

from __future__ import annotations

from argparse import Namespace

from mqi_tui.commands import folders, say
from mqi_tui.store import backups
from mqi_tui.text.dates import spelled


def run(options: Namespace) -> None:
    found = folders(options.home)
    say(f"library  {found.library}")
    say(f"state    {found.state}")
    say(f"config   {found.config}")
    say(f"exports  {found.exports}")
    newest = next(iter(backups.listed(found)), None)
    when = f"newest {spelled(newest.at)}" if newest else "none yet"
    say(f"backups  {backups.folder(found)}  ({when})")
