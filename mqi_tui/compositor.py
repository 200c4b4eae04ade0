"""Painting only the rows that change.

For one digit that ticks, Textual's compositor renders every row of every widget around it. Ours
renders the rows that are due: the same picture, for a fraction of the work at each second and key.

And it passes over widgets that were just removed. Until the next layout, Textual's still renders
them, although they have lost their styles; an editor cannot be drawn without.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip


class RowCompositor(Compositor):
    """A screen's compositor; set it as `_compositor` when the screen is made."""

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterable[tuple[Region, Region, list[Strip]]]:
        crop = crop or self.size.region
        rows = Region(0, crop.y, self.size.width, crop.height)
        for widget, (region, clip) in self.visible_widgets.items():
            if widget._parent is None:
                continue
            due = region.intersection(clip).intersection(rows)
            if due and due.overlaps(crop):
                inside = due.translate((-region.x, -region.y))
                yield region, clip.intersection(rows), widget.render_lines(inside)
