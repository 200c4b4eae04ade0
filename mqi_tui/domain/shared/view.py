"""What is to be seen of a conversation where the teacher may look on, beside the log itself."""

from __future__ import annotations

from dataclasses import dataclass

from mqi_tui.domain.shared.carets import Caret


@dataclass(frozen=True, slots=True)
class SharedView:
    """Nothing private is in it."""

    step: int = 0
    """The step that runs; before the start, the one that will be first."""
    heading: str = ""
    """The heading of the section that it writes under."""
    of_day: str = ""
    """The time of day, and until when both agreed to talk."""
    moment: str = ""
    """The step and the minutes left, where the coach wants them seen."""
    status: str = ""
    """The store's word on saving, and how it stands with other windows."""
    carets: tuple[Caret, ...] = ()
    """Where guests write."""
