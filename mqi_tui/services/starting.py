"""How an hour starts: what is to be asked first, and what each answer does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Literal

from mqi_tui.domain.private import clock_actions
from mqi_tui.domain.private.record import usual_when
from mqi_tui.services.conversations import utc
from mqi_tui.services.filling import fill
from mqi_tui.text import dates
from mqi_tui.text.dates import FORMAT

if TYPE_CHECKING:
    from mqi_tui.domain.private.events import Events
    from mqi_tui.services.session import Session

Question = Literal["", "early", "which end"]
"""Whether to start at all, on a day before the one agreed on; or which end holds, near the time."""


def question(session: Session) -> Question:
    """What has to be asked before it is started now."""
    if clock_actions.is_early(_agreed(session), session.wall()):
        return "early"
    planned = session.conversation.private.plan.when
    near = clock_actions.asks_how_to_start(utc(planned), session.now())
    return "which end" if near else ""


def _agreed(session: Session) -> datetime | None:
    """The time agreed on."""
    planned = session.conversation.private.plan.when
    return datetime.strptime(planned, FORMAT) if planned else None


def start(session: Session, answer: str) -> Callable[..., Events]:
    """What moves the clock. `today` dates an early one today first; `keep` keeps the end that was
    agreed on; any other answer starts it with the full time. What is held hours before or after its
    time, on its day, is dated as it is held: log and exports say when that was.
    """
    when = utc(session.conversation.private.plan.when)
    is_today = answer == "today" and question(session) == "early"
    if is_today or clock_actions.is_moved(_agreed(session), session.wall()):
        _date_today(session)
    if answer == "keep" and when is not None:
        kept = clock_actions.kept_end(session.outline, when, session.now())
        return partial(clock_actions.start, until_end=kept)
    return clock_actions.start


def _date_today(session: Session) -> None:
    """What is held at another time than its own is held now: log, e-mail and exports say so.

    The time that was agreed on stays the usual one: the next date goes by it.
    """
    agreed = usual_when(session.conversation.private)
    fill(session, "when", dates.kept(session.wall()))
    session.change(agreed_when=agreed)
