"""The step's prepared questions, ticked by their numbers as they were asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mqi_tui.domain.private.clock_actions import Refused
from mqi_tui.text.clean import several

if TYPE_CHECKING:
    from mqi_tui.services.session import Session


def tick(session: Session, number: int = 0) -> str:
    """Tick a question as asked, or take the tick away; what was done, in words.

    Args:
        session: of the conversation that is held.
        number: of the question within the running step, from 1; 0: the first that is not ticked.

    Raises:
        Refused: with the reason, if there is none.
    """
    questions, asked = session.step_plan().questions, session.conversation.private.asked
    waiting = [question for question in questions if question.key not in asked]
    if number > len(questions) or not questions:
        raise Refused(f"This step has {several(len(questions), 'question')}")
    if not (number or waiting):
        raise Refused("All were asked")
    question = questions[number - 1] if number else waiting[0]
    session.tick_question(question.key)
    done = "brought up" if question.is_point else "asked"
    was = f"no longer {done}" if question.key in asked else done
    return f"{was.capitalize()}: {question.text}"
