"""An app with one label that counts seconds: the least that a ticking screen costs."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class ClockApp(App[None]):
    """One label of fixed size, changed once a second."""

    CSS = "Static { width: 20; height: 1; }"

    seconds = 0

    def compose(self) -> ComposeResult:
        """The label."""
        yield Static("READY 0")

    def on_mount(self) -> None:
        """Start to count."""
        self.set_interval(1, self.tick)

    def tick(self) -> None:
        """Show the next second."""
        self.seconds += 1
        self.query_one(Static).update(f"READY {self.seconds}", layout=False)


if __name__ == "__main__":
    ClockApp().run()
