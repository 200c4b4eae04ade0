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
from mqi_tui.text.clean import clean_line
from mqi_tui.ui import drafts
from mqi_tui.ui.dialogs.line import AskLine
from mqi_tui.ui.dialogs.review import Review, ReviewScreen
from mqi_tui.ui.routes import Plan
from mqi_tui.ui.widgets.parts import told_within

if TYPE_CHECKING:
    from mqi_tui.services.workspace import Workspace
    from mqi_tui.ui.once import Once

WHAT = (
    "A filled planning guide: Word, Markdown or text; or a plan of ours (.yaml). "
    "Drop it onto this window, or type its path"
)

ROOMY = 48
"""Columns from which on it is also said what to do; below, the question says so."""


def ask(home: Once, work: Workspace) -> None:
    """Ask for a file, show what was found in it, and make a conversation of it."""

    async def answered(line: str | None) -> None:
        if line:
            drafts.forget(work, "import")
            await _read(home, work, path_in(line))
        else:
            drafts.drop(home, work, "import")

    def checked(line: str) -> tuple[bool, str]:
        return _is_file(line, AskLine.room(home.app.size.width))

    home.ask(AskLine("Which file?", WHAT, checked, drafts.draft(work, "import")), answered)


def _is_file(line: str, room: int) -> tuple[bool, str]:
    """Whether there is such a file, and else where it was looked for, in so many columns."""
    path = path_in(line)
    try:
        if path.is_file():
            return True, "found"
        if path.is_dir():
            return False, "a folder, not a file"
        folder = clean_line(str(path.absolute().parent))
    except (OSError, ValueError, RuntimeError):
        return False, "no such file"
    advice = " · check its name" if path.is_absolute() else " · type its whole path"
    then = advice if room >= ROOMY else ""
    return False, told_within(f"no such file in {folder}", room - len(then)) + then


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
