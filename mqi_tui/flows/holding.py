"""What takes a question and an answer: starting, ending, leaving, notes into the log, the date."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from mqi_tui import shelf
from mqi_tui.flows import asking, drafting
from mqi_tui.private import moves
from mqi_tui.private import notes as note_rules
from mqi_tui.store.errors import StoreError

if TYPE_CHECKING:
    from mqi_tui.screens.notes import NotesScreen
    from mqi_tui.showing import Purpose, Showing
    from mqi_tui.sitting import Sitting

FLUSH_WAIT = 2.0
"""Seconds that a disk has to answer before somebody is told that something is not saved."""


def start(app: Showing) -> None:
    """Start; ask which end holds, where it is neither the time agreed on nor far from it.

    Days before that time it is asked whether to start at all.
    """
    session, now = app.open, app.now()
    when = shelf.utc(session.conversation.private.plan.when)
    if when is not None and moves.is_early(when, now) and not app.sharing:
        _start_early(app, session.conversation.private.plan.when)
        return
    if app.sharing or when is None or not moves.asks_how_to_start(when, now):
        app.move(moves.start)
        return

    def answered(answer: str | None) -> None:
        if answer:
            kept = moves.kept_end(session.outline, when, app.now())
            app.move(partial(moves.start, until_end=kept if answer == "keep" else 0))

    app.ask(asking.late_start(when, now, session.outline.total), answered)


def _start_early(app: Showing, when: str) -> None:
    def answered(answer: str | None) -> None:
        if answer:
            app.move(moves.start)

    app.ask(asking.early_start(when, app.open.wall()), answered)


def end(app: Showing) -> None:
    async def answered(answer: str | None) -> None:
        if answer == "end" and app.move(moves.end):
            app.open.keep_draft()
            await app.show_recap()

    app.ask(asking.end(), answered)


async def leave(app: Showing) -> None:
    """Quit; asked while a conversation runs, or while something is not saved."""
    from mqi_tui.flows import recapping

    async def lose(answer: str | None) -> None:
        if answer:
            await app.close()
            app.exit()

    async def go(answer: str | None) -> None:
        if answer and await is_saved(app):
            await lose(answer)
        elif answer:
            app.ask(asking.quit_unsaved(_why_unsaved(app)), lose)

    running = [clock for one in app.sessions if (clock := one.clock()).running]
    if app.sample and app.sample.session.clock().started:
        app.ask(asking.leave_sample(), lose)
    elif recapping.is_shown(app) and await is_saved(app):
        recapping.leave(app, "quit")
    elif running and await is_saved(app):
        app.ask(asking.quit_running(paused=all(one.paused for one in running)), go)
    else:
        await go("quit")


def go_home(app: Showing) -> None:
    """To all conversations. What runs goes on; the sample, which is not kept, is left for good."""

    async def answered(answer: str | None) -> None:
        if answer:
            await app.show_home()

    if app.sample and app.sample.session.clock().started:
        app.ask(asking.leave_sample(), answered)
    else:
        app.call_later(app.show_home)


async def is_saved(app: Showing) -> bool:
    """Whether all that was written is on the disk, now: asked again after every answer."""
    for session in app.sessions:
        durable = await asyncio.to_thread(session.keeper.flush, FLUSH_WAIT)
        if not durable or session.keeper.status.word == "NOT SAVED":
            return False
    return True


def _why_unsaved(app: Showing) -> str:
    reasons = (one.keeper.status.reason for one in app.sessions)
    return next(filter(None, reasons), "the disk does not answer")


def gap(app: Sitting, missed: Mapping[int, int]) -> None:
    """Nobody was here for so many ms (`missed`: by step): ask whether that counts."""

    def answered(answer: str | None) -> None:
        app.move(partial(moves.away, counted=answer != "leave"), missed)

    app.ask(asking.gap(missed), answered)


async def open_beside(app: Showing, id_: str, to: Purpose = "") -> None:
    """Open a conversation; while another one runs, ask which."""
    running = await asyncio.to_thread(shelf.running, app.library)
    if running is None or running.id == id_:
        await app.open_conversation(id_, to)
        return

    async def answered(answer: str | None) -> None:
        if answer == "end" and not await _end_other(app, running.id):
            return
        purposes = {"end": (id_, to), "prepare": (id_, "prepare"), "continue": (running.id, "")}
        if answer:
            await app.open_conversation(*purposes[answer])

    entries = await asyncio.to_thread(app.library.remembered)
    other = next((entry.teacher for entry in entries if entry.id == id_), "the other")
    app.ask(asking.other_running(running.teacher, other), answered)


async def _end_other(app: Showing, id_: str) -> bool:
    """End the conversation that runs, on the screen or not; whether that was possible."""
    if app.windows and app.windows.id == id_:
        app.windows.session.move(moves.end)
        return True
    try:
        await asyncio.to_thread(shelf.end, app.library, id_, app.now)
    except StoreError as error:
        app.complain(error)
        return False
    return True


def change_note(app: Showing, event: NotesScreen.Changed) -> None:
    """Edit, delete, bring back or promote a note."""
    match event.what:
        case "edit":
            app.open.change_notes(note_rules.edit, event.note.id, event.line)
        case "delete":
            app.open.change_notes(note_rules.delete, event.note.id)
        case "bring back":
            app.open.change_notes(note_rules.bring_back, event.note.id)
        case "promote":
            promote(app, event.note)
    app.refresh_values()


def promote(app: Showing, note: note_rules.Note) -> None:
    """Show exactly what becomes public, to be edited, before it does."""
    from mqi_tui.screens.promote import Promote

    line, heading = app.open.promotion(note)
    draft = drafting.draft(app, "promote", str(note.id))
    screen = Promote(line, heading, draft=draft, others=app.open.sections)

    def answered(line: str | None) -> None:
        if line and app.pane:
            app.pane.insert(line, screen.heading, app.open.headings)
            app.open.change_notes(note_rules.mark_promoted, note.id)
            drafting.forget(app, "promote", str(note.id))
            app.refresh_values()
        else:
            drafting.say_kept(app, "promote", str(note.id))

    app.ask(screen, answered)


def next_date(app: Showing) -> None:
    """Choose the next date, keep it, and write it into the log."""
    from mqi_tui.flows import recapping

    session = app.open

    def answered(when: str | None) -> None:
        if when:
            drafting.forget(app, "next date")
            session.schedule(when)
            app.refresh_values()
            recapping.refresh(app)
        else:
            drafting.drop(app, "next date")

    when, draft = session.conversation.private.plan.when, drafting.draft(app, "next date")
    app.ask(asking.next_date(when, session.wall(), draft), answered)


def reveal(app: Showing, then: Callable[[], None] = lambda: None) -> None:
    """Reveal the master scores, after a question. `then`: what is to follow."""

    def answered(answer: str | None) -> None:
        if answer:
            app.open.reveal()
            app.refresh_values()
            then()

    app.ask(asking.reveal(), answered)
