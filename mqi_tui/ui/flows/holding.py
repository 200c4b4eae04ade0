"""What takes a question and an answer: starting, ending, leaving, notes into the log, the date."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from mqi_tui.domain.private import clock_actions
from mqi_tui.domain.private import notes as note_rules
from mqi_tui.services import conversations
from mqi_tui.store.errors import StoreError
from mqi_tui.ui.flows import asking, drafting, recap_content

if TYPE_CHECKING:
    from mqi_tui.ui.screens.notes import NotesScreen
    from mqi_tui.ui.showing import Purpose, Showing
    from mqi_tui.ui.sitting import Sitting


def start(app: Showing) -> None:
    """Start; ask which end holds, where it is neither the time agreed on nor far from it.

    Days before that time it is asked whether to start at all.
    """
    session, now = app.work.open, app.work.now()
    when = conversations.utc(session.conversation.private.plan.when)
    if when is not None and clock_actions.is_early(when, now) and not app.sharing:
        _start_early(app, session.conversation.private.plan.when)
        return
    if app.sharing or when is None or not clock_actions.asks_how_to_start(when, now):
        app.move(clock_actions.start)
        return

    def answered(answer: str | None) -> None:
        if answer:
            kept = clock_actions.kept_end(session.outline, when, app.work.now())
            app.move(partial(clock_actions.start, until_end=kept if answer == "keep" else 0))

    app.ask(asking.late_start(when, now, session.outline.total), answered)


def _start_early(app: Showing, when: str) -> None:
    def answered(answer: str | None) -> None:
        if answer:
            app.move(clock_actions.start)

    app.ask(asking.early_start(when, app.work.open.wall()), answered)


def end(app: Showing) -> None:
    async def answered(answer: str | None) -> None:
        if answer == "end" and app.move(clock_actions.end):
            app.work.open.keep_draft()
            await app.show_recap()

    app.ask(asking.end(), answered)


def gap(app: Sitting, missed: Mapping[int, int]) -> None:
    """Nobody was here for so many ms (`missed`: by step): ask whether that counts."""

    def answered(answer: str | None) -> None:
        app.move(partial(clock_actions.away, counted=answer != "leave"), missed)

    app.ask(asking.gap(missed), answered)


async def open_beside(app: Showing, id_: str, to: Purpose = "") -> None:
    """Open a conversation; while another one runs, ask which."""
    running = await asyncio.to_thread(conversations.running, app.work.library)
    if running is None or running.id == id_:
        await app.open_conversation(id_, to)
        return

    async def answered(answer: str | None) -> None:
        if answer == "end" and not await _end_other(app, running.id):
            return
        purposes = {"end": (id_, to), "prepare": (id_, "prepare"), "continue": (running.id, "")}
        if answer:
            await app.open_conversation(*purposes[answer])

    entries = await asyncio.to_thread(app.work.library.remembered)
    other = next((entry.teacher for entry in entries if entry.id == id_), "the other")
    app.ask(asking.other_running(running.teacher, other), answered)


async def _end_other(app: Showing, id_: str) -> bool:
    """End the conversation that runs, on the screen or not; whether that was possible."""
    if app.work.windows and app.work.windows.id == id_:
        app.work.windows.session.move(clock_actions.end)
        return True
    try:
        await asyncio.to_thread(conversations.end, app.work.library, id_, app.work.now)
    except StoreError as error:
        app.complain(error)
        return False
    return True


def change_note(app: Showing, event: NotesScreen.Changed) -> None:
    """Edit, delete, bring back or promote a note."""
    match event.what:
        case "edit":
            app.work.open.change_notes(note_rules.edit, event.note.id, event.line)
        case "delete":
            app.work.open.change_notes(note_rules.delete, event.note.id)
        case "bring back":
            app.work.open.change_notes(note_rules.bring_back, event.note.id)
        case "promote":
            promote(app, event.note)


def promote(app: Showing, note: note_rules.Note) -> None:
    """Show exactly what becomes public, to be edited, before it does."""
    from mqi_tui.ui.dialogs.promote import Promote

    line, heading = app.work.open.promotion(note)
    draft = drafting.draft(app, "promote", str(note.id))
    screen = Promote(line, heading, draft=draft, others=app.work.open.sections)

    def answered(line: str | None) -> None:
        if line and app.pane:
            app.pane.insert(line, screen.heading, app.work.open.headings)
            app.work.open.change_notes(note_rules.mark_promoted, note.id)
            drafting.forget(app, "promote", str(note.id))
        else:
            drafting.say_kept(app, "promote", str(note.id))

    app.ask(screen, answered)


def next_date(app: Showing) -> None:
    """Choose the next date, keep it, and write it into the log."""
    session = app.work.open

    def answered(when: str | None) -> None:
        if when:
            drafting.forget(app, "next date")
            session.schedule(when)
            recap_content.refresh(app)
        else:
            drafting.drop(app, "next date")

    when, draft = session.conversation.private.plan.when, drafting.draft(app, "next date")
    app.ask(asking.next_date(when, session.wall(), draft), answered)


def reveal(app: Showing, then: Callable[[], None] = lambda: None) -> None:
    """Reveal the master scores, after a question. `then`: what is to follow."""

    def answered(answer: str | None) -> None:
        if answer:
            app.work.open.reveal()
            then()

    app.ask(asking.reveal(), answered)
