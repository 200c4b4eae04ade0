"""What the recap shows: how the hour went, what is still to be done, and where things lie."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from mqi_tui.domain.private import closing, notes, pace, recap
from mqi_tui.domain.private.events import MINUTE
from mqi_tui.domain.private.pace_plot import plot
from mqi_tui.domain.private.plan import Question, prompts_for
from mqi_tui.domain.private.scores import compared
from mqi_tui.domain.shared.action_steps import elsewhere, steps_of
from mqi_tui.exports import FILES
from mqi_tui.services import conversations, deadlines, export_writer, own_files, sample, to_do
from mqi_tui.text.clean import listed
from mqi_tui.text.dates import in_words

if TYPE_CHECKING:
    from mqi_tui.domain.conversation import Conversation
    from mqi_tui.domain.shared.log import Log
    from mqi_tui.services.session import Session
    from mqi_tui.services.workspace import Workspace
    from mqi_tui.store.library import Library

Blocks = dict[str, list[str]]


FILES_BLOCK = "Files"


def blocks(session: Session, path: str, exports: str, width: int) -> Blocks:
    """What the recap shows: title to lines.

    Args:
        session: of a conversation that was held.
        path: where the log lies; empty, it is not kept.
        exports: the folder with what was exported of it; empty, nothing was.
        width: columns.
    """
    half = session.conversation.private
    taken, told = notes.shown(half.notes), list(_scores(session))
    waiting = unasked(session)
    asks, points = (  # what waits to be asked, and to be brought up
        [one.text for one in waiting if one.is_point is is_point] for is_point in (False, True)
    )
    found = {
        "Time": recap.lines(recap.recap(session.clock()), width),
        "Pace": _pace(session, width),
        "Action plan": list(_steps(session.conversation.log)),
        "Scores · PRIVATE": told,
        f"My notes · PRIVATE · {len(taken)}": [notes.in_a_list(note) for note in taken] or ["none"],
        f"Not asked · PRIVATE · {len(asks)}": asks,
        f"Not brought up · PRIVATE · {len(points)}": points,
        "Next conversation": [in_words(half.next_when) or "no date yet: set it under “To do now”"],
        FILES_BLOCK: list(_files(session, path, exports)),
    }
    return {title: lines for title, lines in found.items() if lines}


def _steps(log: Log) -> Iterator[str]:
    steps = steps_of(log)
    yield from (step.line for step in steps)
    if not steps:
        yield "no action steps yet"
    if told := elsewhere(log.text):
        yield told


def _pace(session: Session, width: int) -> list[str]:
    lines = plot(pace.pace(session.outline, session.events), width)
    paid = pace.payments(session.outline, session.events)
    verbs = {False: "paid at", True: "at"}
    return [*lines, *(f"{verbs[one.again]} {one.at // MINUTE} min: {one.words}" for one in paid)]


def _scores(session: Session) -> Iterator[str]:
    half = session.conversation.private
    for row in compared(half.scores, half.plan.stock_clip, revealed=half.revealed):
        said = {"teacher": row.teacher, "coach": row.coach, "master": row.master}
        parts = [f"{who} {score}" for who, score in said.items() if score]
        if row.agreed:
            parts.append(f"agreed on {row.agreed}")
        if parts:
            yield f"{row.code}: {' · '.join(parts)}"


def _files(session: Session, path: str, exports: str) -> Iterator[str]:
    if not path:
        yield sample.NOTHING_KEPT
        return
    if exports:
        yield f"what you send: {exports}"
    else:
        yield f"to send it: Export the log, or mqi export {session.conversation.id} --all"
    yield f"the log: {path}"
    yield "Quick notes stay in the private file beside it."
    yield f"as a file for you, PRIVATE: {own_files.to_write_notes(session.conversation.id)}"


def todos(session: Session) -> tuple[closing.Todo, ...]:
    """What is still to be done, and what is done."""
    return to_do.todos(session.conversation, deadlines.proposal(session))


def still_here(work: Workspace) -> tuple[closing.Todo, ...]:
    """Who and what still has the log open, whatever the clock says: guests, a second window."""
    if (shared := work.shared_here) is None:
        return ()
    found = []
    if names := shared.names():
        have = "has" if len(names) == 1 else "have"
        words = f"{listed(names)} still {have} the log open, until you end it or leave mqi"
        found.append(closing.Todo("guests", words))
    if shared.unused:
        found.append(
            closing.Todo("links", f"{shared.unused}: open until you end that or leave mqi")
        )
    if shared.has_window:
        words = "your second window still shows the log, until you end it or leave mqi"
        found.append(closing.Todo("window", words))
    return tuple(found)


def unasked(session: Session) -> tuple[Question, ...]:
    """The questions and points of the steps that were held, which nobody ticked."""
    half, visited = session.conversation.private, session.clock().visited
    held = [session.outline.step(number) for number in sorted(set(visited))]
    questions = [one for step in held for one in prompts_for(half.plan, step).questions]
    return tuple(one for one in questions if one.key not in half.asked)


async def making(work: Workspace) -> Callable[[int], Blocks]:
    """The blocks of the open conversation for any width; where files lie is looked up on disk."""
    session, path, exports = work.open, "", ""
    if not work.sample:
        path, exports = await asyncio.to_thread(_places, work.library, session.conversation)
    return partial(blocks, session, path, exports)


def _places(library: Library, of: Conversation) -> tuple[str, str]:
    """Where the log lies, and what was exported of it."""
    folder = export_writer.folder_of(library, of)
    there = any((folder / name).exists() for name in FILES)
    return conversations.path(library, of.id), str(folder) if there else ""
