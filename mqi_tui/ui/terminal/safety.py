"""The last line of defence: no control character reaches the terminal, no crash shows a word."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from mqi_tui.text.clean import CONTROLS
from mqi_tui.ui.terminal.process import crash_report

__all__ = ["NoControls", "crash_report"]


class NoControls(LineFilter):
    """Takes control characters out of what is about to be written to the terminal."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        if not any(CONTROLS.search(segment.text) for segment in segments):
            return segments
        return [Segment(CONTROLS.sub("", s.text), s.style, s.control) for s in segments]
