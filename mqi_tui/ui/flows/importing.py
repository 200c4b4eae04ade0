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
from mqi_tui.store.errors import StoreError
from mqi_tui.ui.dialogs.line import AskLine
from mqi_tui.ui.flows import drafting
from mqi_tui.ui.screens.review import Review, ReviewScreen

if TYPE_CHECKING:
    from mqi_tui.ui.preparing import Preparing

WHAT = (
    "A filled planning guide: Word, Markdown or text; or a plan of ours (.yaml). "
    "Drop it onto this window, or type its path"
)


def ask(app: Preparing) -> None:
    """Ask for a file, show what was found in it, and make a conversation of it."""

    async def answered(line: str | None) -> None:
        if line:
            drafting.forget(app, "import")
            await _read(app, path_in(line))
        else:
            drafting.drop(app, "import")

    draft = drafting.draft(app, "import")
    app.push_screen(AskLine("Which file?", WHAT, _is_file, draft), answered)


def _is_file(line: str) -> tuple[bool, str]:
    try:
        good = path_in(line).is_file()
    except (OSError, ValueError, RuntimeError):
        good = False
    return (True, "found") if good else (False, "no such file")


async def _read(app: Preparing, path: Path) -> None:
    try:
        found = await asyncio.to_thread(read, path)
    except PaperError as error:
        app.notify(str(error), severity="error", markup=False)
        return
    look(app, path, found)


def look(app: Preparing, path: Path, found: Found) -> None:
    """Show what was found in a file; Enter there imports it."""

    async def answered(teacher: str | None) -> None:
        if teacher and not app.work.session:
            drafting.forget(app, name)
            await _take(app, found, teacher)
        else:
            drafting.drop(app, name)

    name = f"review {path.name}"
    said = Review(
        path.name, found.found, found.blank, found.unrecognised, found.plan.teacher, found.look
    )
    app.push_screen(ReviewScreen(said, drafting.draft(app, name)), answered)


async def _take(app: Preparing, found: Found, teacher: str) -> None:
    found = replace(found, plan=replace(found.plan, teacher=teacher))
    try:
        app.work.session, known = await asyncio.to_thread(
            conversations.take_in, app.work.library, found, app.work.now, app.work.opened
        )
    except StoreError as error:
        app.complain(error)
        return
    await app.show_prepare()
    carried = carried_over(found.plan, app.work.open.conversation.private.plan)
    if known:
        app.tell("This plan was added before: here it is.")
    elif carried:
        app.tell(f"Carried over from last time: {' · '.join(label for label, _ in carried)}")
