"""`mqi demo`: the sample conversation in a home of its own, which is thrown away."""

from __future__ import annotations

import tempfile
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from mqi_tui.commands import library, need_terminal


def run(options: Namespace) -> int:
    need_terminal()
    from mqi_tui import shelf
    from mqi_tui.commands.stage import stage
    from mqi_tui.machine import read

    with tempfile.TemporaryDirectory(prefix="mqi-demo-", ignore_cleanup_errors=True) as folder:
        demo = replace(stage(options.home), library=library(Path(folder)))
        return demo.show(shelf.sample(demo.library, read))
