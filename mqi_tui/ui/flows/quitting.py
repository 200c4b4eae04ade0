"""Leaving the program: nothing is lost, and nobody is surprised."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from mqi_tui.ui.dialogs import questions
from mqi_tui.ui.once import Once

if TYPE_CHECKING:
    from mqi_tui.services.workspace import Workspace
    from mqi_tui.ui.app import MqiApp

FLUSH_WAIT = 2.0
"""Seconds that a disk has to answer before somebody is told that something is not saved."""


async def leave(app: MqiApp) -> None:
    """Quit; asked while a conversation runs, or while something is not saved."""
    work = app.work

    async def lose(answer: str | None) -> None:
        if answer:
            await app.on_quit()

    async def go(answer: str | None) -> None:
        if answer and await is_saved(work):
            await lose(answer)
        elif answer:
            app.ask(questions.quit_unsaved(_why_unsaved(work)), lose)

    running = [clock for one in work.sessions if (clock := one.clock()).running]
    if work.sample and work.sample.is_used:
        app.ask(questions.leave_sample(), lose)
    elif not await is_saved(work):
        await go("quit")
    elif isinstance(app.screen, Once) and app.screen.ends_the_app():
        return
    elif running:
        app.ask(questions.quit_running(paused=all(one.paused for one in running)), go)
    else:
        await lose("quit")


def leave_for(screen: Once, work: Workspace, to: Callable[[], object]) -> None:
    """Leave what is open. What runs goes on; the sample, if it was used, is gone for good."""
    if work.sample and work.sample.is_used:
        screen.ask(questions.leave_sample(), lambda answer: to() if answer else None)
    else:
        to()


async def is_saved(work: Workspace) -> bool:
    """Whether all that was written is on the disk, now: asked again after every answer."""
    for session in work.sessions:
        durable = await asyncio.to_thread(session.keeper.flush, FLUSH_WAIT)
        if not durable or session.keeper.status.word == "NOT SAVED":
            return False
    return True


def _why_unsaved(work: Workspace) -> str:
    reasons = (one.keeper.status.reason for one in work.sessions)
    return next(filter(None, reasons), "the disk does not answer")
