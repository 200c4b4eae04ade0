"""What of the private half the coach can have as a file: shown, with the command that writes it.

No file of it is written from here: the folder of exports is what goes to the teacher.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from mqi_tui.services import own_files
from mqi_tui.ui.dialogs.reader import ReaderScreen

if TYPE_CHECKING:
    from mqi_tui.services.workspace import Workspace
    from mqi_tui.ui.once import Doing, Once

NO_SAMPLE = "nothing of the sample is kept"


def deeds(screen: Once, work: Workspace) -> Mapping[str, Doing]:
    """Both, in the palette."""
    if work.sample:
        return dict.fromkeys(("notes-file", "plan-file"), NO_SAMPLE)
    return {"notes-file": partial(notes, screen, work), "plan-file": partial(plan, screen, work)}


def notes(screen: Once, work: Workspace) -> None:
    """The quick notes."""
    of = work.open.conversation
    ways = [f"as a file, by a command in a terminal:\n{own_files.to_write_notes(of.id)}"]
    screen.ask(ReaderScreen("My notes · PRIVATE", own_files.notes(of), ways=ways))


def plan(screen: Once, work: Workspace) -> None:
    """The planning guide, with what was typed a moment ago."""
    screen.leave()
    of = work.open.conversation
    command = own_files.to_write_plan(of.id)
    ways = [f"to print or fill in, in Word, by a command in a terminal:\n{command}"]
    screen.ask(ReaderScreen("The plan · PRIVATE", own_files.plan(of), ways=ways))
