"""A subtitle that changes with every key, without repainting what the border is around."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget


def set_subtitle(widget: Widget, subtitle: Content) -> None:
    """As `widget.border_subtitle = subtitle`, but only the bottom border is painted again.

    Textual repaints the whole widget, and with a container everything in it.
    """
    if widget._border_subtitle == subtitle:
        return
    widget._border_subtitle = subtitle
    width, height = widget.outer_size
    left, top = widget.content_offset
    widget.refresh(Region(-left, height - 1 - top, width, 1))
