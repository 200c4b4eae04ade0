"""`mqi demo`: the sample conversation in a home of its own, which is thrown away."""

from __future__ import annotations

import tempfile
from argparse import Namespace
from pathlib import Path

from mqi_tui.commands import library, need_terminal


def run(options: Namespace) -> int:  # noqa: ARG001 - the demo has a home of its own
    need_terminal()
    from mqi_tui import shelf
    from mqi_tui.commands.stage import show
    from mqi_tui.machine import read

    with tempfile.TemporaryDirectory(prefix="mqi-demo-", ignore_cleanup_errors=True) as folder:
        conversations = library(Path(folder))
        return show(conversations, shelf.sample(conversations, read))
