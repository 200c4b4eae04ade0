"""The log on its way to others, from inside the app: files in its folder, text on the clipboard."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mqi_tui.services import export_writer, system_clock
from mqi_tui.store.errors import StoreError
from mqi_tui.ui.flows import recap_content
from mqi_tui.ui.widgets import editor_clipboard

if TYPE_CHECKING:
    from mqi_tui.domain.conversation import Conversation
    from mqi_tui.domain.private.events import Reading
    from mqi_tui.services.session import Session
    from mqi_tui.store.library import Library
    from mqi_tui.ui.showing import Showing

PATIENCE = 1.0
"""Seconds after which it is said how far the work is, and again each time."""
NO_SAMPLE = "The sample is not exported: nothing of it is kept"
_GROUP = "export"


class Progress:
    """How far the thread that writes has come; read by the one that paints."""

    def __init__(self) -> None:
        self.words = "Exporting"

    def __call__(self, done: int, of: int, following: str) -> None:
        self.words = f"Exporting · {done} of {of} · {following}"


def export(app: Showing) -> None:
    """Put every form of the log into its folder; nobody waits for it."""
    if app.work.sample:
        tell(app, NO_SAMPLE)
    elif any(worker.group == _GROUP and worker.is_running for worker in app.workers):
        tell(app, "It is being exported")
    else:
        app.run_worker(_export(app, app.work.open), group=_GROUP, exit_on_error=False)


async def _export(app: Showing, session: Session) -> None:
    progress = Progress()
    writing = partial(_write, app.work.library, session.conversation, session.now(), progress)
    work = asyncio.ensure_future(asyncio.to_thread(writing))
    while not (await asyncio.wait({work}, timeout=PATIENCE))[0]:
        tell(app, progress.words)
    try:
        folder = work.result()
    except OSError as error:
        tell(app, f"Not exported: {(error.strerror or str(error)).lower()} · {error.filename}")
    except StoreError as error:
        tell(app, f"Not exported: {error}")
    else:
        _exported(app, session, folder)


def _write(library: Library, of: Conversation, now: Reading, progress: Progress) -> Path:
    folder = export_writer.folder_of(library, of)
    return export_writer.bundle(
        export_writer.handed(of, now, system_clock.zone()), folder, progress
    )


def _exported(app: Showing, session: Session, folder: Path) -> None:
    """Say where the files are, and mark the log where its hour is over and it is still open."""
    if app.work.session is session and session.clock().ended:
        session.change(exported=True)
        recap_content.refresh(app, recap_content.FILES_BLOCK)
    tell(app, f"Exported · {folder}")


async def copy(app: Showing) -> None:
    """Put the log on the clipboard, as the text of a message."""
    text = await asyncio.to_thread(_message, app.work.open.conversation, app.work.open.now())
    if await editor_clipboard.write(text):
        tell(app, "Copied: the log as the text of a message")
    else:
        tell(app, "Not copied: no system clipboard · message.txt is among what is exported")


def _message(of: Conversation, now: Reading) -> str:
    from mqi_tui.exports.message import message

    return message(export_writer.handed(of, now, system_clock.zone()))


def tell(app: Showing, words: str) -> None:
    """One line, on the recap or on the hour's screen, also where a question covers it."""
    (recap_content.recap_screen(app) or app).tell(words)
