"""By when the teacher films and uploads: proposed once there is a date, written once agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mqi_tui.domain.shared.filming import proposed, with_deadlines
from mqi_tui.domain.shared.log import NEXT

if TYPE_CHECKING:
    from mqi_tui.services.session import Session

SECTION = NEXT
"""Of the log, in which it stands."""


def proposal(session: Session) -> str:
    """What is proposed of an open conversation; empty where it is settled, or there is no date."""
    when = session.conversation.private.next_when
    return proposed(session.conversation.log.text, when, session.wall().date()) if when else ""


def take(session: Session) -> str:
    """Write into the log what is proposed, which is returned; empty where nothing is."""
    days = proposal(session)
    if not days:
        return ""
    when, text = session.conversation.private.next_when, session.conversation.log.text
    session.rewrite(with_deadlines(text, when, session.wall().date()))
    return days
