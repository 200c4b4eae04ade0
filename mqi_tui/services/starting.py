"""How an hour starts: what is to be asked first, and what each answer does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Literal

from mqi_tui.domain.private import clock_actions
from mqi_tui.services.beforehand import date_today
from mqi_tui.services.conversations import utc

if TYPE_CHECKING:
    from mqi_tui.domain.private.events import Events
    from mqi_tui.services.session import Session

Question = Literal["", "early", "which end"]
"""Whether to start at all, long before the time agreed on; or which end holds, near that time."""


def question(session: Session) -> Question:
    """What has to be asked before it is started now."""
    when, now = utc(session.conversation.private.plan.when), session.now()
    if clock_actions.is_early(when, now):
        return "early"
    return "which end" if clock_actions.asks_how_to_start(when, now) else ""


def start(session: Session, answer: str) -> Callable[..., Events]:
    """What moves the clock. `today` dates an early one today first; `keep` keeps the end that was
    agreed on; any other answer starts it with the full time.
    """
    when = utc(session.conversation.private.plan.when)
    if answer == "today" and question(session) == "early":
        date_today(session)
    if answer == "keep" and when is not None:
        kept = clock_actions.kept_end(session.outline, when, session.now())
        return partial(clock_actions.start, until_end=kept)
    return clock_actions.start
