"""`mqi keys`: the key tester."""

from __future__ import annotations

from argparse import Namespace

from mqi_tui.commands import folders, need_terminal, settings_in


def run(options: Namespace) -> int:
    need_terminal()
    from mqi_tui.ui.key_tester import KeyTester

    app = KeyTester(settings_in(folders(options.home)))
    app.run()
    return app.return_code or 0
