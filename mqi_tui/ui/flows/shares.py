"""Whose log other windows show: one conversation's, until the coach ends that or names another."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from mqi_tui.services import conversations
from mqi_tui.services.errors import StoreError
from mqi_tui.ui.dialogs import questions
from mqi_tui.ui.once import is_of_the_hour

if TYPE_CHECKING:
    from mqi_tui.services.session import Session
    from mqi_tui.store.share_state import Asked
    from mqi_tui.ui.app import MqiApp
    from mqi_tui.ui.once import Doing

FLUSH_WAIT = 2.0
"""Seconds that the disk has, before what was noted beside the log is kept on."""
GROUP = "shares"


def look(app: MqiApp) -> None:
    """Once a second: whether a window asks for a log, and for which."""
    assert app.work.meeting
    asked = app.work.meeting.asked()
    if shared := app.work.windows:
        shared.look()
        base = app.going.base
        if not (base and base.is_telling) and (news := shared.news()):  # what was deleted stays
            app.tell(news)
    if reason := app.work.meeting.refused():
        _say(app, f"What was noted of the shared log cannot be read ({reason}): it begins anew")
    app.work.no_more &= {one.id for one in asked}
    if asked and not _is_busy(app):
        app.run_worker(_answer(app, asked), group=GROUP, exit_on_error=False)


def _say(app: MqiApp, words: str) -> None:
    if is_of_the_hour(app.screen) and not app.sharing:
        app.tell(words)
    else:
        app.notify(words, severity="warning", markup=False)


def _is_busy(app: MqiApp) -> bool:
    return any(worker.group == GROUP and not worker.is_finished for worker in app.workers)


async def _answer(app: MqiApp, asked: list[Asked]) -> None:
    if app.work.windows is None:
        await _begin(app, asked)
    for one in asked:
        if (
            app.work.windows
            and one.id not in ("", app.work.windows.id, *app.work.no_more)
            and not one.again
        ):
            await _ask_instead(app, one.id)
            return


async def _begin(app: MqiApp, asked: list[Asked]) -> None:
    """Share what a window asks for, where it is open, or was shared before a crash."""
    assert app.work.meeting
    wanted = {one.id for one in asked if not (one.again and one.id in app.work.no_more)}
    elsewhere, session = app.work.meeting.shared(), app.work.session
    if elsewhere and elsewhere.id != (session and session.conversation.id):
        return  # another program of ours shares it
    if session and await _is_meant(app, session, wanted):
        if app.work.session is session and app.work.windows is None:
            app.work.share(session)
            _look(app)
    elif (left := app.work.meeting.announced()) and left.id in wanted:
        await _take_up(app, left.id)


async def _is_meant(app: MqiApp, session: Session, wanted: set[str]) -> bool:
    """Who names no conversation means the one that runs; where none does, the one that is open."""
    is_sample = app.work.sample is not None and session is app.work.sample.session
    if not is_sample and session.conversation.id in wanted:
        return True
    if "" not in wanted:
        return False
    if not is_sample and session.clock().running:
        return True
    running = await asyncio.to_thread(conversations.running, app.work.library)
    return running is None or (not is_sample and running.id == session.conversation.id)


async def _take_up(app: MqiApp, id_: str) -> None:
    """A window still shows the log that was shared before a crash: what it types is saved again."""
    try:
        session = await asyncio.to_thread(
            conversations.open_session, app.work.library, id_, app.work.now
        )
    except StoreError:
        app.work.no_more.add(id_)
        return
    app.work.watch_over(session)
    app.work.share(session)
    _look(app)


def _look(app: MqiApp) -> None:
    if app.work.windows:
        app.work.tell_moment()
        app.work.windows.look()


async def _ask_instead(app: MqiApp, id_: str) -> None:
    """A window asks for one log while another is shared: the coach says which."""
    if app.sharing or app.screen.is_modal or app.work.windows is None:
        return  # asked again as long as the window does
    entries = await asyncio.to_thread(app.work.library.remembered)
    other = next((entry.teacher for entry in entries if entry.id == id_), "")
    if not other:
        app.work.no_more.add(id_)
        return
    app.work.no_more.add(id_)  # asked once

    async def answered(answer: str | None) -> None:
        if answer:
            await instead(app, id_)

    app.ask(questions.share_instead(app.work.windows.whose, other), answered)


async def instead(app: MqiApp, id_: str = "") -> None:
    """Share another log from now on, in the same windows: that on the screen, or that of an id."""
    before = app.work.windows.id if app.work.windows else ""
    session = app.work.session if not id_ or _is_open(app, id_) else None
    if session is None:
        try:
            session = await asyncio.to_thread(
                conversations.open_session, app.work.library, id_, app.work.now
            )
        except StoreError as error:
            app.complain(error)
            return
        app.work.watch_over(session)
    await end(app)
    app.work.no_more.discard(session.conversation.id)
    app.work.share(session, instead_of=before or _shown(app))
    _look(app)


def _is_open(app: MqiApp, id_: str) -> bool:
    return (
        app.work.session is not None
        and app.work.session.conversation.id == id_
        and not app.work.sample
    )


def _shown(app: MqiApp) -> str:
    """The conversation that windows go on showing, though it is shared no more."""
    asked = app.work.meeting.asked() if app.work.meeting else []
    return next((one.id for one in asked if one.again), "")


async def end(app: MqiApp) -> None:
    """Share the log no more. The windows that showed it are told, and ask in vain."""
    if (shared := app.work.windows) is None:
        return
    await shared.close()
    if app.work.windows is shared:
        app.work.windows = None
        app.see()
    app.work.no_more.add(shared.id)
    if shared.session is not app.work.session:
        await asyncio.to_thread(shared.session.keeper.close)
    else:
        await asyncio.to_thread(shared.session.keeper.flush, FLUSH_WAIT)
    if shared.is_saved:
        shared.forget()


def deeds(app: MqiApp) -> Mapping[str, Doing]:
    """What the palette can do about it."""
    shared, session = app.work.windows, app.work.session
    is_other = shared.session is not session if shared else bool(_shown(app))
    may_be = session and app.work.meeting and is_other
    return {
        "share-end": partial(ask_end, app) if shared else "nothing is shared",
        "share-this": partial(_ask_this, app) if may_be else "no window shows another log",
    }


def ask_end(app: MqiApp) -> None:
    """End it, after a question."""
    if (shared := app.work.windows) is None:
        return

    async def answered(answer: str | None) -> None:
        if answer and app.work.windows is shared:
            await end(app)

    app.ask(questions.end_share(shared.session.who, shared.seen_by), answered)


def _ask_this(app: MqiApp) -> None:
    async def answered(answer: str | None) -> None:
        if answer:
            await instead(app)

    now = app.work.windows.whose if app.work.windows else "your second window keeps another log"
    app.ask(questions.share_instead(now, app.work.open.who), answered)
