"""Guests of the shared log: invited by name, given a link, let go."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from mqi_tui.domain.roles import Pass
from mqi_tui.services import tunnel
from mqi_tui.ui import drafts
from mqi_tui.ui.dialogs.guests import Answer, GuestsScreen, Look, Row, What
from mqi_tui.ui.dialogs.invite import InviteScreen
from mqi_tui.ui.dialogs.questions import TO_INSTALL
from mqi_tui.ui.flows import reaching
from mqi_tui.ui.routes import EndShare
from mqi_tui.ui.widgets import editor_clipboard

if TYPE_CHECKING:
    from mqi_tui.services.sharing_host import Sharing
    from mqi_tui.services.workspace import Workspace
    from mqi_tui.ui.once import Doing, Once

GETS = (
    "They get the log, as it is and as it becomes, and the names in it. "
    "Your plan, notes and scores never leave this computer."
)
NEAR = (
    "Only this computer: no way leads to it from outside, so a link opens here alone. "
    "With a teacher elsewhere share your screen as before, or let guests come from elsewhere."
)
DIALOG = "invite"
EVERY = 0.05
"""Seconds between two looks whether the log can be reached."""
WAIT = 10.0


def deeds(screen: Once, work: Workspace) -> Mapping[str, Doing]:
    """What the palette can do about it."""
    possible = work.session and work.meeting
    return {"guests": partial(show, screen, work) if possible else "open a conversation first"}


def show(screen: Once, work: Workspace) -> None:
    """Who has a link; where nobody has, whom to invite."""
    shared = work.windows
    if shared and shared.session is not work.session:
        screen.tell("Another log is shared: say first “Share: this one instead”, in ctrl+p")
    elif shared and shared.invited():
        _guests(screen, work)
    elif work.session and work.meeting:
        _invite(screen, work)


def _invite(screen: Once, work: Workspace) -> None:
    def answered(given: Pass | None) -> None:
        drafts.forget(work, DIALOG)
        if given:
            _work(screen, _make(screen, work, given))

    teacher = work.open.conversation.log.header.teacher
    screen.ask(InviteScreen(teacher, GETS, drafts.draft(work, DIALOG)), answered)


async def _make(screen: Once, work: Workspace, given: Pass) -> None:
    shared = work.begin_sharing()
    try:
        token = shared.guests.invite(given)
    except ValueError as error:
        screen.tell(str(error).capitalize())
        return
    with suppress(TimeoutError):
        async with asyncio.timeout(WAIT):
            while not shared.ways.base and not shared.trouble:
                await asyncio.sleep(EVERY)
    await _copy(screen, work, token)


async def _copy(screen: Once, work: Workspace, token: str) -> None:
    """Put a link on the clipboard, for the call's chat. It is said to be copied only if it is."""
    shared = work.windows
    given = shared.guests.guests.get(token) if shared else None
    if shared is None or given is None:
        return
    link = shared.ways.link(token)
    if not link:
        _guests(screen, work, f"▲ No link yet: {shared.trouble or shared.ways.reach}")
        return
    if await editor_clipboard.copy(screen.app, link):
        _guests(screen, work, f"✓ {given.name}'s link is copied: paste it into the call's chat")
    else:
        how = editor_clipboard.BY_MOUSE
        _guests(screen, work, f"▲ Not copied: no system clipboard. Here it is: {how}.\n{link}")


def _guests(screen: Once, work: Workspace, remark: str = "") -> None:
    shared = work.windows
    if shared is None or shared.session is not work.session:
        return

    def answered(answer: Answer | None) -> None:
        if work.windows is shared and answer:
            _do(screen, work, *answer)

    title = f"Guests · {shared.session.who}"
    screen.ask(GuestsScreen(title, partial(_look, shared), remark), answered)


def _look(shared: Sharing) -> Look:
    rows = tuple(
        Row(
            one.token,
            one.name,
            one.writes,
            one.is_here,
            shared.ways.link(one.token),
            one.writes_at,
        )
        for one in shared.invited()
    )
    is_near, found = not shared.ways.reach, tunnel.found()
    near = NEAR if found else f"{NEAR} {TO_INSTALL}"
    return Look(shared.ways.reach or near, is_near, rows, is_near and bool(found))


def _do(screen: Once, work: Workspace, what: What, token: str) -> None:
    assert work.windows
    guests = work.windows.guests
    if what == "invite":
        _invite(screen, work)
    elif what == "reach":
        reaching.ask(screen, work, partial(_guests, screen, work))
    elif token not in guests.guests:
        _guests(screen, work)
    elif what == "revoke":
        _revoke(screen, work, token)
    else:
        token = guests.renew(token) if what == "renew" else token
        _work(screen, _copy(screen, work, token))


def _revoke(screen: Once, work: Workspace, token: str) -> None:
    """With the last link a log is shared no more, where no window shows it or asks for it."""
    shared = work.windows
    assert shared
    assert work.meeting
    one = next(one for one in shared.invited() if one.token == token)
    shared.guests.revoke(token)
    if shared.is_for_nobody and not work.meeting.asked():
        screen.post_message(EndShare(asks=False))
        screen.tell(f"{one.name}'s link has ended: the log is shared no more")
    else:
        told = "; who was here by it is told" if one.is_here else ""
        _guests(screen, work, f"{one.name}'s link has ended{told}")


def _work(screen: Once, work: Coroutine[Any, Any, None]) -> None:
    screen.run_worker(work, group="invite", exclusive=True, exit_on_error=False)
