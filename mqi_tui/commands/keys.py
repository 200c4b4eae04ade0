"""`mqi keys`: the key tester."""

from __future__ import annotations

from argparse import Namespace

from mqi_tui.commands import folders, need_terminal


def run(options: Namespace) -> int:
    need_terminal()
    from mqi_tui.config import load
    from mqi_tui.keytester import KeyTester

    app = KeyTester(load(folders(options.home).config))
    app.run()
    return app.return_code or 0
