"""`mqi backup [--now | --bring-back DAY [ID]]`: the backups of the library on this computer."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from mqi_tui.commands import Refused, folders, say
from mqi_tui.store import backups
from mqi_tui.store.library import Library, utc_now
from mqi_tui.text.clean import several
from mqi_tui.text.dates import spelled

if TYPE_CHECKING:
    from mqi_tui.store.home import Home


def run(options: Namespace) -> None:
    home = folders(options.home)
    if options.id and not options.bring_back:
        raise Refused("an ID goes with --bring-back DAY")
    if options.bring_back:
        _bring_back(home, options.bring_back, options.id or "")
        return
    if options.now:
        backups.make(home, utc_now())
    _list(home)


def _list(home: Home) -> None:
    found = backups.listed(home)
    for one in found:
        held = several(one.conversations(), "conversation")
        say(f"{one.day}  {held}, {max(one.size / 1_000_000, 0.1):.1f} MB, as of {spelled(one.at)}")
    if found:
        say(f"They are in {backups.folder(home)}, and stay on this computer.")
        say("mqi backup --bring-back DAY puts back what is missing now, and overwrites nothing.")
    else:
        say("No backups yet: mqi makes one a day by itself, mqi backup --now makes one now.")


def _bring_back(home: Home, day: str, id_: str) -> None:
    from mqi_tui.store.returning import bring_back

    came = bring_back(home, Library(home), day, id_)
    for name in came:
        say(f"back: {name}")
    if not came:
        say("Nothing is missing: all of it is here, or in the trash.")
    elif id_:
        say("mqi list shows it; what was there is as it was.")
