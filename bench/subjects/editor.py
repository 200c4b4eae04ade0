"""The log editor alone in an app, as the program uses it. Argument: lines of text (50)."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult

from bench.floors.textarea import sample
from mqi_tui.ui.terminal.driver import driver_class, freeze_after_first_frame
from mqi_tui.ui.widgets.editor import LogEditor


class EditorApp(App[None]):
    """Nothing but the editor."""

    CSS = "LogEditor { border: none; }"

    def compose(self) -> ComposeResult:
        """The editor, with the sample text."""
        yield LogEditor(sample(int(sys.argv[1]) if len(sys.argv) > 1 else 50))

    def on_mount(self) -> None:
        """As at the start of the program."""
        freeze_after_first_frame(self)
        self.query_one(LogEditor).focus()


if __name__ == "__main__":
    EditorApp(driver_class=driver_class()).run()
