"""By when the teacher films and uploads: proposed once there is a date, written once agreed."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from mqi_tui.domain.shared.filming import asked_for, is_blank, proposed, with_deadlines
from mqi_tui.domain.shared.log import NEXT

if TYPE_CHECKING:
    from mqi_tui.services.session import Session

SECTION = NEXT
"""Of the log, in which it stands."""
SHORT = 30
"""Characters of what the log says that tell it."""


def proposal(session: Session) -> str:
    """What is proposed of an open conversation; empty where it is settled, or there is no date."""
    when = session.conversation.private.next_when
    return proposed(session.conversation.log.text, when, session.counted_from) if when else ""


def why_none(session: Session) -> str:
    """Why nothing is proposed."""
    text = session.conversation.log.text
    if words := asked_for(text):
        return f"the log says: {shorten(words, SHORT, placeholder='…')}"
    if not is_blank(text):
        return "the log has no line for it"
    has_date = session.conversation.private.next_when
    return "no day is left before the next date" if has_date else "no date is set yet"


def take(session: Session) -> str:
    """Write into the log what is proposed, which is returned; empty where nothing is."""
    days = proposal(session)
    if not days:
        return ""
    when, text = session.conversation.private.next_when, session.conversation.log.text
    session.rewrite(with_deadlines(text, when, session.counted_from))
    return days
