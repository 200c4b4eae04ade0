"""An app for the driver's tests: a log editor, and a line that tells the last key and the size."""

from __future__ import annotations

import gc
import signal
import sys

from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from mqi_tui.ui.terminal.driver import driver_class, freeze_after_first_frame
from mqi_tui.ui.widgets.editor import LogEditor
from tests.themed import ThemedApp


class Probe(ThemedApp):
    """Type, and see what arrived."""

    CSS = "Static { height: 1; } LogEditor { border: none; }"

    def compose(self) -> ComposeResult:
        """A line to read from, and an editor with the texts of the command line."""
        yield Static("READY", markup=False)
        yield LogEditor("\n".join(sys.argv[1:]))

    def on_mount(self) -> None:
        """As the program starts."""
        freeze_after_first_frame(self)
        self.query_one(LogEditor).focus()

    def on_key(self, event: events.Key) -> None:
        """Tell which key came; for F12, how the garbage collector stands; draw anew for F11."""
        if event.key == "f11" and self._driver:
            self._driver._draw_anew()  # type: ignore[attr-defined]
        garbage = f" collecting {gc.isenabled()}, frozen {gc.get_freeze_count() > 0}"
        told = garbage if event.key == "f12" else ""
        self.query_one(Static).update(f"key {event.key}{told}")

    def on_resize(self, event: events.Resize) -> None:
        """Tell the size."""
        for line in self.query(Static):
            line.update(f"READY {event.size.width} by {event.size.height}")


if __name__ == "__main__":
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # so that a lost terminal shows in the input
    Probe(driver_class=driver_class()).run()
