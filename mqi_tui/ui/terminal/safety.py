"""What is written to the terminal, at the last: no control character, and no colour unwanted."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from mqi_tui.text.clean import CONTROLS
from mqi_tui.ui.terminal.process import crash_report

__all__ = ["NoColours", "NoControls", "crash_report"]


class NoControls(LineFilter):
    """Takes control characters out of what is about to be written to the terminal."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        if not any(CONTROLS.search(segment.text) for segment in segments):
            return segments
        return [Segment(CONTROLS.sub("", s.text), s.style, s.control) for s in segments]


STANDS_OUT = 0.12
"""How much brighter or darker than the screen a ground is that means something, of 1."""


class NoColours(LineFilter):
    """Leaves no colour, as `NO_COLOR` asks for; what lies on a ground of its own is reversed."""

    def __init__(self, ground: Color) -> None:
        """`ground`: what lies behind everything."""
        super().__init__()
        self._ground = ground

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        return [Segment(s.text, _plain(s.style, self._ground), s.control) for s in segments]


@lru_cache(1024)
def _plain(style: Style | None, ground: Color) -> Style | None:
    if style is None:
        return None
    here = Color.from_rich_color(style.bgcolor) if style.bgcolor else ground
    stands_out = abs(here.brightness - ground.brightness) > STANDS_OUT
    return Style(
        bold=style.bold,
        italic=style.italic,
        underline=style.underline,
        strike=style.strike,
        reverse=stands_out != bool(style.reverse),
        meta=style.meta,
    )
