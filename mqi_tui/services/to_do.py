"""What is still to be done after an hour: in its recap, before its end, and at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mqi_tui.domain.private import closing
from mqi_tui.domain.shared.action_steps import steps_of
from mqi_tui.domain.shared.filming import is_blank
from mqi_tui.domain.shared.next_meeting import says_meeting
from mqi_tui.text.dates import in_words

if TYPE_CHECKING:
    from mqi_tui.domain.conversation import Conversation

BOTH = ("date", "due", "steps")
"""What coach and teacher settle together: keys of what is to be done."""


def todos(of: Conversation, proposed: str = "") -> tuple[closing.Todo, ...]:
    """What is still to be done, and what is done. `proposed`: the days to film and upload by."""
    half, steps, gone = of.private, steps_of(of.log), date_gone(of)
    lack = is_blank(of.log.text)
    return closing.todos(half, steps, date_gone=gone, days_lack=lack, proposed=proposed)


def date_gone(of: Conversation) -> bool:
    """Whether the log says nothing of the date of the next conversation."""
    return not says_meeting(of.log.text.split("\n"), in_words(of.private.next_when))


def missing(of: Conversation) -> dict[str, str]:
    """What only both can settle, before they part: key to words."""
    return {one.key: one.words for one in todos(of) if one.key in BOTH and not one.done}
