"""PRIVATE: the codes of the stock clip and their scores, laid out for the room there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from mqi_tui.domain.private.score_board import Board
from mqi_tui.domain.private.scores import Row

WHO = ("teacher", "coach", "agreed")
"""The columns that can be filled in."""
CELL = len("Not Present")
"""Columns of a score: none is longer."""
GAP, INDENT = 2, 2
SCORES = 4 * CELL + 3 * GAP
"""Columns of the four scores of a code, side by side."""
OF_WHAT = " of the rubric"
LABEL = 6
"""Columns of whose score it is, where the scores stand in pairs."""


@dataclass(frozen=True, slots=True)
class Place:
    """The score that is marked, by the name of its code (empty: none), and the column."""

    code: str = ""
    column: int = 0


class ScoreTable(Widget):
    """Shows a board. A click on a score posts nothing: it is an action of the screen."""

    board: reactive[Board] = reactive(Board(), layout=True)
    at: reactive[Place] = reactive(Place())

    def __init__(self) -> None:
        super().__init__()
        self.auto_links = False  # they would give every score the colour of a link

    def render(self) -> Content:
        return Content("\n").join(lines(self.board, self.at, self.size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return sum(self._heights(width))

    def region_of(self, code: str) -> Region:
        """Where a code stands in this table; of the first one, with the names above it."""
        heights, width = self._heights(self.size.width), self.size.width
        heads = len(heights) - len(self.board.rows)
        place = heads + [row.code for row in self.board.rows].index(code)
        first = 0 if place == heads else place
        return Region(0, sum(heights[:first]), width, sum(heights[first : place + 1]))

    def _heights(self, width: int) -> list[int]:
        return [line.get_height({}, width) for line in lines(self.board, self.at, width)]


def lines(board: Board, at: Place, width: int) -> list[Content]:
    """Whose column is whose, then each code with its scores and how they differ."""
    names = max((Content(row.code).cell_length for row in board.rows), default=0)
    pages = _pages(board.rows, width)
    if names + GAP + SCORES <= width:
        rows = [_beside(board, row, at, names, pages[row.code]) for row in board.rows]
        return [_head(board, names + GAP), *rows]
    if width >= INDENT + SCORES:
        rows = [_below(board, row, at, pages[row.code]) for row in board.rows]
        return [_head(board, INDENT), *rows]
    return [_pairs(board, row, at, pages[row.code]) for row in board.rows]


def _pages(rows: Sequence[Row], width: int) -> dict[str, str]:
    """Where each code stands, by its name; of what these are the pages is said once."""
    found = {row.code: f"page {row.page}" if row.page else "" for row in rows}
    room = (
        code
        for code, page in found.items()
        if page and Content(f"{code}{' ' * GAP}{page}{OF_WHAT}").cell_length <= width
    )
    if first := next(room, ""):
        found[first] += OF_WHAT
    return found


def _whose(board: Board) -> tuple[str, ...]:
    return (board.teacher or "teacher", "you", "agreed", "master")


def _head(board: Board, indent: int) -> Content:
    names = [_fitted(name, CELL) for name in _whose(board)]
    return Content.assemble(" " * indent, _apart(names)).stylize("$label")


def _beside(board: Board, row: Row, at: Place, names: int, page: str) -> Content:
    """All scores beside the code's name; below, how they differ."""
    line = Content.assemble(_fitted(row.code, names + GAP), _apart(_cells(board, row, at)))
    return _noted(line, page, row.words, _direction(row))


def _below(board: Board, row: Row, at: Place, page: str) -> Content:
    """All scores in a line below the code's name."""
    scores = Content.assemble(" " * INDENT, _apart(_cells(board, row, at)))
    return _noted(Content.assemble(_named(row, page), "\n", scores), row.words, _direction(row))


def _pairs(board: Board, row: Row, at: Place, page: str) -> Content:
    """Two scores a line, each behind whose it is."""
    teacher, *others = _whose(board)
    names = ((teacher.split() or ["they"])[-1], *others)
    said = [
        Content.assemble(_fitted(name, LABEL).stylize("$label"), " ", cell)
        for name, cell in zip(names, _cells(board, row, at), strict=True)
    ]
    pairs = [Content(" ").join(said[:2]), Content(" ").join(said[2:])]
    return _noted(Content("\n").join([_named(row, page), *pairs]), row.words, _direction(row))


def _named(row: Row, page: str) -> Content:
    return Content.assemble(row.code, (f"{' ' * GAP}{page}", "$label"))


def _direction(row: Row) -> str:
    return "fewer is better" if row.inverted else ""


def _noted(line: Content, *notes: str) -> Content:
    note = " · ".join(filter(None, notes))
    return Content.assemble(line, (f"\n{' ' * 2 * INDENT}{note}", "$label")) if note else line


def _apart(cells: list[Content]) -> Content:
    return Content(" " * GAP).join(cells)


def _cells(board: Board, row: Row, at: Place) -> list[Content]:
    """The four scores of a code. A click on one that can be filled in marks it, or turns it."""
    cells = []
    for column, point in enumerate((row.teacher, row.coach, row.agreed)):
        marked = " reverse" if at == Place(row.code, column) else ""
        click = Style.from_meta({"@click": f"screen.turn_at({row.code!r}, {column})"})
        cells.append(_fitted(point or "–", CELL).stylize(_tone(row, point) + marked).stylize(click))
    unseen = "hidden" if board.may_reveal else "none"
    return [*cells, _fitted(row.master or unseen, CELL).stylize(_tone(row, row.master))]


def _fitted(words: str, columns: int) -> Content:
    return Content(words).truncate(columns, ellipsis=True, pad=True)


def _tone(row: Row, point: str) -> str:
    """The colour of a score beside its word: of errors, none at all is what one hopes for."""
    if not point:
        return "$label"
    best, worst = row.points[-1:], row.points[:1]
    if row.inverted:
        return "bold $on-track" if (point,) == worst else "bold $warning"
    return "bold $on-track" if (point,) == best else "bold"
