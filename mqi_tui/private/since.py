"""Last time's action steps, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mark = Literal["", "done", "partly", "not yet"]


@dataclass(frozen=True, slots=True)
class OldStep:
    """One action step of last time, as the log had it, without its box.

    `line`: `what — who, by when`; `words`: what happened.
    """

    line: str
    mark: Mark = ""
    words: str = ""
