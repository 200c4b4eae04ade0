"""The minutes that the steps take with this coach, taken into a plan and given back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from mqi_tui.domain.private.form import without_minutes
from mqi_tui.domain.private.timing import suggested

if TYPE_CHECKING:
    from mqi_tui.domain.guide import StepChange
    from mqi_tui.domain.private.timing import Timed
    from mqi_tui.services.session import Session


class OwnTiming:
    """Remembers what the plan changed in the outline before it followed the coach's timing."""

    def __init__(self, timed: Sequence[Timed]) -> None:
        """`timed`: how the steps ran in the coach's latest hours."""
        self._timed = timed
        self._before: tuple[Mapping[int, StepChange], Mapping[str, str]] | None = None
        """The steps, and what was half typed of their minutes."""

    def turn(self, session: Session) -> str:
        """Let the plan follow it; asked again, be as it was. What is told of that.

        Minutes half typed, or wrong, give way with those that they stand for, and come back so.
        """
        half = session.conversation.private
        new = suggested(half.plan, half.guide, self._timed)
        others = without_minutes(half.drafts)
        typed = {key: words for key, words in half.drafts.items() if key not in others}
        if new != half.plan:
            self._before = half.plan.steps, typed
            session.prepare(plan=new, drafts=others)
            return "The minutes follow your timing · F7 takes it back"
        if self._before is not None:
            steps, before = self._before
            session.prepare(plan=replace(half.plan, steps=steps), drafts={**others, **before})
            self._before = None
            return "The minutes are as they were"
        return "No step ran long or short often enough to change its minutes"
