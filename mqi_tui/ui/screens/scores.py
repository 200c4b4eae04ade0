"""Scoring the stock clip: the teacher first, then the coach, then the master scores."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import var
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Static

from mqi_tui.domain import rubric
from mqi_tui.domain.cheat_sheet import SCORES_TITLE
from mqi_tui.domain.private.score_board import Board
from mqi_tui.domain.private.scores import Row
from mqi_tui.services import scoring
from mqi_tui.ui import drafts
from mqi_tui.ui.dialogs import questions
from mqi_tui.ui.dialogs.promote import Into, Promote
from mqi_tui.ui.once import Doing, Once
from mqi_tui.ui.widgets.parts import CORNERS, parts_within
from mqi_tui.ui.widgets.score_table import WHO, Place, ScoreTable

if TYPE_CHECKING:
    from mqi_tui.services.view import View
    from mqi_tui.services.workspace import Workspace
    from mqi_tui.ui.widgets.log_pane import LogPane

SMALL = 60
"""Columns of the window below which only what can be done is told at the bottom."""
REVEAL = "[ reveal the master scores ]"
TO_REVEAL, BRIEFLY = "↓ goes there, Enter reveals", "↓ Enter"


class ScoresScreen(Once, ModalScreen[None]):
    """PRIVATE. Arrows move; a digit scores and goes on, Space turns; Backspace takes it away."""

    CSS_PATH = "../styles/scores.tcss"
    keys_title = SCORES_TITLE
    AUTO_FOCUS = "#frame"
    HORIZONTAL_BREAKPOINTS = [(0, "-small"), (SMALL, "-roomy")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-tall")]
    BINDINGS = [
        Binding("escape", "dismiss(None)", "Back"),
        Binding("up", "move(-1, 0)", "Code before", priority=True),
        Binding("down", "move(1, 0)", "Next code", priority=True),
        Binding("left", "move(0, -1)", "Column before", priority=True),
        Binding("right,tab", "move(0, 1)", "Next column", priority=True),
        Binding("space", "turn(1)", "Next score"),
        *(Binding(digit, f"give({digit!r})", "That score", show=False) for digit in "012345"),
        Binding("backspace,delete", "clear", "No score"),
        Binding("enter", "into_log", "Into the log"),
    ]

    board: var[Board] = var(Board())
    at: var[Place] = var(Place())
    """The score that is turned; without a code, the row below all: the way to the master scores."""

    def __init__(self, work: Workspace, log: LogPane | None) -> None:
        """`log`: on the screen below."""
        super().__init__()
        self.work, self._log = work, log
        board = scoring.scores(work.open.conversation)
        self.set_reactive(ScoresScreen.board, board)
        self.set_reactive(ScoresScreen.at, Place(_order(board)[0]))

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="frame"):
            yield Static(id="told")
            yield ScoreTable()
            yield Static(id="questions")
            yield Static(id="ways")

    def on_mount(self) -> None:
        self.query_one("#ways").auto_links = False
        self._show()

    def on_resize(self) -> None:
        self._entitle()
        self._show()

    def _entitle(self) -> None:
        """Without the clip's title, where that does not fit."""
        frame = self.query_one("#frame")
        title = f"Scores · PRIVATE · {self.board.title}"
        frame.border_title = Content(parts_within(title, frame.outer_size.width - CORNERS))

    def see(self, view: View) -> None:
        if view.conversation:
            self.board = scoring.scores(view.conversation)

    def watch_board(self) -> None:
        if self.at.code not in (order := _order(self.board)):
            self.at = Place(order[0], self.at.column)
        self._show()

    def watch_at(self) -> None:
        self._show()

    def _show(self) -> None:
        if not self.query("#ways"):
            return
        said, table = self.board, self.query_one(ScoreTable)
        told = (said.wrong and f"▲ {said.wrong}") or said.open or "All codes are scored by both."
        self._tell(told, wrong=bool(said.wrong))
        table.board, table.at = said, self.at
        asked = [Content.styled("Questions where scores differ", "bold")] if said.questions else []
        asked += [Content(f"· {question}") for question in said.questions]
        questions = self.query_one("#questions", Static)
        questions.update(Content("\n").join(asked))
        questions.display = bool(asked)
        self.query_one("#ways", Static).update(self._ways())

    def _tell(self, words: str, *, wrong: bool) -> None:
        line = self.query_one("#told", Static)
        line.update(Content(words))
        line.set_class(wrong, "-wrong")
        self.call_after_refresh(self._into_view)

    def tell(self, words: str) -> None:
        """One line, where else is told what is left to score."""
        self._tell(words, wrong=False)

    def _ways(self) -> Content:
        """What the keys do, and the way to the master scores until they are seen."""
        lines = (self._reveal(), *(Content.styled(one, "$label") for one in self._keys_here()))
        return Content("\n").join(line for line in lines if line.cell_length)

    def _keys_here(self) -> tuple[str, str]:
        """What the digits mean, where there is room for it, and what the keys do."""
        shown = self._row or next(iter(self.board.rows), None)
        points = shown.points if shown else ()
        scored = f"{rubric.digits(points)} or Space score · ←→ whose · "
        others = " · ↑↓ code" * bool(self._row)
        keys = (scored if self._row and points else "") + f"{self._enter()}{others} · Esc back"
        return rubric.legend(points) if self.size.width >= SMALL else "", keys

    def _enter(self) -> str:
        """What Enter does where the mark is; or what is to be done first."""
        if self._row is None:
            return "Enter reveals"
        return (
            "Enter this code into the log" if self._row.agreed else "for the log fill in “agreed”"
        )

    def _reveal(self) -> Content:
        if self.board.may_reveal:
            style = "$on-track" if self.at.code else "$on-track bold reverse"
            click = Style.from_meta({"@click": "screen.reveal"})
            way = TO_REVEAL if self.size.width >= SMALL + len(BRIEFLY) else BRIEFLY
            return Content.assemble(
                Content.styled(REVEAL, style).stylize(click), (f"  {way}", "$label")
            )
        return Content("" if self.size.width < SMALL else self._revealed)

    @property
    def _revealed(self) -> str:
        """How it stands where there is nothing to reveal."""
        return "master scores revealed" if self.board.has_masters else "no master scores"

    def _into_view(self) -> None:
        for table in self.query(ScoreTable) if self.at.code else ():  # none, once it is left
            here = table.region_of(self.at.code).translate(table.virtual_region.offset)
            frame = self.query_one("#frame")
            frame.scroll_to_region(here, spacing=table.dock_gutter, animate=False, immediate=True)

    def action_move(self, rows: int, columns: int) -> None:
        """Codes go round; columns end: nobody comes from "agreed" to the teacher's unawares."""
        order = _order(self.board)
        row = order.index(self.at.code) + rows
        column = min(max(0, self.at.column + columns), len(WHO) - 1)
        self.at = Place(order[row % len(order)], column)

    def action_turn(self, by: int) -> None:
        if row := self._row:
            self._score(row, by)
        else:
            self.action_reveal()

    def action_turn_at(self, code: str, column: int) -> None:
        """A click: the first goes there, the next ones turn."""
        if self.at == Place(code, column):
            self.action_turn(1)
        else:
            self.at = Place(code, column)

    def action_clear(self) -> None:
        if row := self._row:
            self._score(row, None)

    def action_give(self, digit: str) -> None:
        """The score that is meant by a digit, and on, as in the planning guide."""
        if (row := self._row) and self.work.session:
            session, who, behind = self.work.session, WHO[self.at.column], self._code_behind
            if wrong := scoring.give(session, who, row.code, digit):
                self._tell(f"▲ {wrong}", wrong=True)
            else:
                self.at = Place(behind, self.at.column)
        elif not row:
            self._tell("▲ A digit scores a code: ↑ goes there first", wrong=True)

    def action_into_log(self) -> None:
        row = self._row
        if row is None:
            self.action_reveal()
        elif row.agreed:
            self._agree(row.code)
        else:
            first = "go to “agreed” with ←→ and turn it with Space"
            self._tell(f"▲ Nothing is agreed on {row.code} yet: {first}", wrong=True)

    def deeds(self) -> Mapping[str, Doing]:
        return {"reveal": self.action_reveal if self.board.may_reveal else self._revealed}

    def action_reveal(self) -> None:
        """The master scores, after a question."""

        def answered(answer: str | None) -> None:
            if answer:
                self.work.open.reveal()

        if self.board.may_reveal:
            self.ask(questions.reveal(), answered)

    def _score(self, row: Row, by: int | None) -> None:
        """Turn the marked score on by so many points; None: take it away."""
        if self.work.session:
            scoring.score(self.work.session, WHO[self.at.column], row.code, by)

    def _agree(self, code: str) -> None:
        """Show what of a score becomes public, to be edited, before it does."""
        session = self.work.open

        def answered(line: str | None) -> None:
            edit = scoring.agree(session, code, line) if line else None
            if edit and self._log:
                self._log.change(*edit)
                drafts.forget(self.work, "score", code)
            if line and self._log:
                self.tell(f"It is in the log, under “{section}” · ctrl+z there takes it out again")
            elif not line and drafts.is_begun(self.work, "score", code):
                self.tell(drafts.KEPT)

        line, section, instead = scoring.agreed(session, code)
        label = partial(scoring.label_for, session, code)
        into = Into(section, instead=instead, label=label)
        self.ask(Promote(line, into, drafts.draft(self.work, "score", code)), answered)

    @property
    def _code_behind(self) -> str:
        """The code after the marked one; of the last, itself."""
        codes = [row.code for row in self.board.rows]
        return codes[min(codes.index(self.at.code) + 1, len(codes) - 1)]

    @property
    def _row(self) -> Row | None:
        return next((row for row in self.board.rows if row.code == self.at.code), None)


def _order(board: Board) -> list[str]:
    """Where the arrows lead, from top to bottom: the codes, then the way to the master scores."""
    codes = [row.code for row in board.rows]
    return [*codes, ""] if board.may_reveal or not codes else codes
