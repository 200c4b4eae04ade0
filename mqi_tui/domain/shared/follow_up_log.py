"""Last time's action steps in today's log: where a step stands, and how its line is changed."""

from __future__ import annotations

from collections.abc import Sequence

from mqi_tui.domain.shared.action_steps import item
from mqi_tui.domain.shared.log import Edit, insertion, section

SINCE = "Since last time"
_BOX = len("- [ ] ")
_TOLD = " · "
"""Between a step and what became of it."""


def put(lines: Sequence[str], old: str, new: str) -> Edit | None:
    """How a log says what became of a step; None where it says so already.

    Args:
        lines: the log.
        old: the step's line as it was written before, such as `- [ ] Ask why · partly: twice`.
        new: the line that takes its place. What others wrote behind the old one stays.
    """
    row = _row(lines, old)
    if row is None:
        at, text = insertion(lines, SINCE, new)
        return at, at, text
    line = lines[row]
    rest = line[len(old) :] if line.startswith(old) else _behind(line, old)
    wanted = new + rest
    return None if wanted == line else ((row, 0), (row, len(line)), wanted)


def says(lines: Sequence[str], line: str) -> bool:
    """Whether the log says of a step what this line does, in its section."""
    found = section(lines, SINCE)
    return found is not None and any(
        one == line or one.startswith(f"{line} ") for one in lines[found.row + 1 : found.end]
    )


def ticked(lines: Sequence[str], step: str) -> bool:
    """Whether the box of a step is ticked there, as one does by hand."""
    row = _row(lines, f"- [x] {step}")
    return row is not None and item(lines[row]).done


def applied(text: str, edit: Edit) -> str:
    """`text` after an edit."""
    (row, column), (end_row, end_column), words = edit
    lines = text.split("\n")
    lines[row : end_row + 1] = [lines[row][:column] + words + lines[end_row][end_column:]]
    return "\n".join(lines)


def _row(lines: Sequence[str], old: str) -> int | None:
    """The row of the step in its section: the line as it was, or one with the same step."""
    found = section(lines, SINCE)
    if found is None:
        return None
    rows = range(found.row + 1, found.end)
    step = _step(old)
    exact = [row for row in rows if lines[row].startswith(old)]
    alike = [row for row in rows if _is_of(lines[row], step)]
    return next(iter([*exact, *alike]), None)


def _step(line: str) -> str:
    """The step alone, without its box and without what became of it."""
    return line[_BOX:].partition(_TOLD)[0]


def _is_of(line: str, step: str) -> bool:
    found = item(line)
    rest = found.words if found.boxed or found.marked else ""
    return rest == step or rest.startswith((f"{step}{_TOLD}", f"{step} "))


def _behind(line: str, old: str) -> str:
    """What somebody wrote behind the step in other words than ours."""
    return item(line).words[len(_step(old)) :]
