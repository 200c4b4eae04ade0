"""A line with something before it: where it wraps, it goes on further in."""

from __future__ import annotations

from textual.content import Content

WIDEST = 2
"""Cells of a letter at most: a narrower line would lose it."""


def hanging(head: Content | str, body: Content | str, width: int, indent: int = -1) -> Content:
    """`head` and `body` in lines of at most `width` cells, and never of less than a letter takes,
    all but the first further in.

    `indent`: by how many cells; below the first word of `body` where nothing is said.
    """
    head = Content("") + head
    within = head.cell_length if indent < 0 else indent
    whole = (head + body).expand_tabs()
    first = whole.wrap(max(WIDEST, width))[0]
    rest = whole[len(first) :]
    rest = rest[len(rest.plain) - len(rest.plain.lstrip()) :]
    if not rest:
        return first
    return Content("\n" + " " * within).join([first, *rest.wrap(max(WIDEST, width - within))])
