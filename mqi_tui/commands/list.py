"""`mqi list [--json]`: all conversations, newest first."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import TYPE_CHECKING, Any

from mqi_tui.commands import library, say, say_lines

if TYPE_CHECKING:
    from mqi_tui.store.catalogue import Entry

SHOWN = ("id", "teacher", "cycle", "when", "state", "note")


def run(options: Namespace) -> None:
    entries = library(options.home).entries()
    if options.json:
        say_lines(json.dumps([_data(entry) for entry in entries], indent=1))
        return
    width = max((len(entry.id) for entry in entries), default=0)
    for entry in entries:
        cycle = f"cycle {entry.cycle}" if entry.cycle else ""
        about = (entry.when or "no date", entry.state, entry.teacher, cycle, entry.note)
        say(f"{entry.id:<{width}}  {' · '.join(part for part in about if part)}")
    if not entries:
        say("No conversations yet: mqi open PLAN adds one, mqi demo shows the sample.")


def _data(entry: Entry) -> dict[str, Any]:
    """`note` says what is not as it should be with the files; empty where all is well."""
    return {name: getattr(entry, name) for name in SHOWN}
