"""What stands below a shared log, in the share view and in the second window alike."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from mqi_tui.ui.widgets.parts import POINT, parts_within

LARGE_ENOUGH = 70
"""Columns: a window that shows no more than this has letters that survive a video call."""


def text_size(columns: int) -> str:
    """Whether the letters are large enough to be read in a call, and what to do if not."""
    if columns <= LARGE_ENOUGH:
        return "text: large enough"
    return "text: small – zoom in (Ctrl or Cmd and +)"


def fitting(parts: Sequence[str], columns: int) -> str:
    """The parts that fit on a line side by side, from the first, which always stays.

    One that is too long is passed over: what comes behind it may still have room.
    """
    shown, *others = filter(None, parts)
    for part in others:
        longer = f"{shown}{POINT}{part}"
        shown = longer if cell_len(longer) <= columns else shown
    return parts_within(shown, columns)


def moment_line(moment: str, columns: int) -> str:
    """The step and the minutes left; without the step's name where there is little room."""
    parts = moment.split(" · ")
    return moment if len(moment) <= columns else " · ".join([parts[0], *parts[2:]])
