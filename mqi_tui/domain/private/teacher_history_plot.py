"""The thread in lines: codes as a grid, the scores of a code as a small plot of letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mqi_tui.domain.private.teacher_history import Scored
from mqi_tui.domain.rubric import Code, code

LETTERS = {"teacher": "T", "coach": "C", "agreed": "A", "master": "M"}
"""Whose score a letter is."""
GAP = 1


def grid(rows: Mapping[str, Sequence[bool]], labels: Sequence[str], width: int) -> list[str]:
    """A row a code, a column a conversation, the latest at the right; at most `width` cells wide.

    What has no room at the left is said in a last line.
    """
    if not rows:
        return []
    cell = _cell(labels)
    shown = min(len(labels), max(1, (width - 20) // cell))
    room = max(8, width - shown * cell - 1)
    wide = min(room, max(map(len, rows)))
    lines = [
        f"{_short(name, wide):<{wide}} {_marks(row[-shown:], cell)}" for name, row in rows.items()
    ]
    return [*lines, _axis(labels, shown, wide, cell, " "), *_unseen(labels, shown)]


def plot(name: str, scores: Sequence[Scored], width: int) -> list[str]:
    """The scores of one code: a row a score point, a column a conversation.

    The best point is the highest row: for a code that counts errors, that is the least of them.
    Other words than the rubric's points come below, where somebody scored with them.
    """
    points, labels = _points(code(name), scores), [one.label for one in scores]
    wide, cell = max(map(len, points)), max(_cell(labels), _most(scores) + GAP)
    shown = min(len(labels), max(1, (width - wide - 2) // cell))
    lines = [
        f"{point:>{wide}} ┤{''.join(_letters(one, point).ljust(cell) for one in scores[-shown:])}"
        for point in points
    ]
    return [
        *(line.rstrip() for line in lines),
        _axis(labels, shown, wide, cell, " └"),
        *_unseen(labels, shown),
    ]


def title(name: str) -> str:
    """The code; for one that counts errors, which way is up."""
    found = code(name)
    return f"{name} · fewer errors are higher up" if found and found.inverted else name


def _points(found: Code | None, scores: Sequence[Scored]) -> list[str]:
    given = dict.fromkeys(point for one in scores for point in _said(one).values() if point)
    if found is None:
        return list(given)
    scale = found.points if found.inverted else found.points[::-1]
    return [*scale, *(one for one in given if one not in scale)]


def _said(one: Scored) -> dict[str, str]:
    return {who: getattr(one, who) for who in LETTERS}


def _letters(one: Scored, point: str) -> str:
    return "".join(LETTERS[who] for who, said in _said(one).items() if said == point)


def _most(scores: Sequence[Scored]) -> int:
    """The most letters that stand at one place."""
    said = ((one, point) for one in scores for point in _said(one).values() if point)
    return max((len(_letters(one, point)) for one, point in said), default=0)


def _cell(labels: Sequence[str]) -> int:
    return max(2, *map(len, labels)) + GAP


def _marks(row: Sequence[bool], cell: int) -> str:
    return "".join(("●" if one else "·").ljust(cell) for one in row).rstrip()


def _axis(labels: Sequence[str], shown: int, wide: int, cell: int, corner: str) -> str:
    names = "".join(label.ljust(cell) for label in labels[-shown:]).rstrip()
    return f"{'cycle' if wide >= 5 else '':>{wide}}{corner}{names}"


def _unseen(labels: Sequence[str], shown: int) -> list[str]:
    left = len(labels) - shown
    return [f"{left} before that: no room here, look in a wider window"] if left else []


def _short(name: str, room: int) -> str:
    return name if len(name) <= room else f"{name[: room - 1]}…"
