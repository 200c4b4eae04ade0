"""After the hour: what the recap shows, and what is still to be done there."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from mqi_tui import exporting, shelf
from mqi_tui.dates import in_words
from mqi_tui.exports import FILES
from mqi_tui.flows import asking, holding, sending, turning_back
from mqi_tui.keys import named
from mqi_tui.private import closing, notes, pace, recap
from mqi_tui.private.events import MINUTE
from mqi_tui.private.pace_plot import plot
from mqi_tui.private.plan import Question, prompts_for
from mqi_tui.private.scores import compared
from mqi_tui.screens.reader import ReaderScreen
from mqi_tui.screens.recap import RecapScreen
from mqi_tui.shared.actions import action_steps
from mqi_tui.shared.log import ACTION_PLAN

if TYPE_CHECKING:
    from mqi_tui.conversation import Conversation
    from mqi_tui.session import Session
    from mqi_tui.showing import Showing
    from mqi_tui.store.library import Library
    from mqi_tui.widgets.titled_lines import Make

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
    half, text = session.conversation.private, session.conversation.log.text
    taken, told = notes.shown(half.notes), list(_scores(session))
    go = named("go", session.keymap)
    found = {
        "Time": recap.lines(recap.recap(session.clock()), width),
        "Pace": _pace(session, width),
        "Action plan": [step.line for step in action_steps(text)] or ["no action steps yet"],
        "Scores · PRIVATE": told,
        f"My notes · PRIVATE · {len(taken)}": [notes.in_a_list(note) for note in taken] or ["none"],
        "Next conversation": [in_words(half.next_when) or f"no date yet: in the log, {go} d"],
        FILES_BLOCK: list(_files(session, path, exports)),
    }
    return {title: lines for title, lines in found.items() if lines}


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


def _files(session: Session, path: str, exports: str) -> Iterator[str]:
    if not path:
        yield "Nothing of the sample is kept."
        return
    if exports:
        yield f"what you send: {exports}"
    else:
        yield f"to send it: Export the log, or mqi export {session.conversation.id} --all"
    yield f"the log: {path}"
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
    who, make = app.about[0] if app.about else "", await _make(app, session)
    await app.put_in_place(RecapScreen(who, todos(session), make))


async def _make(app: Showing, session: Session) -> Make:
    """The blocks for any window; where the files lie is looked up on disk."""
    path, exports = "", ""
    if not app.sample:
        path, exports = await asyncio.to_thread(_places, app.library, session.conversation)
    return partial(blocks, session, path, exports)


def _places(library: Library, of: Conversation) -> tuple[str, str]:
    """Where the log lies, and what was exported of it."""
    folder = exporting.folder_of(library, of)
    there = any((folder / name).exists() for name in FILES)
    return shelf.path(library, of.id), str(folder) if there else ""


def is_shown(app: Showing) -> bool:
    """Whether the recap is what the coach sees."""
    return isinstance(app.screen, RecapScreen)


def refresh(app: Showing, look_at: str = "") -> None:
    """Let the recap show what is still to be done now, and where things are.

    `look_at`: the title of the block that comes into view.
    """
    if app.session and (screen := sending.recap(app)):
        screen.todos = todos(app.session)
        app.run_worker(_look_again(app, app.session, screen, look_at), exit_on_error=False)


async def _look_again(app: Showing, session: Session, screen: RecapScreen, look_at: str) -> None:
    screen.show(await _make(app, session), look_at)


async def want(app: Showing, what: str) -> None:
    """What the recap wants: something to be settled, or to go on from here."""
    if what in ("home", "plan"):
        leave(app, what)
    elif what == "older":
        await turning_back.show(app)
    elif what == "thread":
        await _thread(app)
    elif what == "date":
        holding.next_date(app)
    elif what == "log":
        _where_is_the_log(app)
    elif what == "export":
        sending.export(app)
    elif what == "message":
        await sending.copy(app)
    elif what == "asked":
        lines = [f"☐ {question.text}" for question in unasked(app.open)]
        app.push_screen(ReaderScreen("Not asked · PRIVATE", "\n".join(lines)))
    else:
        await _to_the_hour(app, what)


async def _thread(app: Showing) -> None:
    from mqi_tui.flows import threads

    if app.sample:
        sending.tell(app, "The sample has one conversation: there is no thread yet")
    else:
        await asyncio.to_thread(app.open.keeper.flush, 2)
        await threads.show(app, app.open.conversation.id)


def _where_is_the_log(app: Showing) -> None:
    """Export it, or note that it is on the platform or with the teacher, or that it is neither."""
    session, half = app.open, app.open.conversation.private

    def answered(answer: str | None) -> None:
        if answer == "export":
            sending.export(app)
        elif answer:
            session.change(**closing.marked(half, answer))
            refresh(app)

    gone = [name for name in closing.WAYS if closing.is_gone(half) and getattr(half, name)]
    app.ask(asking.the_log(exported=half.exported, gone=gone, outdated=half.outdated), answered)


async def _to_the_hour(app: Showing, what: str) -> None:
    """To the log, to its action plan, or to the notes."""
    await app.show_live()
    if what == "notes" and app.live:
        await app.run_action("app.notes")
    elif app.pane:
        heading = ACTION_PLAN if what == "steps" else app.open.section()
        app.pane.enter_section(heading, app.open.headings)


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
