"""Before the call: what is read before a plan is shown, and what is typed into it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from mqi_tui.domain.private import form
from mqi_tui.domain.private.fitting import fitted
from mqi_tui.domain.private.planning_guide import FIELDS
from mqi_tui.domain.private.preparation import Preparation
from mqi_tui.domain.private.record import usual_when
from mqi_tui.domain.video import with_place
from mqi_tui.domain.watching_email import standing
from mqi_tui.files import programme
from mqi_tui.services.carry_over import LastTime, last_time
from mqi_tui.services.held_hours import timing
from mqi_tui.text import dates
from mqi_tui.text.dates import FORMAT, in_words

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


def fill(
    session: Session, key: str, typed: str, videos: Mapping[str, str] = MappingProxyType({})
) -> None:
    """Keep what was typed into a field of the plan; a date as people say it is kept in full.

    `videos`: by the host of a platform, how its addresses name a place.
    """
    half = session.conversation.private
    if FIELDS[key].kind == "web":
        typed = with_place(typed, videos)
    if key == "when":
        usual = datetime.strptime(half.plan.when, FORMAT).time() if half.plan.when else None
        said = dates.read(typed, session.wall(), usual, past=True).moment
        typed = dates.kept(said) if said else typed
    plan, drafts = form.fill(half.plan, half.drafts, key, typed)
    session.prepare(plan=plan, drafts=drafts)
    if key == "when" and half.agreed_when:
        session.change(agreed_when="")


def fit(session: Session, minutes: int) -> None:
    """The plan into so many minutes in all, whatever was half typed there."""
    half = session.conversation.private
    drafts = {key: typed for key, typed in half.drafts.items() if key != "minutes"}
    session.prepare(plan=fitted(half.plan, minutes, half.guide), drafts=drafts)


def date_today(session: Session) -> None:
    """What is held at another time than its own is held now: log, e-mail and exports say so.

    The time that was agreed on stays the usual one: the next date goes by it.
    """
    agreed = usual_when(session.conversation.private)
    fill(session, "when", dates.kept(session.wall()))
    session.change(agreed_when=agreed)


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
