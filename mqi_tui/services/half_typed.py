"""What is half typed in a dialog: kept as all else, and there again when the dialog is opened.

With the open conversation, in its private half; at home, in a file of the local state.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from mqi_tui.store import unsent
from mqi_tui.text.clean import clean

if TYPE_CHECKING:
    from mqi_tui.services.workspace import Workspace

NOT_KEPT = "What you type here is not kept if mqi is stopped"


async def recall(work: Workspace) -> None:
    """Read what was left half typed at home."""
    found = await asyncio.to_thread(unsent.read, work.library.state)
    kept = {**found, **work.unwritten}
    work.unsent = {key: clean(text) for key, text in kept.items() if text}


def all_of(work: Workspace) -> Mapping[str, str]:
    """`dialog/field` to what is half typed there."""
    if work.session:
        return work.session.conversation.private.desk.dialogs
    return work.unsent


def put(work: Workspace, key: str, text: str) -> None:
    """Keep what is half typed; empty, it is entered or given up."""
    before = all_of(work)
    if before.get(key, "") == text:
        return
    after = {name: words for name, words in {**before, key: text}.items() if words}
    if session := work.session:
        session.remember(replace(session.conversation.private.desk, dialogs=after))
        return
    work.unsent = after
    work.unwritten = {**work.unwritten, key: text}
    if work.writing is None or work.writing.done():
        work.writing = asyncio.create_task(_write(work))


async def _write(work: Workspace) -> None:
    """Put it on the disk, and what is typed meanwhile after it; nobody waits for that."""
    while work.unwritten:
        changes, work.unwritten = work.unwritten, {}
        try:
            await asyncio.to_thread(unsent.write, work.library.state, changes)
        except OSError as error:
            work.warn(f"{NOT_KEPT}: {(error.strerror or str(error)).lower()}")
            return
