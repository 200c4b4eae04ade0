"""What is still to be done after an hour: in its recap, before its end, and at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mqi_tui.domain.private import closing
from mqi_tui.domain.shared.action_steps import action_steps
from mqi_tui.domain.shared.filming import is_blank

if TYPE_CHECKING:
    from mqi_tui.domain.conversation import Conversation


def todos(of: Conversation) -> tuple[closing.Todo, ...]:
    """What is still to be done, and what is done."""
    text = of.log.text
    return closing.todos(of.private, action_steps(text), days_lack=is_blank(text))
