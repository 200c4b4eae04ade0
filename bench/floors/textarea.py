"""A bare `TextArea` in an app, as Textual brings it. Argument: lines of text (50)."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import TextArea

LINES = (
    "## What we noticed: READY",
    "Rivera: I wanted them to see the half before they cut the bar a second time.",
    "- Dani explained the bar model; nobody asked why the step holds.",
    "- [ ] Ask \u201cwhy\u201d before confirming, twice in every lesson \u2014 both, by Tuesday",
    "",
)


def sample(lines: int) -> str:
    """A log of so many lines."""
    return "\n".join(LINES[number % len(LINES)] for number in range(lines))


class TextAreaApp(App[None]):
    """Nothing but the text area."""

    CSS = "TextArea { border: none; }"

    def compose(self) -> ComposeResult:
        """The text area, with the sample text."""
        yield TextArea(sample(int(sys.argv[1]) if len(sys.argv) > 1 else 50))


if __name__ == "__main__":
    TextAreaApp().run()
