"""For good: what is in the trash, with all its traces. It is said where exported files stay."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from mqi_tui.services.errors import StoreError
from mqi_tui.services.export_writer import left_behind
from mqi_tui.ui.dialogs import questions

if TYPE_CHECKING:
    from mqi_tui.services.workspace import Workspace
    from mqi_tui.text.finding import HomeRow
    from mqi_tui.ui.screens.home import HomeScreen


async def ask(home: HomeScreen, work: Workspace, row: HomeRow | None = None) -> None:
    """Ask once, and delete one conversation that is in the trash, or, without a row, all."""
    ids = [row.id] if row else await asyncio.to_thread(work.library.trashed)
    if not ids:
        home.tell_deleted(ids, "The trash is empty")
        return
    folders = await asyncio.to_thread(left_behind, work.library, ids)

    async def answered(answer: str | None) -> None:
        if answer:
            await _delete(home, work, ids, str(folders[0].parent) if folders else "")

    rows = [row] if row else [one for one in home.shown.trash if one.id in ids]
    what = rows[0].about if len(ids) == len(rows) == 1 else f"all {len(ids)} in the trash"
    home.ask(questions.delete_for_good(what, [str(folder) for folder in folders]), answered)


async def _delete(home: HomeScreen, work: Workspace, ids: list[str], exports: str) -> None:
    """`exports`: where exported files stay; empty, there are none."""
    try:
        await asyncio.to_thread(work.library.delete_trashed, *ids)
    except StoreError as error:
        home.complain(error)
    else:
        stays = f" · exported files stay in {exports}" if exports else ""
        home.tell_deleted(ids, f"Deleted for good{stays}")
    await home.look_again()
