"""The date of the next conversation: asked for in the hour and after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mqi_tui.ui import drafts
from mqi_tui.ui.dialogs import questions

if TYPE_CHECKING:
    from mqi_tui.services.workspace import Workspace
    from mqi_tui.ui.once import Once

DIALOG = "next date"


def ask(screen: Once, work: Workspace) -> None:
    """Choose it, keep it, and write it into the log."""
    session = work.open

    def answered(when: str | None) -> None:
        if when:
            drafts.forget(work, DIALOG)
            session.schedule(when)
        else:
            drafts.drop(screen, work, DIALOG)

    when, draft = session.conversation.private.plan.when, drafts.draft(work, DIALOG)
    screen.ask(questions.next_date(when, session.wall(), draft), answered)
