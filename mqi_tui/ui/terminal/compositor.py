"""Painting only the rows that change, and of those only what is seen.

For one digit that ticks, Textual's compositor renders every row of every widget around it, and cuts
all that lies behind, too. Ours renders the rows that are due, and passes over what is covered: the
same picture, for a fraction of the work at each second and key.

And it passes over widgets that were just removed. Until the next layout, Textual's still renders
them, although they have lost their styles; an editor cannot be drawn without.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import cast

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

Pieces = dict[int, Strip | None]
"""What is painted of a row, by the column where each piece begins."""


class RowCompositor(Compositor):
    """A screen's compositor; set it as `_compositor` when the screen is made."""

    def _render_chops(
        self, crop: Region, is_rendered_line: Callable[[int], bool]
    ) -> Sequence[Mapping[int, Strip]]:
        painted: list[Pieces] = [dict.fromkeys(cuts[:-1]) for cuts in self.cuts]
        due = [y for y in crop.line_range if is_rendered_line(y)]
        for widget, (region, clip) in self.visible_widgets.items():  # the foremost comes first
            seen = region.intersection(clip)
            if widget._parent is not None and seen.overlaps(crop):
                rows = [y for y in due if seen.y <= y < seen.bottom]
                self._paint(widget, region, seen, rows, painted)
        return cast("Sequence[Mapping[int, Strip]]", painted)

    def _paint(
        self, widget: Widget, region: Region, seen: Region, rows: list[int], painted: list[Pieces]
    ) -> None:
        """Fill what is still open of `rows` with what of `widget` is `seen`."""
        every = {y: self._cuts_within(y, *seen.column_span) for y in rows}
        gaps = {y: cuts for y, cuts in every.items() if None in map(painted[y].get, cuts[:-1])}
        if not gaps:
            return
        top, height = min(gaps), max(gaps) - min(gaps) + 1
        within = Region(seen.x - region.x, top - region.y, seen.width, height)
        for y, strip in enumerate(widget.render_lines(within), top):
            cuts = gaps.get(y, [])
            pieces = strip.divide([x - seen.x for x in cuts[1:]]) if cuts else ()
            for x, piece in zip(cuts, pieces, strict=False):
                if painted[y][x] is None:
                    painted[y][x] = piece

    def _cuts_within(self, y: int, left: int, right: int) -> list[int]:
        cuts = self.cuts[y]
        return cuts[bisect_left(cuts, left) : bisect_right(cuts, right)]
