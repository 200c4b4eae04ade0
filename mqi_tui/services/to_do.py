"""What is still to be done after an hour: in its recap, before its end, and at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mqi_tui.domain.private import closing
from mqi_tui.domain.shared.action_steps import action_steps
from mqi_tui.domain.shared.filming import is_blank

if TYPE_CHECKING:
    from mqi_tui.domain.conversation import Conversation


def todos(of: Conversation, proposed: str = "") -> tuple[closing.Todo, ...]:
    """What is still to be done, and what is done. `proposed`: the days to film and upload by."""
    text, half = of.log.text, of.private
    steps, lack = action_steps(text), is_blank(text)
    return closing.todos(half, steps, days_lack=lack, proposed=proposed)
