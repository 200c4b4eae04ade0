"""Another version of a conversation, as a sync program left it: to be read, and never changed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from mqi_tui import shelf
from mqi_tui.screens.reader import ReaderScreen
from mqi_tui.store.errors import StoreError

if TYPE_CHECKING:
    from mqi_tui.conversation import Conversation
    from mqi_tui.showing import Showing


async def show(app: Showing, id_: str) -> None:
    """Both halves of a version, the private one below the log and marked as such."""
    try:
        found = await asyncio.to_thread(shelf.read, app.library, id_)
    except StoreError as error:
        app.complain(error)
        return
    header = found.log.header
    title = " · ".join(filter(None, ("Another version", header.who, header.when)))
    app.push_screen(ReaderScreen(f"{title} · PRIVATE", text(found)))


def text(found: Conversation) -> str:
    """The log, the quick notes and the plan, one after the other."""
    from mqi_tui.paper.write import to_markdown
    from mqi_tui.private.notes_sheet import to_text
    from mqi_tui.private.plan import hour

    half = found.private
    log = found.log.text.strip() or "Nothing was written in this log."
    notes = to_text(half.notes, "", hour(half.plan, half.guide))
    return "\n\n\n".join((log, notes.strip(), to_markdown(half.plan, half.drafts).strip()))
