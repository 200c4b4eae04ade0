"""Scoring the stock clip: the teacher first, then the coach, then the master scores."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import var
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Static

from mqi_tui.private.scores import Row

WHO = ("teacher", "coach", "agreed")
"""The columns that can be filled in."""
NARROW = 100
"""Columns of the window below which the scores of a code stand below its name."""
SMALL = 60
"""Columns of the window below which the words of a score are cut."""
LINES = 3
"""A code, its scores, and how they differ."""
NAME = 10
"""Columns below which there is no room for a name before the scores."""


@dataclass(frozen=True, slots=True)
class Board:
    """What is shown. `open`: what is not scored yet; `wrong`: a rule that is broken, in words."""

    title: str = ""
    teacher: str = ""
    rows: tuple[Row, ...] = ()
    revealed: bool = False
    has_masters: bool = False
    open: str = ""
    wrong: str = ""
    questions: tuple[str, ...] = ()


class ScoresScreen(ModalScreen[None]):
    """PRIVATE. Arrows move, Space turns to the next score point, Backspace takes it away."""

    CSS_PATH = "../styles/scores.tcss"
    BINDINGS = [
        Binding("escape", "dismiss(None)", "Back"),
        Binding("up", "move(-1, 0)", "Code before"),
        Binding("down", "move(1, 0)", "Next code"),
        Binding("left", "move(0, -1)", "Column before"),
        Binding("right,tab", "move(0, 1)", "Next column"),
        Binding("space", "turn(1)", "Next score"),
        Binding("backspace,delete", "clear", "No score"),
        Binding("enter", "into_log", "Into the log"),
    ]

    board: var[Board] = var(Board())
    at: var[tuple[int, int]] = var((0, 0))
    """Row and column of the cell that is turned."""

    class Scored(Message):
        """A score is turned on by so many points of its code; none: it is taken away."""

        def __init__(self, who: str, code: str, by: int | None) -> None:
            super().__init__()
            self.who, self.code, self.by = who, code, by

    class Wanted(Message):
        """`reveal`."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    class IntoLog(Message):
        """What was agreed on a code shall stand in the log."""

        def __init__(self, code: str) -> None:
            super().__init__()
            self.code = code

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.set_reactive(ScoresScreen.board, board)

    def compose(self) -> ComposeResult:
        with Vertical(id="frame"):
            yield Static(id="told")
            with VerticalScroll(id="table"):
                yield Static(id="rows")
                yield Static(id="questions")
            with Horizontal(id="ways"):
                yield Static(id="reveal")
                yield Static("Space next score · Enter into the log · Esc back", id="hint")

    def on_mount(self) -> None:
        frame = self.query_one("#frame")
        frame.border_title = Content(f"Scores · PRIVATE · {self.board.title}")
        self.query_one("#table").focus()
        self._show()

    def on_resize(self) -> None:
        self._show()

    def watch_board(self) -> None:
        self._show()

    def watch_at(self) -> None:
        self._show()

    def _show(self) -> None:
        if not self.query("#hint"):
            return
        said = self.board
        told = (said.wrong and f"▲ {said.wrong}") or said.open or "All codes are scored by both."
        line = self.query_one("#told", Static)
        line.update(Content(told))
        line.set_class(bool(said.wrong), "-wrong")
        lines = [self._head(), *(self._line(n, row) for n, row in enumerate(said.rows))]
        self.query_one("#rows", Static).update(Content("\n").join(lines))
        asked = [Content.styled("Questions where scores differ", "bold")] if said.questions else []
        asked += [Content(f"· {question}") for question in said.questions]
        self.query_one("#questions", Static).update(Content("\n").join(asked))
        self._show_reveal()
        above = sum(1 + line.plain.count("\n") for line in lines[: self.at[0] + 1])
        here = Region(0, above, 1, LINES)
        self.query_one("#table").scroll_to_region(here, animate=False, immediate=True)

    def _show_reveal(self) -> None:
        """The row below the codes: the way to the master scores, until they are seen."""
        here, row = self.at[0] == len(self.board.rows), self.query_one("#reveal", Static)
        if self._may_reveal:
            words = Content.styled("[ reveal the master scores ]", "bold reverse" if here else "")
            row.update(Content.assemble(words.stylize(_click("reveal"))))
        else:
            has = self.board.has_masters
            row.update(Content("master scores revealed" if has else "no master scores"))

    @property
    def _may_reveal(self) -> bool:
        return self.board.has_masters and not self.board.revealed

    def _head(self) -> Content:
        """Whose column is whose."""
        who = (self.board.teacher or "teacher", "you", "agreed", "master")
        names = [Content(name).truncate(self._cell_width, pad=True) for name in who]
        return Content.assemble(" " * self._indent, *_apart(names)).stylize("$label")

    def _line(self, number: int, row: Row) -> Content:
        """A code, what each said, the master score; below, how they differ."""
        points = (row.teacher, row.coach, row.agreed)
        cells = [self._cell((number, place), point, row) for place, point in enumerate(points)]
        master = row.master or ("hidden" if self.board.has_masters else "–")
        cells.append(Content(master).truncate(self._cell_width, pad=True))
        page = f"  p.{row.page}" if row.page else ""
        room = self._indent - 1 - len(page) if self._indent > NAME else 0
        code = Content(row.code)
        name = Content.assemble(
            code.truncate(room, ellipsis=True) if room else code, (page, "$label")
        )
        if room:
            name = name.truncate(self._indent, pad=True)
        else:
            name = Content.assemble(name, "\n", " " * self._indent)
        line = Content.assemble(name, *_apart(cells))
        note = " · ".join(filter(None, (row.words, "fewer is better" if row.inverted else "")))
        return Content.assemble(line, (f"\n    {note}", "$label")) if note else line

    @property
    def _indent(self) -> int:
        """Columns before the first score."""
        return 2 if self.size.width < NARROW else 40

    @property
    def _cell_width(self) -> int:
        return 11 if self.size.width >= SMALL else 7

    def _cell(self, place: tuple[int, int], point: str, row: Row) -> Content:
        words = Content(point or "–").truncate(self._cell_width, ellipsis=True, pad=True)
        style = "bold reverse" if self.at == place else _tone(row, point)
        return words.stylize(style).stylize(_click(f"turn_at{place}"))

    def action_move(self, rows: int, columns: int) -> None:
        count = len(self.board.rows) + self._may_reveal
        row, column = self.at
        if count:
            self.at = (row + rows) % count, (column + columns) % len(WHO)

    def action_turn(self, by: int) -> None:
        if row := self._row:
            self.post_message(self.Scored(WHO[self.at[1]], row.code, by))
        else:
            self.action_reveal()

    def action_turn_at(self, row: int, column: int) -> None:
        """A click: the first goes there, the next ones turn."""
        if self.at == (row, column):
            self.action_turn(1)
        else:
            self.at = row, column

    def action_clear(self) -> None:
        if row := self._row:
            self.post_message(self.Scored(WHO[self.at[1]], row.code, None))

    def action_into_log(self) -> None:
        row = self._row
        if row is None:
            self.action_reveal()
        elif row.teacher or row.coach or row.agreed:
            self.post_message(self.IntoLog(row.code))
        else:
            told = self.query_one("#told", Static)
            told.update(Content(f"▲ Nobody has scored {row.code} yet"))

    def action_reveal(self) -> None:
        if self._may_reveal:
            self.post_message(self.Wanted("reveal"))

    @property
    def _row(self) -> Row | None:
        rows = self.board.rows
        return rows[self.at[0]] if self.at[0] < len(rows) else None


def _apart(cells: list[Content]) -> list[Content]:
    return [part for cell in cells for part in (cell, Content("  "))]


def _tone(row: Row, point: str) -> str:
    """The colour of a score: of errors, none at all is what one hopes for."""
    best, worst = row.points[-1:], row.points[:1]
    if row.inverted:
        return "bold $on-track" if (point,) == worst else "bold $warning" if point else ""
    return "bold $on-track" if (point,) == best else "bold" if point else ""


def _click(action: str) -> Style:
    return Style.from_meta({"@click": f"screen.{action}"})
