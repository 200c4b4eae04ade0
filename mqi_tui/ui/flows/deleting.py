"""For good: what is in the trash, with all its traces. It is said where exported files stay."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from mqi_tui.services.export_writer import left_behind
from mqi_tui.store.errors import StoreError
from mqi_tui.ui.flows import asking, home_list

if TYPE_CHECKING:
    from pathlib import Path

    from mqi_tui.ui.preparing import Preparing


async def ask(app: Preparing, id_: str) -> None:
    """Ask once, and delete one conversation that is in the trash, or, without an id, all."""
    ids = [id_] if id_ else await asyncio.to_thread(app.work.library.trashed)
    if not ids:
        _tell(app, ids, "The trash is empty")
        return
    folders = await asyncio.to_thread(left_behind, app.work.library, ids)

    async def answered(answer: str | None) -> None:
        if answer:
            await _delete(app, ids, folders)

    app.ask(asking.delete_for_good(ids, [str(folder) for folder in folders]), answered)


async def _delete(app: Preparing, ids: list[str], folders: list[Path]) -> None:
    try:
        await asyncio.to_thread(app.work.library.delete_trashed, *ids)
    except StoreError as error:
        app.complain(error)
    else:
        stays = f" · exported files stay in {folders[0].parent}" if folders else ""
        _tell(app, ids, f"Deleted for good{stays}")
    await home_list.look_again(app)


def _tell(app: Preparing, ids: list[str], words: str) -> None:
    if screen := home_list.shown(app):
        screen.tell_deleted(ids, words)
