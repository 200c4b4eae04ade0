"""What is read over a screen and never changed: a log of long ago, notes, another version."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from mqi_tui.domain.private.notes import in_a_list, shown
from mqi_tui.services import reading, searching, versions
from mqi_tui.services.errors import StoreError
from mqi_tui.text.dates import in_words
from mqi_tui.ui.dialogs.reader import ReaderScreen

if TYPE_CHECKING:
    from mqi_tui.domain.conversation import Conversation
    from mqi_tui.services.workspace import Workspace
    from mqi_tui.text.finding import Hit
    from mqi_tui.ui.once import Once


async def show_log(screen: Once, work: Workspace, id_: str, row: int | None = None) -> None:
    """The log of a conversation, from a row of it; without one, from its action plan."""
    if found := await _read(screen, work, id_):
        text = found.log.text.strip() and reading.log_text(found)
        here = reading.action_plan(found.log.text) if row is None else row
        _show(screen, _about(found), text or "Nothing was written in this log.", here)


async def show_hit(screen: Once, work: Workspace, hit: Hit) -> None:
    """The log of what was found, from that line on; or the plan or notes of that conversation."""
    if hit.part == "log":
        await show_log(screen, work, hit.id, hit.row)
    elif hit.part == "plan":
        with suppress(StoreError):
            text = await asyncio.to_thread(searching.plan_of, work.library, hit.id)
            _show(screen, f"{hit.about} · my plan · PRIVATE", text, hit.row)
    elif found := await _read(screen, work, hit.id):
        taken = "\n".join(map(in_a_list, shown(found.private.notes)))
        _show(screen, f"{hit.about} · my notes · PRIVATE", taken, hit.row)


async def show_version(screen: Once, work: Workspace, id_: str) -> None:
    """Both halves of another version, the private one below the log and marked as such."""
    found, first = await _read(screen, work, id_), None
    with suppress(StoreError):
        first = await asyncio.to_thread(versions.first, work.library, id_)
    if found:
        about = f"Another version · {_about(found)}".removesuffix(" · ")
        _show(screen, f"{about} · PRIVATE", versions.text(found, first))


async def show_report(screen: Once, work: Workspace) -> None:
    """What a report would hold, and how to make it; nothing leaves from here."""
    from mqi_tui.services.report import as_text, rows

    text = as_text(await asyncio.to_thread(rows, work.library))
    how = "mqi report --csv -o report.csv makes the file; --pseudonyms leaves the names out."
    _show(screen, "Report for a programme", f"{how}\n\n{text}")


async def _read(screen: Once, work: Workspace, id_: str) -> Conversation | None:
    """It, as it is on disk; where it cannot be read, it is said why."""
    try:
        return await asyncio.to_thread(reading.read, work.library, id_)
    except StoreError as error:
        screen.complain(error)
        return None


def _about(found: Conversation) -> str:
    return " · ".join(filter(None, (found.log.header.who, in_words(found.log.header.when))))


def _show(screen: Once, title: str, text: str, row: int = 0) -> None:
    screen.ask(ReaderScreen(title, text, row))
