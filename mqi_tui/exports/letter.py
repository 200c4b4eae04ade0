"""The log as an e-mail to the teacher, with the date of the next conversation; the coach sends it.

No address is known, so it has none. What is in it is seen before it is sent.
"""

from __future__ import annotations

from mqi_tui.exports.handout import Handout
from mqi_tui.exports.message import message
from mqi_tui.exports.page import page
from mqi_tui.mail import eml
from mqi_tui.text.dates import spelled


def made(handout: Handout) -> bytes:
    """The message, as bytes: plain text, and the page for programs that show it."""
    opening = _opening(handout)
    body = "\n\n".join([*opening, "—" * 20, message(handout)])
    return eml(subject(handout), body, page(handout, opening))


def subject(handout: Handout) -> str:
    """`Our log: Ms. Rivera, cycle 6, Tue 24 Nov 2026`."""
    header = handout.log.header
    cycle = f"cycle {header.cycle}" if header.cycle else ""
    return f"Our log: {', '.join(one for one in (header.teacher, cycle, handout.day) if one)}"


def _opening(handout: Handout) -> list[str]:
    """The paragraphs above the log."""
    header, of_day = handout.log.header, f" of {handout.day}" if handout.day else ""
    paragraphs = [
        f"Dear {header.teacher},",
        f"Thank you for our conversation. Here is our log{of_day}: "
        "please change or add what you see differently.",
    ]
    if handout.meeting:
        paragraphs.append(f"We meet again: {spelled(handout.meeting.start)}.{_request(handout)}")
    return [*paragraphs, *([header.coach] if header.coach else [])]


def _request(handout: Handout) -> str:
    """What the teacher does until then."""
    asked = handout.asked_for
    return f" Until then, please {asked.rstrip('.')}." if asked else ""
