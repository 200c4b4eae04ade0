"""What is settled beside the log, and what of it the log says: marks, scores, notes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mqi_tui.domain import rubric
from mqi_tui.domain.private import notes as note_rules
from mqi_tui.domain.private.follow_up import Mark, as_told, line_of, marked
from mqi_tui.domain.private.score_board import Board, board
from mqi_tui.domain.private.scores import agreed_on, log_line, set_score, turned
from mqi_tui.domain.shared import follow_up_log, stock_log
from mqi_tui.domain.shared.log import label_above
from mqi_tui.domain.shared.standing import stands

if TYPE_CHECKING:
    from mqi_tui.domain.conversation import Conversation
    from mqi_tui.services.session import Session

Edit = tuple[tuple[int, int], tuple[int, int], str]
"""From and to which row and column of the log another text comes, and that text."""


def mark(session: Session, index: int, mark: Mark, words: str) -> Edit | None:
    """Mark a step of last time; what is to be changed in today's log for it."""
    before, log = session.conversation.private.since, session.conversation.log.text
    after = marked(before, index, mark, words)
    session.told_of.setdefault(index, []).extend((before[index], after[index]))
    session.prepare(since=after)
    if session.conversation.log.text != log:  # it was made anew, and holds the mark
        return None
    return follow_up_log.put(_log(session), line_of(before[index]), line_of(after[index]))


def apply(session: Session, edit: Edit) -> None:
    """Change the log where no editor shows it."""
    session.write(follow_up_log.applied(session.conversation.log.text, edit))


def follow_the_log(session: Session) -> None:
    """After undo or redo in the log: what was kept of a mark goes and comes with its line, and so
    does a note.
    """
    lines, since = _log(session), session.conversation.private.since
    told = as_told(since, session.told_of, partial(follow_up_log.says, lines))
    if told != since:
        session.change(since=told)
    notes_follow(session)


def notes_follow(session: Session) -> None:
    """A note is in the log for as long as its line stands there, whoever takes it out or brings it
    back, by whatever key; `standing.stands` has the rule. A log that is as it was is not looked at.
    """
    text, notes = session.conversation.log.text, session.conversation.private.notes
    if session.followed is text or not any(note.line for note in notes):
        return
    session.followed = text
    told = note_rules.as_told(notes, partial(stands, _log(session)))
    if told != notes:
        session.change(notes=told)


def scores(of: Conversation) -> Board:
    """How the stock clip is scored."""
    return board(of.private, of.log.header.teacher)


def score(session: Session, who: str, code: str, by: int | None) -> None:
    """Turn a score on from what it is now, or take it away."""
    row = scores(session.conversation).row(code)
    point = "" if by is None else turned(row, getattr(row, who), by)
    session.change(scores=set_score(session.conversation.private.scores, who, code, point))


def give(session: Session, who: str, code: str, typed: str) -> str:
    """Give the score that is meant by a digit; empty, or why there is none such."""
    points = scores(session.conversation).row(code).points
    point = rubric.meant(points, typed)
    if not point:
        return f"{typed} is no score of {code}: there are {', '.join(points)}"
    session.change(scores=set_score(session.conversation.private.scores, who, code, point))
    return ""


def agreed(session: Session, code: str) -> tuple[str, str, str]:
    """The line on a code that would become public, its section of the log, what gives way to it."""
    before = stock_log.standing(_log(session), agreed_on(code))
    line = log_line(scores(session.conversation).row(code), before)
    return line, stock_log.STOCK_CLIP, before.removeprefix(f"- {code}: ")


def agree(session: Session, code: str, line: str) -> Edit | None:
    """What is to be changed in the log so that it says `line` on a code."""
    return stock_log.put(_log(session), agreed_on(code), line)


def label_for(session: Session, code: str, _section: str, line: str) -> str:
    """The label in the log that `line` on a code would stand below, in words; empty, below none."""
    edit = agree(session, code, line)
    return label_above(_log(session), edit[0]) if edit else ""


def _log(session: Session) -> list[str]:
    return session.conversation.log.text.split("\n")
