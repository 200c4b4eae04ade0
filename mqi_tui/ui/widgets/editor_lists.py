"""What Enter does in a list of a Markdown text."""

from __future__ import annotations

import re

_ITEM = re.compile(r"(?P<marker>\s*[-*+] (?:\[[ xX]\] )?)(?P<content>.*)")
_TICKED = re.compile(r"\[[xX]\]")


def enter(line: str, column: int) -> tuple[int, str]:
    r"""What Enter types at `column` of `line`: the column to replace from, and the text.

    In a list item the next item follows; in an empty item the list ends.

    >>> enter("- [x] Call home", 15)
    (15, '\n- [ ] ')
    >>> enter("- ", 2)
    (0, '')
    """
    item = _ITEM.fullmatch(line)
    if item is None or column < item.end("marker"):
        return column, "\n"
    if not item["content"].strip():
        return 0, ""
    return column, "\n" + _TICKED.sub("[ ]", item["marker"])
