"""What the plan's screen shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mqi_tui.domain.private.preparation import Preparation
from mqi_tui.domain.watching_email import standing
from mqi_tui.text.dates import spelled
from mqi_tui.ui.flows import asking

if TYPE_CHECKING:
    from mqi_tui.ui.preparing import Preparing


def preparation(app: Preparing) -> Preparation:
    """What the plan's screen shows."""
    session, last = app.work.open, app.last
    half, header = session.conversation.private, session.conversation.log.header
    when = spelled(asking.moment(header.when)) if header.when else "no date yet"
    return Preparation(
        plan=half.plan,
        drafts=half.drafts,
        guide=half.guide,
        about=" · ".join(filter(None, (app.work.open.mark, header.who, when))),
        last_title=last.title,
        last_log=last.log,
        old_steps=len(half.since),
        email=standing(half, app.email_template),
        timed=app.timed,
    )


def refresh(app: Preparing) -> None:
    """Let the plan's screen show what is so now."""
    if app.work.session and (screen := app.planning):
        screen.preparation = preparation(app)
