"""The watching assignment on its way to the teacher; each way says what became of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from mqi_tui import mail
from mqi_tui.services import export_writer
from mqi_tui.ui.widgets import editor_clipboard

if TYPE_CHECKING:
    from mqi_tui.services.workspace import Workspace

FILE = "assignment.eml"
OLD = f"{FILE} was saved before this changed: save it again"


async def copy(body: str) -> str:
    """Onto the clipboard."""
    if await editor_clipboard.write(body):
        return "Copied, without the subject"
    return "Not copied: no system clipboard was found. Save it as a file instead"


async def hand_over(subject: str, body: str) -> str:
    """To the coach's mail program."""
    address = mail.mailto(subject, body)
    if len(address) > mail.LONGEST:
        return "Too long for a mail program to take over: copy it, or save it as a file"
    if await asyncio.to_thread(mail.open_address, address):
        return "Handed to your mail program; nothing is sent before you send it"
    return "No mail program answered: copy it, or save it as a file"


async def saved(work: Workspace) -> bytes:
    """What the file holds that was saved last; empty where there is none."""
    folder = export_writer.folder_of(work.holding, work.open.conversation)
    try:
        return await asyncio.to_thread((folder / FILE).read_bytes)
    except OSError:
        return b""


async def save(work: Workspace, subject: str, body: str) -> str:
    """Into the folder with what is sent of the conversation."""
    try:
        folder = export_writer.folder_of(work.holding, work.open.conversation)
        await asyncio.to_thread(export_writer.put_in, folder, FILE, mail.eml(subject, body))
    except OSError as error:
        return f"Not saved: {(error.strerror or str(error)).lower()}"
    return f"Saved: {folder / FILE}"
