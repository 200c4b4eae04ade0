"""Before the call: what is read before a plan is shown, and what its screen shows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mqi_tui.domain.private.preparation import Preparation
from mqi_tui.domain.watching_email import standing
from mqi_tui.files import programme
from mqi_tui.services.carry_over import LastTime, last_time
from mqi_tui.services.held_hours import timing
from mqi_tui.text.dates import in_words

if TYPE_CHECKING:
    from mqi_tui.domain.private.timing import Timed
    from mqi_tui.services.session import Session
    from mqi_tui.services.workspace import Workspace

NOTHING = LastTime()


class Beforehand(NamedTuple):
    """It stays as it was when the plan was opened."""

    last: LastTime = NOTHING
    """What the conversation before left."""
    email_template: str = ""
    """A programme's own e-mail; empty: ours."""
    timed: tuple[Timed, ...] = ()
    """How the steps ran in the coach's latest hours."""


def read(work: Workspace) -> Beforehand:
    """It, for the open conversation; from the disk."""
    return Beforehand(before(work), _template(work), timing(work.holding))


def before(work: Workspace) -> LastTime:
    """What the conversation before the open one left; from the disk."""
    here = work.open.conversation
    teacher, rehearsed = here.private.plan.teacher, not here.plan_key
    return last_time(work.holding, teacher, rehearsed=rehearsed, before=here.id)


def _template(work: Workspace) -> str:
    folder = work.config.folder
    return programme.read(folder).email if folder else ""


def preparation(session: Session, known: Beforehand) -> Preparation:
    """What the plan's screen shows now."""
    half, header = session.conversation.private, session.conversation.log.header
    when = in_words(header.when) or "no date yet"
    return Preparation(
        plan=half.plan,
        drafts=half.drafts,
        guide=half.guide,
        about=" · ".join(filter(None, (session.mark, header.who, when))),
        last_title=known.last.title,
        last_log=known.last.log,
        since=half.since,
        email=standing(half, known.email_template, session.wall().date()),
        last=known.last.plan,
        timed=known.timed,
    )
