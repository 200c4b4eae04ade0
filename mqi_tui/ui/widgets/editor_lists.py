"""What Enter does in a list of a Markdown text, and what a list sign typed behind it does."""

from __future__ import annotations

import re

_ITEM = re.compile(r"(?P<marker>\s*[-*+] (?:\[[ xX]\] )?)(?P<content>.*)")
_AGAIN = re.compile(r"[-*+] |(?P<box>\[ ?\] )")
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


class Sign:
    """A list sign that Enter made. Who is used to typing it does so once more: it stands once."""

    def __init__(self, made: str = "") -> None:
        """`made`: the whole line, as Enter began it; empty for none."""
        self._made, self._typed = made, ""

    def again(self, letter: str, line: str) -> int:
        """How many letters before the caret go, where with `letter` the sign was typed again.

        Args:
            letter: what is typed next; empty for a key that writes nothing.
            line: all before the caret.
        """
        before, self._typed = self._typed, self._typed + letter
        if not letter or line != self._made + before:
            self._made = ""
        again = _AGAIN.fullmatch(self._typed) if self._made else None
        if again is None or (again["box"] and "[" not in self._made):
            return 0
        self._typed = ""
        return len(before)
