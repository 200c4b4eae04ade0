"""Codes of the rubric that a few letters may mean, below the field they are typed in."""

from __future__ import annotations

from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from mqi_tui.domain import rubric


class Offer(Static):
    """Codes that the letters may mean: Enter takes the first, a click any of them."""

    class Taken(Message):
        """A code was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    class All(Message):
        """The whole rubric was clicked."""

    def show(self, codes: tuple[rubric.Code, ...]) -> None:
        """Offer these, and the whole rubric."""
        lines = [
            Content.assemble(
                Content.styled("Enter " if place == 0 else "      ", "$label"),
                Content(code.name).stylize(_click(f"take({code.name!r})")),
                Content.styled(
                    f"  {code.dimension} page {code.page}".replace("   ", " "), "$label"
                ),
            )
            for place, code in enumerate(codes)
        ]
        every = Content("all codes of the rubric  F6").stylize(_click("every"))
        self.update(Content("\n").join([*lines, every]))

    def action_take(self, name: str) -> None:
        self.post_message(self.Taken(name))

    def action_every(self) -> None:
        self.post_message(self.All())


def _click(action: str) -> Style:
    return Style.from_meta({"@click": action}) + Style(underline=True)
