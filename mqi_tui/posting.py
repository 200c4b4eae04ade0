"""The watching assignment: made from the plan, edited, and handed to the coach's mail program."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from mqi_tui import assignment, exporting, mail
from mqi_tui.own import read
from mqi_tui.screens.email import EmailScreen
from mqi_tui.store.home import make_folder
from mqi_tui.widgets import editor_clipboard

if TYPE_CHECKING:
    from mqi_tui.preparing import Preparing

FILE = "assignment.eml"


async def show(app: Preparing) -> None:
    """The e-mail as the coach left it, or as the template makes it."""
    await app.push_screen(EmailScreen(text(app), made(app)))


def made(app: Preparing) -> str:
    """The e-mail as the template makes it from the plan."""
    own = read(app.config.folder).email if app.config.folder else ""
    return assignment.draft(app.open.conversation.private.plan, own).text


def text(app: Preparing) -> str:
    return app.open.conversation.private.email or made(app)


def keep(app: Preparing, typed: str) -> None:
    """Keep what was typed; what is as the template makes it follows the plan."""
    app.open.change(email="" if typed == made(app) else typed)


async def want(app: Preparing, what: str) -> None:
    """Copy, open or save the e-mail, and say what became of it."""
    subject, body = assignment.parts(text(app))
    said = await _do(app, what, subject, body)
    if isinstance(app.screen, EmailScreen):
        app.screen.tell(said)


async def _do(app: Preparing, what: str, subject: str, body: str) -> str:
    if what == "copy":
        return await _copy(body)
    if what == "mailto":
        return await _open(subject, body)
    return await _save(app, subject, body)


async def _copy(body: str) -> str:
    if await editor_clipboard.write(body):
        return "Copied, without the subject"
    return "Not copied: no system clipboard was found. Save it as a file instead"


async def _open(subject: str, body: str) -> str:
    address = mail.mailto(subject, body)
    if len(address) > mail.LONGEST:
        return "Too long for a mail program to take over: copy it, or save it as a file"
    if await asyncio.to_thread(mail.open_address, address):
        return "Handed to your mail program; nothing is sent before you send it"
    return "No mail program answered: copy it, or save it as a file"


async def _save(app: Preparing, subject: str, body: str) -> str:
    try:
        path = exporting.folder_of(app.holding, app.open.conversation) / FILE
        await asyncio.to_thread(_write, path, mail.eml(subject, body))
    except OSError as error:
        return f"Not saved: {(error.strerror or str(error)).lower()}"
    return f"Saved: {path}"


def _write(path: Path, data: bytes) -> None:
    make_folder(path.parent)
    exporting.put(path, data)
