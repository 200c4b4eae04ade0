"""What is typed into the plan of an open conversation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from mqi_tui.domain.private import form
from mqi_tui.domain.private.fitting import fitted
from mqi_tui.domain.private.planning_guide import FIELDS
from mqi_tui.domain.video import with_place
from mqi_tui.text import dates
from mqi_tui.text.dates import FORMAT

if TYPE_CHECKING:
    from mqi_tui.services.session import Session


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
    """The plan into so many minutes in all, whatever was half typed there or of single steps: their
    fields say what is told of them.
    """
    half = session.conversation.private
    plan = fitted(half.plan, minutes, half.guide)
    drafts = form.without_minutes(half.drafts)
    others = {key: typed for key, typed in drafts.items() if key != "minutes"}
    session.prepare(plan=plan, drafts=others)
