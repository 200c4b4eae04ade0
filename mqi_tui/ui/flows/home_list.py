"""The list at home: what the library holds now, and changes of a conversation that is in it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from mqi_tui.domain.private.fields import date_and_time
from mqi_tui.services import conversations, listing
from mqi_tui.services.carry_over import open_steps
from mqi_tui.store.errors import StoreError
from mqi_tui.ui.flows import shares
from mqi_tui.ui.screens.home import HomeScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from mqi_tui.services.session import Session
    from mqi_tui.ui.preparing import Preparing
    from mqi_tui.ui.showing import Showing


async def date(app: Preparing, id_: str, when: str) -> None:
    """Give a conversation another date."""

    def put(session: Session) -> None:
        session.prepare(plan=replace(session.conversation.private.plan, when=date_and_time(when)))

    await change(app, partial(conversations.change, app.work.library, id_, app.work.now, put))


async def change(app: Preparing, deed: Callable[[], object]) -> None:
    try:
        await asyncio.to_thread(deed)
    except StoreError as error:
        app.complain(shares.reason(app, error))
    await look_again(app)


async def look_again(app: Showing) -> None:
    """Show what the library holds now."""
    ours = app.work.windows.id if app.work.windows else ""
    rows = await asyncio.to_thread(listing.rows, app.work.library, app.work.now(), ours)
    if screen := shown(app):
        screen.shown = rows


def shown(app: Showing) -> HomeScreen | None:
    """Home, where it is shown, also below a question."""
    return next((one for one in app.screen_stack if isinstance(one, HomeScreen)), None)


async def show_steps(app: Preparing, id_: str) -> None:
    """The open action steps of the teacher whose conversation is marked."""
    try:
        steps = await asyncio.to_thread(open_steps, app.work.library, id_)
    except StoreError:
        return
    if screen := shown(app):
        screen.show_steps(id_, steps)
