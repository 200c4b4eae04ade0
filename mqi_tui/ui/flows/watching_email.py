"""The watching assignment: made from the plan, edited, and handed to the coach's mail program."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from mqi_tui import mail
from mqi_tui.domain import watching_email
from mqi_tui.files.config import Config
from mqi_tui.files.programme import read
from mqi_tui.services import export_writer
from mqi_tui.store.home import make_folder
from mqi_tui.ui.flows import plan_content
from mqi_tui.ui.screens.email import EmailScreen
from mqi_tui.ui.widgets import editor_clipboard

if TYPE_CHECKING:
    from mqi_tui.ui.preparing import Preparing

FILE = "assignment.eml"


def template(config: Config) -> str:
    """A programme's own e-mail; empty where there is none."""
    return read(config.folder).email if config.folder else ""


async def show(app: Preparing) -> None:
    """The e-mail as the coach left it, or as the template makes it."""
    await app.push_screen(EmailScreen(_standing(app)))


def _standing(app: Preparing) -> watching_email.Standing:
    return watching_email.standing(app.work.open.conversation.private, app.email_template)


def keep(app: Preparing, typed: str) -> None:
    """Keep what was typed; what is as the template makes it follows the plan."""
    half = app.work.open.conversation.private
    app.work.open.change(**watching_email.kept(half, typed, app.email_template))
    _refresh(app)


def _refresh(app: Preparing) -> None:
    """Let the e-mail's screen and the plan say what is so now."""
    if isinstance(app.screen, EmailScreen):
        app.screen.mail = _standing(app)
    plan_content.refresh(app)


async def want(app: Preparing, what: str) -> None:
    """Copy, open or save the e-mail, and say what became of it. `lay by` keeps it for later."""
    text = _standing(app).text
    if what == "lay by":
        app.work.open.change(email_before=text)
        _refresh(app)
        return
    subject, body = watching_email.parts(text)
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
        path = export_writer.folder_of(app.work.holding, app.work.open.conversation) / FILE
        await asyncio.to_thread(_write, path, mail.eml(subject, body))
    except OSError as error:
        return f"Not saved: {(error.strerror or str(error)).lower()}"
    return f"Saved: {path}"


def _write(path: Path, data: bytes) -> None:
    make_folder(path.parent)
    export_writer.put(path, data)
