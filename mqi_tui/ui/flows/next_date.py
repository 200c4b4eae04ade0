"""The date of the next conversation: asked for in the hour and after it; what is due until then."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from mqi_tui.domain.private.record import usual_when
from mqi_tui.services import deadlines
from mqi_tui.text.dates import in_words
from mqi_tui.ui import drafts
from mqi_tui.ui.dialogs import questions
from mqi_tui.ui.dialogs.when import NO_DATE

if TYPE_CHECKING:
    from mqi_tui.services.workspace import Workspace
    from mqi_tui.ui.once import Doing, Once

DIALOG = "next date"


def deeds(screen: Once, work: Workspace) -> Mapping[str, Doing]:
    """What the palette can do about it."""
    proposed = deadlines.proposal(work.open)
    return {"due": partial(take, screen, work) if proposed else deadlines.why_none(work.open)}


def take(screen: Once, work: Workspace) -> None:
    """Write by when to film and to upload into the log, as it is proposed."""
    if days := deadlines.take(work.open):
        screen.tell(f"In the log: {days} · ctrl+z there takes it out again")


def ask(screen: Once, work: Workspace) -> None:
    """Choose it, keep it, and write it into the log."""
    session = work.open

    def answered(when: str | None) -> None:
        if when == NO_DATE:
            drafts.forget(work, DIALOG)
            log = "taken out of the log" if session.unschedule() else "the log stays as it is"
            screen.tell(f"No next date · {log}")
        elif when:
            drafts.forget(work, DIALOG)
            session.schedule(when)
            screen.tell(f"You meet next {in_words(when)} · it is in the log")
        else:
            drafts.drop(screen, work, DIALOG)

    half, draft = session.conversation.private, drafts.draft(work, DIALOG)
    settle, when = "" if screen.is_shared else half.plan.scheduling, usual_when(half)
    asked = questions.next_date(when, session.wall(), draft, settle, half.plan.when)
    asked.so_far = in_words(half.next_when)
    screen.ask(asked, answered)
