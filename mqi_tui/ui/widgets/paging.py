"""Page keys, where the focus has no use for them: they scroll what there is to read."""

from __future__ import annotations

from textual.binding import Binding
from textual.widget import Widget

PAGES = (
    Binding("pagedown", "page(1)", "Read on", show=False),
    Binding("pageup", "page(-1)", "Read back", show=False),
)
"""For a screen on which the focus may be in a field of one line, or on a button."""


def page(there: Widget, by: int) -> None:
    """Scroll `there` by a page, down or (-1) up."""
    if by > 0:
        there.scroll_page_down()
    else:
        there.scroll_page_up()


def has_more(there: Widget, by: int) -> bool:
    """Whether there is more to read down there, or (-1) up there."""
    return there.scroll_target_y < there.max_scroll_y if by > 0 else there.scroll_target_y > 0
