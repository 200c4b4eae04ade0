"""How many rows are left for a list in a box over the screen, beside all that is told in it."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

LEAST, EDGES = 3, 4
"""Rows that a list has, whatever is told beside it; columns of a box that its words do not have."""


def columns(most: int, box: int = 72) -> int:
    """Columns of the words in a box of that width, which has `most` at most."""
    return max(1, min(box, most) - EDGES)


def rows_left(height: int, width: int, told: Iterable[str], frame: int) -> int:
    """Rows of a list in a box of at most `height` rows, in which `told` has `width` columns.

    What is empty has no row there. `frame`: rows of the box that nothing stands in.
    """
    taken = sum(len(Content(words).wrap(width)) for words in told if words)
    return max(LEAST, height - frame - taken)
