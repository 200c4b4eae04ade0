"""Leaving the program, or a conversation for home: nothing is lost, and nobody is surprised."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from mqi_tui.ui.flows import asking, recap_content, recapping

if TYPE_CHECKING:
    from mqi_tui.ui.showing import Showing

FLUSH_WAIT = 2.0
"""Seconds that a disk has to answer before somebody is told that something is not saved."""


async def leave(app: Showing) -> None:
    """Quit; asked while a conversation runs, or while something is not saved."""

    async def lose(answer: str | None) -> None:
        if answer:
            await app.close()
            app.exit()

    async def go(answer: str | None) -> None:
        if answer and await is_saved(app):
            await lose(answer)
        elif answer:
            app.ask(asking.quit_unsaved(_why_unsaved(app)), lose)

    running = [clock for one in app.work.sessions if (clock := one.clock()).running]
    if app.work.sample and app.work.sample.session.clock().started:
        app.ask(asking.leave_sample(), lose)
    elif recap_content.is_shown(app) and await is_saved(app):
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

    if app.work.sample and app.work.sample.session.clock().started:
        app.ask(asking.leave_sample(), answered)
    else:
        app.call_later(app.show_home)


async def is_saved(app: Showing) -> bool:
    """Whether all that was written is on the disk, now: asked again after every answer."""
    for session in app.work.sessions:
        durable = await asyncio.to_thread(session.keeper.flush, FLUSH_WAIT)
        if not durable or session.keeper.status.word == "NOT SAVED":
            return False
    return True


def _why_unsaved(app: Showing) -> str:
    reasons = (one.keeper.status.reason for one in app.work.sessions)
    return next(filter(None, reasons), "the disk does not answer")
