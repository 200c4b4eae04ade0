"""Bringing back what the log was: in the app as a change that can be undone."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING

from mqi_tui.domain.shared.history import Version
from mqi_tui.services import conversations
from mqi_tui.services.errors import StoreError
from mqi_tui.text.dates import brief, time_of_day
from mqi_tui.ui.dialogs.history import HistoryScreen

if TYPE_CHECKING:
    from mqi_tui.services.workspace import Workspace
    from mqi_tui.ui.once import Once


async def show(screen: Once, work: Workspace) -> None:
    """What the log of the open conversation was, over what is shown."""
    session = work.open
    await asyncio.to_thread(session.keeper.flush, 2)
    try:
        found = await asyncio.to_thread(
            conversations.versions, work.holding, session.conversation.id
        )
    except StoreError as error:
        screen.complain(error)
        return
    today = session.wall()

    def chosen(version: Version | None) -> None:
        if version and version.text != session.conversation.log.text:
            session.rewrite(version.text, version.authors)
            back = f"The log is as it was {face(version, today)}. ctrl+z in it takes that back."
            screen.tell(back)

    newest_first = found[::-1]
    now = session.conversation.log.text
    screen.ask(HistoryScreen(newest_first, now, lambda one: face(one, today)), chosen)


def face(version: Version, today: datetime) -> str:
    """`4:12 pm` where the coach is, with the day where it is not today's."""
    at = version.at.astimezone().replace(tzinfo=None)
    return time_of_day(at) if at.date() == today.date() else brief(at, today)
