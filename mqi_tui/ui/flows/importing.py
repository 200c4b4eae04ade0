"""A plan from a file that the coach has: a guide in Word, Markdown or plain text, or our YAML."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mqi_tui.files.dropped_path import path_in
from mqi_tui.files.guide import Found, PaperError, read
from mqi_tui.services import conversations
from mqi_tui.services.carry_over import carried_over
from mqi_tui.services.errors import StoreError
from mqi_tui.ui import drafts
from mqi_tui.ui.dialogs.line import AskLine
from mqi_tui.ui.dialogs.review import Review, ReviewScreen
from mqi_tui.ui.routes import Plan

if TYPE_CHECKING:
    from mqi_tui.services.workspace import Workspace
    from mqi_tui.ui.once import Once

WHAT = (
    "A filled planning guide: Word, Markdown or text; or a plan of ours (.yaml). "
    "Drop it onto this window, or type its path"
)


def ask(home: Once, work: Workspace) -> None:
    """Ask for a file, show what was found in it, and make a conversation of it."""

    async def answered(line: str | None) -> None:
        if line:
            drafts.forget(work, "import")
            await _read(home, work, path_in(line))
        else:
            drafts.drop(home, work, "import")

    home.ask(AskLine("Which file?", WHAT, _is_file, drafts.draft(work, "import")), answered)


def _is_file(line: str) -> tuple[bool, str]:
    try:
        good = path_in(line).is_file()
    except (OSError, ValueError, RuntimeError):
        good = False
    return (True, "found") if good else (False, "no such file")


async def _read(home: Once, work: Workspace, path: Path) -> None:
    try:
        found = await asyncio.to_thread(read, path)
    except PaperError as error:
        home.complain(error)
        return
    look(home, work, path, found)


def look(home: Once, work: Workspace, path: Path, found: Found) -> None:
    """Show what was found in a file; Enter there imports it."""

    async def answered(teacher: str | None) -> None:
        if teacher and not work.session:
            drafts.forget(work, name)
            await _take(home, work, found, teacher)
        else:
            drafts.drop(home, work, name)

    name = f"review {path.name}"
    said = Review(
        path.name, found.found, found.blank, found.unrecognised, found.plan.teacher, found.look
    )
    home.ask(ReviewScreen(said, drafts.draft(work, name)), answered)


async def _take(home: Once, work: Workspace, found: Found, teacher: str) -> None:
    found = replace(found, plan=replace(found.plan, teacher=teacher))
    try:
        work.session, known = await asyncio.to_thread(
            conversations.take_in, work.library, found, work.now, work.opened
        )
    except StoreError as error:
        home.complain(error)
        return
    carried = carried_over(found.plan, work.open.conversation.private.plan)
    labels = " · ".join(label for label, _ in carried)
    over = f"Carried over from last time: {labels}" if carried else ""
    home.go(Plan("This plan was added before: here it is." if known else over))
