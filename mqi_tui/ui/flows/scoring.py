"""What coach and teacher settle in the hour beside the log: last time's steps, and the scores."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mqi_tui.domain.private.follow_up import Mark, as_told, line_of, marked
from mqi_tui.domain.private.scores import (
    agreed_on,
    compared,
    inconsistent,
    log_line,
    may_reveal,
    set_score,
    turned,
)
from mqi_tui.domain.shared import follow_up_log, stock_log
from mqi_tui.ui.flows import drafting, plan_content
from mqi_tui.ui.screens.follow_up import SinceScreen
from mqi_tui.ui.screens.scores import ScoresScreen
from mqi_tui.ui.widgets.score_table import Board

if TYPE_CHECKING:
    from mqi_tui.services.session import Session
    from mqi_tui.ui.preparing import Preparing


async def show_since(app: Preparing) -> None:
    """Last time's log, and what became of its steps."""
    await app.look_back()
    if app.work.session and not app.sharing and not app.screen.is_modal:
        since, draft = app.work.open.conversation.private.since, drafting.draft(app, "since")
        await app.push_screen(SinceScreen(since, app.last.title, app.last.log, draft))


def mark(app: Preparing, index: int, mark: Mark, words: str) -> None:
    """Mark an old step, in what is kept and in today's log."""
    before, log = app.work.open.conversation.private.since, app.work.open.conversation.log.text
    after = marked(before, index, mark, words)
    app.work.open.told_of.setdefault(index, []).extend((before[index], after[index]))
    app.work.open.prepare(since=after)
    if app.work.open.conversation.log.text == log:  # else it was made anew, and holds the mark
        _write(app, line_of(before[index]), line_of(after[index]))
    refresh(app)


def follow_the_log(app: Preparing) -> None:
    """After undo or redo in the log: what was kept of a mark goes and comes with its line."""
    session = app.work.open
    lines, since = _log(app), session.conversation.private.since
    told = as_told(since, session.told_of, partial(follow_up_log.says, lines))
    if told != since:
        session.change(since=told)


def _write(app: Preparing, old: str, new: str) -> None:
    """Let the log say it: on the screen where it is shown, else in its text."""
    text = app.work.open.conversation.log.text
    edit = follow_up_log.put(text.split("\n"), old, new)
    if edit is None:
        return
    if app.pane:
        app.pane.change(*edit)
    else:
        app.work.open.write(follow_up_log.applied(text, edit))


def show_scores(app: Preparing) -> None:
    """The stock clip's codes, scored by both."""
    if app.work.session and not app.sharing:
        app.push_screen(ScoresScreen(board(app.work.open)))


def board(session: Session) -> Board:
    """What the screen of the scores shows; the master scores only once they were revealed."""
    half = session.conversation.private
    stock = half.plan.stock_clip
    rows = compared(half.scores, stock, revealed=half.revealed)
    clashes = (inconsistent(given) for given in (half.scores.teacher, half.scores.coach))
    differ = any(row.apart for row in rows)
    return Board(
        title=stock.title if stock else "",
        teacher=session.conversation.log.header.teacher,
        rows=rows,
        revealed=half.revealed,
        has_masters=bool(stock and stock.master_scores),
        open=may_reveal(half.scores, [row.code for row in rows]),
        wrong=next((words for words in clashes if words), ""),
        questions=stock.questions if stock and differ else (),
    )


def refresh(app: Preparing) -> None:
    """Let the screens of the scores and of last time's steps show what is so now.

    Words that are left as the app ends are kept, too: then there is no screen any more.
    """
    for screen in app.screen_stack[-1:]:
        if isinstance(screen, ScoresScreen):
            screen.board = board(app.work.open)
        elif isinstance(screen, SinceScreen):
            screen.since = app.work.open.conversation.private.since
    plan_content.refresh(app)


def score(app: Preparing, who: str, code: str, by: int | None) -> None:
    """Turn a score on from what it is now, or take it away."""
    row = next(row for row in board(app.work.open).rows if row.code == code)
    point = "" if by is None else turned(row, getattr(row, who), by)
    app.work.open.change(
        scores=set_score(app.work.open.conversation.private.scores, who, code, point)
    )
    refresh(app)


def promote_score(app: Preparing, code: str) -> None:
    """Show what of a score becomes public, to be edited, before it does."""
    from mqi_tui.ui.dialogs.promote import Promote

    row = next(row for row in board(app.work.open).rows if row.code == code)
    begins = agreed_on(code)
    before = stock_log.standing(_log(app), begins)

    def answered(line: str | None) -> None:
        edit = stock_log.put(_log(app), begins, line) if line else None
        if edit and app.pane:
            app.pane.change(*edit)
            drafting.forget(app, "score", code)
        elif not line:
            drafting.say_kept(app, "score", code)

    instead = before.removeprefix(f"- {code}: ")
    draft = drafting.draft(app, "score", code)
    app.ask(Promote(log_line(row, before), stock_log.STOCK_CLIP, instead, draft), answered)


def _log(app: Preparing) -> list[str]:
    return app.work.open.conversation.log.text.split("\n")
