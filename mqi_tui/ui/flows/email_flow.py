"""The watching assignment on its way to the teacher; each way says what became of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, NamedTuple

from mqi_tui import mail
from mqi_tui.services import export_writer
from mqi_tui.systems import browser
from mqi_tui.ui.widgets import editor_clipboard

if TYPE_CHECKING:
    from textual.app import App

    from mqi_tui.domain.private.record import EmailWay
    from mqi_tui.services.workspace import Workspace

FILE = "assignment.eml"


class Answer(NamedTuple):
    """What became of a way, and how the e-mail went it; empty, it did not."""

    words: str
    way: EmailWay = ""


async def copy(app: App[Any], body: str) -> Answer:
    """Onto the clipboard."""
    if await editor_clipboard.copy(app, body):
        return Answer("Copied, without the subject", "copied")
    return Answer("Not copied: no system clipboard was found. Save it as a file instead")


async def hand_over(subject: str, body: str) -> Answer:
    """To the coach's mail program."""
    address = mail.mailto(subject, body)
    if len(address) > mail.LONGEST:
        return Answer("Too long for a mail program to take over: copy it, or save it as a file")
    if await asyncio.to_thread(browser.open_address, address):
        return Answer("Handed to your mail program; nothing is sent before you send it", "opened")
    return Answer("No mail program answered: copy it, or save it as a file")


async def save(work: Workspace, subject: str, body: str) -> Answer:
    """Into the folder with what is sent of the conversation."""
    try:
        folder = export_writer.folder_of(work.holding, work.open.conversation)
        await asyncio.to_thread(export_writer.put_in, folder, FILE, mail.eml(subject, body))
    except OSError as error:
        return Answer(f"Not saved: {(error.strerror or str(error)).lower()}")
    how = "Saved until you leave the sample" if work.sample else "Saved"
    return Answer(f"{how}: {folder / FILE}", "saved")
