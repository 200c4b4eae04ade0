"""An app with one word on the screen: the least that Textual can start."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class StaticApp(App[None]):
    """One word."""

    def compose(self) -> ComposeResult:
        """The word the benchmarks wait for."""
        yield Static("READY")


if __name__ == "__main__":
    StaticApp().run()
