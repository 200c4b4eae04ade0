"""`mqi show ID --json`: everything of one conversation, both halves, also while it is open."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import asdict

from mqi_tui.commands import library, say_lines


def run(options: Namespace) -> None:
    from mqi_tui.services.conversations import path
    from mqi_tui.services.reading import read

    conversations = library(options.home)
    found = read(conversations, options.id)
    shared = {**asdict(found.log.header), "log": found.log.text}
    data = {
        "id": found.id,
        "state": found.private.state,
        "path": path(conversations, found.id),
        "shared": shared,
        "private": asdict(found.private),
    }
    say_lines(json.dumps(data, indent=1))
