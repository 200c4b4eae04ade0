"""What was agreed on a code in today's log: where the line stands, and how it is changed."""

from __future__ import annotations

from collections.abc import Sequence

from mqi_tui.domain.shared.log import NOTICED, Edit, insertion, section

STOCK_CLIP = "Stock clip"


def put(lines: Sequence[str], begins: str, new: str) -> Edit | None:
    """How a log says what was agreed; None where it says so already.

    Args:
        lines: the log.
        begins: how the line of this code begins, whatever was agreed.
        new: the line, in place of the one that said it before.
    """
    row = _row(lines, begins)
    if row is None:
        at, text = insertion(lines, STOCK_CLIP, new, NOTICED)
        return at, at, text
    return None if lines[row] == new else ((row, 0), (row, len(lines[row])), new)


def standing(lines: Sequence[str], begins: str) -> str:
    """The line that says it so far; empty where none does."""
    row = _row(lines, begins)
    return "" if row is None else lines[row]


def _row(lines: Sequence[str], begins: str) -> int | None:
    """Looked for in the stock clip's section; in a log without one, everywhere."""
    found = section(lines, STOCK_CLIP)
    rows = range(found.row + 1, found.end) if found else range(len(lines))
    return next((row for row in rows if lines[row].startswith(begins)), None)
