"""What is done from the recap: what is still open there, and where to go on from it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from mqi_tui.domain.private import closing
from mqi_tui.domain.shared.log import ACTION_PLAN
from mqi_tui.ui.flows import asking, export_flow, holding, log_history, teacher_history
from mqi_tui.ui.flows.recap_content import refresh, todos, unasked
from mqi_tui.ui.screens.reader import ReaderScreen

if TYPE_CHECKING:
    from mqi_tui.ui.showing import Showing


async def want(app: Showing, what: str) -> None:
    """What the recap wants: something to be settled, or to go on from here."""
    if what in ("home", "plan"):
        leave(app, what)
    elif what == "older":
        await log_history.show(app)
    elif what == "thread":
        await _thread(app)
    elif what == "date":
        holding.next_date(app)
    elif what == "log":
        _where_is_the_log(app)
    elif what == "export":
        export_flow.export(app)
    elif what == "message":
        await export_flow.copy(app)
    elif what == "asked":
        lines = [f"☐ {question.text}" for question in unasked(app.work.open)]
        app.push_screen(ReaderScreen("Not asked · PRIVATE", "\n".join(lines)))
    else:
        await _to_the_hour(app, what)


async def _thread(app: Showing) -> None:
    if app.work.sample:
        export_flow.tell(app, "The sample has one conversation: there is no thread yet")
    else:
        await asyncio.to_thread(app.work.open.keeper.flush, 2)
        await teacher_history.show(app, app.work.open.conversation.id)


def _where_is_the_log(app: Showing) -> None:
    """Export it, or note that it is on the platform or with the teacher, or that it is neither."""
    session, half = app.work.open, app.work.open.conversation.private

    def answered(answer: str | None) -> None:
        if answer == "export":
            export_flow.export(app)
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
        heading = ACTION_PLAN if what == "steps" else app.work.open.section()
        app.pane.enter_section(heading, app.work.open.headings)


def leave(app: Showing, to: str) -> None:
    """Leave for home, to plan the next one, or quit; what is open is told once before."""
    session = app.work.open
    waiting = {todo.key: f"☐ {todo.words}" for todo in todos(session) if not todo.done}
    if not waiting or app.work.sample or session.conversation.private.closed_out:
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
    teacher = app.work.open.conversation.log.header.teacher
    await app.show_home()
    if to == "plan":
        app.plan_next(teacher)
