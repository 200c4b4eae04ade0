"""The stock clip's codes as they are scored together: what is said, what is open, what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mqi_tui.domain.private.scores import Row, compared, inconsistent, may_reveal

if TYPE_CHECKING:
    from mqi_tui.domain.private.record import Private


class Board(NamedTuple):
    """What is shown. `open`: what is not scored yet; `wrong`: a rule that is broken, in words."""

    title: str = ""
    teacher: str = ""
    rows: tuple[Row, ...] = ()
    revealed: bool = False
    has_masters: bool = False
    open: str = ""
    wrong: str = ""
    questions: tuple[str, ...] = ()

    @property
    def may_reveal(self) -> bool:
        return self.has_masters and not self.revealed

    def row(self, code: str) -> Row:
        """What is said of a code."""
        return next(row for row in self.rows if row.code == code)


def board(half: Private, teacher: str) -> Board:
    """How the scores stand; the master scores are in it only once they were revealed."""
    stock = half.plan.stock_clip
    rows = compared(half.scores, stock, revealed=half.revealed)
    clashes = (inconsistent(given) for given in (half.scores.teacher, half.scores.coach))
    return Board(
        title=stock.title if stock else "",
        teacher=teacher,
        rows=rows,
        revealed=half.revealed,
        has_masters=bool(stock and stock.master_scores),
        open=may_reveal(half.scores, [row.code for row in rows]),
        wrong=next((words for words in clashes if words), ""),
        questions=stock.questions if stock and any(row.apart for row in rows) else (),
    )
