"""The log on its way to others, from inside the app: files in its folder, text on the clipboard."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mqi_tui.domain.deeds import ALL
from mqi_tui.domain.keys import named
from mqi_tui.exports import FORMATS
from mqi_tui.services import export_writer
from mqi_tui.services.errors import StoreError
from mqi_tui.systems import here
from mqi_tui.text.dates import kept
from mqi_tui.ui.dialogs.reader import ReaderScreen
from mqi_tui.ui.routes import Tell
from mqi_tui.ui.widgets import editor_clipboard

if TYPE_CHECKING:
    from textual.app import App

    from mqi_tui.domain.conversation import Conversation
    from mqi_tui.domain.private.events import Reading
    from mqi_tui.services.session import Session
    from mqi_tui.services.workspace import Workspace
    from mqi_tui.store.library import Library
    from mqi_tui.ui.once import Doing, Once

PATIENCE = 1.0
"""Seconds after which it is said how far the work is, and again each time."""
OF_THE_WAYS = 4
"""Rows that is said in, above the message, how it is had by hand."""
NO_SAMPLE = "the sample is not exported: nothing of it is kept"
_GROUP = "export"


class Progress:
    """How far the thread that writes has come; read by the one that paints."""

    def __init__(self) -> None:
        self.words = "Exporting"

    def __call__(self, done: int, of: int, following: str) -> None:
        self.words = f"Exporting · {done} of {of} · {following}"


def deeds(screen: Once, work: Workspace) -> Mapping[str, Doing]:
    """All ways, in the palette."""
    return {
        "export": NO_SAMPLE if work.sample else partial(export, screen, work),
        "folder": partial(open_folder, screen, work),
        "message": partial(copy, screen, work),
    }


def export(screen: Once, work: Workspace) -> None:
    """Put every form of the log into its folder; nobody waits for it."""
    app = screen.app
    if work.sample:
        screen.tell(NO_SAMPLE.capitalize())
    elif any(worker.group == _GROUP and worker.is_running for worker in app.workers):
        screen.tell("It is being exported")
    else:
        app.run_worker(_export(app, work, work.open), group=_GROUP, exit_on_error=False)


async def _export(app: App[Any], work: Workspace, session: Session) -> None:
    """It goes on whatever screen the coach is on by then."""

    def tell(words: str) -> None:
        app.post_message(Tell(words))

    progress = Progress()
    writing = partial(_write, work.library, session.conversation, session.now(), progress)
    task = asyncio.ensure_future(asyncio.to_thread(writing))
    while not (await asyncio.wait({task}, timeout=PATIENCE))[0]:
        tell(progress.words)
    try:
        folder = task.result()
    except OSError as error:
        tell(f"Not exported: {(error.strerror or str(error)).lower()} · {error.filename}")
    except StoreError as error:
        tell(f"Not exported: {error}")
    else:
        if work.session is session and session.clock().ended:
            session.change(exported=True, exported_when=kept(session.wall()))
        tell(f"Exported · {folder}")


def open_folder(screen: Once, work: Workspace) -> None:
    """Show what was saved of this conversation, where its files are; of the sample, an e-mail."""
    screen.run_worker(_open_folder(screen, work), group="folder", exit_on_error=False)


async def _open_folder(screen: Once, work: Workspace) -> None:
    folder = await asyncio.to_thread(export_writer.folder_of, work.holding, work.open.conversation)
    if not folder.is_dir():
        screen.tell(NO_SAMPLE.capitalize() if work.sample else "Nothing was exported yet")
    elif not await asyncio.to_thread(here.showed, folder):
        screen.tell(f"No program for files answered · {folder}")


def _write(library: Library, of: Conversation, now: Reading, progress: Progress) -> Path:
    folder = export_writer.folder_of(library, of)
    return export_writer.bundle(export_writer.handed_here(library, of, now), folder, progress)


async def copy(screen: Once, work: Workspace) -> None:
    """Put the log on the clipboard, as the text of a message; without one, show it to be taken."""
    making = partial(_message, work.holding, work.open.conversation, work.open.now())
    if await editor_clipboard.copy(screen.app, await asyncio.to_thread(making)):
        screen.tell("Copied: the log as the text of a message")
        return
    columns, rows = ReaderScreen.room(screen.app.size)
    text = await asyncio.to_thread(making, columns)
    ways = _by_hand(work, is_longer=text.count("\n") > rows - OF_THE_WAYS)
    screen.ask(ReaderScreen("Not copied: no system clipboard", text, ways=ways))


def _by_hand(work: Workspace, *, is_longer: bool) -> Sequence[str]:
    """How the message is had without a clipboard; nothing of the sample is in files.

    `is_longer`: than the window, of which the mouse takes no more than is seen.
    """
    export, file = ALL["export"].label, FORMATS["txt"].file
    in_a_file = [] if work.sample else [f"{export} ({named('commands', work.config.keys)}): {file}"]
    if not is_longer:
        return [editor_clipboard.BY_MOUSE, *in_a_file]
    whole = [f"all of it: {way}" for way in in_a_file]
    return [*whole, f"what is seen here: {editor_clipboard.BY_MOUSE}"]


def _message(library: Library, of: Conversation, now: Reading, room: int = 0) -> str:
    """`room`: columns of where it is shown, which may be fewer than a message's own."""
    from mqi_tui.exports.message import WIDTH, message

    return message(export_writer.handed_here(library, of, now), min(room or WIDTH, WIDTH))
