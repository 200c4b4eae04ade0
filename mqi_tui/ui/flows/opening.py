"""A conversation opened from home; while another one runs, the coach says which."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from mqi_tui.domain.private import clock_actions
from mqi_tui.services import conversations
from mqi_tui.services.errors import StoreError
from mqi_tui.ui.dialogs import questions
from mqi_tui.ui.routes import Open

if TYPE_CHECKING:
    from mqi_tui.services.workspace import Workspace
    from mqi_tui.ui.once import Once
    from mqi_tui.ui.routes import Purpose


async def beside(home: Once, work: Workspace, id_: str, purpose: Purpose = "") -> None:
    """Open it for a purpose; while another one runs, ask which."""
    running = await asyncio.to_thread(conversations.running, work.library)
    if running is None or running.id == id_:
        home.go(Open(id_, purpose))
        return

    async def answered(answer: str | None) -> None:
        if answer == "end" and not await _end(home, work, running.id):
            return
        ways = {
            "end": Open(id_, purpose),
            "prepare": Open(id_, "prepare"),
            "continue": Open(running.id),
        }
        if answer:
            home.go(ways[answer])

    entries = await asyncio.to_thread(work.library.remembered)
    other = next((entry.teacher for entry in entries if entry.id == id_), "the other")
    home.ask(questions.other_running(running.teacher, other), answered)


async def _end(home: Once, work: Workspace, id_: str) -> bool:
    """End the conversation that runs, on the screen or not; whether that was possible."""
    if work.windows and work.windows.id == id_:
        work.windows.session.move(clock_actions.end)
        return True
    try:
        await asyncio.to_thread(conversations.end, work.library, id_, work.now)
    except StoreError as error:
        home.complain(error)
        return False
    return True
