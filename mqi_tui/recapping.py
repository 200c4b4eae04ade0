"""After the hour: what the recap shows, and what is still to be done there."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from mqi_tui import asking, flows, shelf
from mqi_tui.keys import named
from mqi_tui.private import closing, notes, pace, recap
from mqi_tui.private.events import MINUTE
from mqi_tui.private.pace_plot import plot
from mqi_tui.private.plan import Question, prompts_for
from mqi_tui.private.scores import compared
from mqi_tui.screens.reader import ReaderScreen
from mqi_tui.screens.recap import RecapScreen
from mqi_tui.shared.log import ACTION_PLAN, action_steps

if TYPE_CHECKING:
    from mqi_tui.session import Session
    from mqi_tui.showing import Showing

Blocks = dict[str, list[str]]


def blocks(session: Session, path: str, width: int) -> Blocks:
    """What the recap shows: title to lines.

    Args:
        session: of a conversation that was held.
        path: where the log lies; empty, it is not kept.
        width: columns.
    """
    half, text = session.conversation.private, session.conversation.log.text
    taken, told = notes.shown(half.notes), list(_scores(session))
    go = named("go", session.keymap)
    found = {
        "Time": recap.lines(recap.recap(session.clock()), width),
        "Pace": _pace(session, width),
        "Action plan": [step.line for step in action_steps(text)] or ["no action steps yet"],
        "Scores · PRIVATE": told,
        f"My notes · PRIVATE · {len(taken)}": [_note(note) for note in taken] or ["none"],
        "Next conversation": [half.next_when or f"no date yet: in the log, {go} d"],
        "Files": list(_files(session, path)),
    }
    return {title: lines for title, lines in found.items() if lines}


def _note(note: notes.Note) -> str:
    return f"step {note.step:>2}  {notes.MARKS[note.kind]} {note.text}"


def _pace(session: Session, width: int) -> list[str]:
    lines = plot(pace.pace(session.outline, session.events), width)
    paid = pace.payments(session.outline, session.events)
    return [*lines, *(f"paid at {one.at // MINUTE} min: {one.words}" for one in paid)]


def _scores(session: Session) -> Iterator[str]:
    half = session.conversation.private
    for row in compared(half.scores, half.plan.stock_clip, revealed=half.revealed):
        said = {"teacher": row.teacher, "coach": row.coach, "master": row.master}
        parts = [f"{who} {score}" for who, score in said.items() if score]
        if row.agreed:
            parts.append(f"agreed on {row.agreed}")
        if parts:
            yield f"{row.code}: {' · '.join(parts)}"


def _files(session: Session, path: str) -> Iterator[str]:
    if not path:
        yield "Nothing of the sample is kept."
        return
    yield f"the log: {path}"
    yield f"to send it: mqi export {session.conversation.id} --all"
    yield "Quick notes stay in the private file beside it."


def todos(session: Session) -> tuple[closing.Todo, ...]:
    """What is still to be done, and what is done."""
    half, text = session.conversation.private, session.conversation.log.text
    steps = [closing.Step(bool(step.who), bool(step.by)) for step in action_steps(text)]
    return closing.todos(half, steps, unasked(session))


def unasked(session: Session) -> tuple[Question, ...]:
    """The questions of the steps that were held, which nobody ticked as asked."""
    half, visited = session.conversation.private, session.clock().visited
    held = [session.outline.step(number) for number in sorted(set(visited))]
    questions = [one for step in held for one in prompts_for(half.plan, step).questions]
    return tuple(one for one in questions if one.key not in half.asked)


async def show(app: Showing) -> None:
    """The recap of the open conversation, in place of what is shown."""
    session = app.open
    await asyncio.to_thread(session.keeper.flush, 2)
    where = partial(shelf.path, app.library, session.conversation.id)
    path = "" if app.sample else await asyncio.to_thread(where)
    who = app.about[0] if app.about else ""
    made = blocks(session, path, app.size.width - 4)
    await app.put_in_place(RecapScreen(who, todos(session), made))


def is_shown(app: Showing) -> bool:
    """Whether the recap is what the coach sees."""
    return isinstance(app.screen, RecapScreen)


def refresh(app: Showing) -> None:
    """Let the recap show what is still to be done now."""
    if app.session and isinstance(app.screen, RecapScreen):
        app.screen.todos = todos(app.session)


async def want(app: Showing, what: str) -> None:
    """What the recap wants: something to be settled, or to go on from here."""
    if what in ("home", "plan"):
        leave(app, what)
    elif what == "date":
        flows.next_date(app)
    elif what == "log":
        app.open.change(uploaded=not app.open.conversation.private.uploaded)
        refresh(app)
    elif what == "asked":
        lines = [f"☐ {question.text}" for question in unasked(app.open)]
        app.push_screen(ReaderScreen("Not asked · PRIVATE", "\n".join(lines)))
    else:
        await _to_the_hour(app, what)


async def _to_the_hour(app: Showing, what: str) -> None:
    """To the log, to its action plan, or to the notes."""
    await app.show_live()
    if what == "notes" and app.live:
        await app.run_action("app.notes")
    elif app.pane:
        app.pane.enter_section(ACTION_PLAN if what == "steps" else "")


def leave(app: Showing, to: str) -> None:
    """Leave for home, to plan the next one, or quit; what is open is told once before."""
    session = app.open
    waiting = {todo.key: f"☐ {todo.words}" for todo in todos(session) if not todo.done}
    if not waiting or app.sample or session.conversation.private.closed_out:
        app.call_later(_go, app, to)
        return

    async def answered(answer: str | None) -> None:
        if answer == "later":
            await _go(app, to)
        elif answer:
            await want(app, answer)

    session.change(closed_out=True)
    app.ask(asking.before_leaving(waiting), answered)


async def _go(app: Showing, to: str) -> None:
    if to == "quit":
        await app.close()
        app.exit()
        return
    teacher = app.open.conversation.log.header.teacher
    await app.show_home()
    if to == "plan":
        app.plan_next(teacher)
