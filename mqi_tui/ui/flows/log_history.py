"""Bringing back what the log was: in the app as a change that can be undone."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING

from mqi_tui.domain.shared.history import Version
from mqi_tui.services import conversations
from mqi_tui.store.errors import StoreError
from mqi_tui.text.dates import brief, time_of_day
from mqi_tui.ui.flows import export_flow, recap_content
from mqi_tui.ui.screens.history import HistoryScreen

if TYPE_CHECKING:
    from mqi_tui.ui.showing import Showing


async def show(app: Showing) -> None:
    """What the log of the open conversation was, over what is shown."""
    session = app.work.open
    await asyncio.to_thread(session.keeper.flush, 2)
    try:
        found = await asyncio.to_thread(
            conversations.versions, app.work.holding, session.conversation.id
        )
    except StoreError as error:
        app.complain(error)
        return
    today = session.wall()

    def chosen(version: Version | None) -> None:
        if version and version.text != session.conversation.log.text:
            session.replica.become(version.text, undoable=True)
            recap_content.refresh(app)
            back = f"The log is as it was {face(version, today)}. ctrl+z in it takes that back."
            export_flow.tell(app, back)

    newest_first = found[::-1]
    now = session.conversation.log.text
    app.push_screen(HistoryScreen(newest_first, now, lambda one: face(one, today)), chosen)


def face(version: Version, today: datetime) -> str:
    """`4:12 pm` where the coach is, with the day where it is not today's."""
    at = version.at.astimezone().replace(tzinfo=None)
    return time_of_day(at) if at.date() == today.date() else brief(at, today)
