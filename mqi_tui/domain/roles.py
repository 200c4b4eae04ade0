"""Who may come to a shared log, each with a token."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

COACH, WINDOW = "coach", "window"
OURS = (COACH, WINDOW)
"""Programs on the coach's computer: the one that saves, and the second window."""
GUEST, READER = "guest", "reader"
INVITED = (GUEST, READER)
"""Who comes by a link: one who writes in the log, and one who reads along."""


@dataclass(frozen=True, slots=True)
class Pass:
    """What a token is good for. `name`: of the guest, as the coach calls them."""

    role: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Admitted:
    """Who may come, by token, and under which names of its computer the log is reached.

    `hosts`: besides the names that this computer has for itself.
    """

    passes: Mapping[str, Pass]
    hosts: tuple[str, ...] = ()
