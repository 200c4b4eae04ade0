"""What changes while it waits for its place is measured anew then, whatever was laid out meanwhile.

Textual measures a widget once for each time that it waits for a layout. Where another one comes
before, since the window has another size or the screen is seen again, it kept that measure: what
changed behind it was cut, until something else changed there.
"""

from __future__ import annotations

from typing import Any

from textual.screen import Screen
from textual.widget import Widget


def measure_again(screen: Screen[Any]) -> None:
    """Let what still waits for a layout have nothing of the one that was just made."""
    for widget in screen.walk_children(Widget):
        if widget._layout_required:
            widget._layout_updates += 1
