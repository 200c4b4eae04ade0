"""What a keeper was given and has not written yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from mqi_tui.store.changes import Tables

Source = Tables | Callable[[], Tables]
"""Tables, or what makes them on the writing thread."""


class Put(NamedTuple):
    """What a half shall hold."""

    half: str
    source: Source
    moment: float
    """When it was put (monotonic seconds)."""
    number: int
    """How many puts there were, this one included."""
    apart: bool
    """Whether what was put before it is a revision of its own."""


def up_to_one_apart(puts: Sequence[Put]) -> tuple[list[Put], list[Put]]:
    """Those that make the next revision, and the rest."""
    for index, put in enumerate(puts):
        if put.apart and put.number != puts[0].number:
            return [*puts[:index]], [*puts[index:]]
    return [*puts], []
