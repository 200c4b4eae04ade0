"""What a file says, as plain data, and on which line of it each thing stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

Way = tuple[str | int, ...]
"""How to get to a value: ("clips", 0, "start")."""
KEY = "[key]"
"""What pydantic adds to the way to a name in a mapping."""
Problem = tuple[int | None, str]
"""Line, if there is one, and what is wrong with it."""


class Source(NamedTuple):
    """`data`: dicts, lists and single values. `lines`: where what stands at a way begins.

    `places`: of the items of a list, what each is for a reader: the first, the second, counted with
    those that were left blank.
    """

    data: Any
    lines: Mapping[Way, int]
    places: Mapping[Way, int]

    def line(self, way: Way) -> int | None:
        """The line of what stands at a way; where it is missing, of what it would stand in."""
        found = (self.lines.get(way[:length]) for length in range(len(way), -1, -1))
        return next((line for line in found if line), None)

    def place(self, way: Way) -> int:
        """Which item of its list it is that stands at a way, from 1."""
        return self.places.get(way, int(way[-1]) + 1)


def is_in(data: Any, way: Way) -> bool:
    """Whether something stands at a way, and it is not the whole."""
    for name in way:
        here = isinstance(data, dict) and name in data
        if not here and not (isinstance(data, list) and isinstance(name, int) and name < len(data)):
            return False
        data = data[name]
    return way != ()


def without(data: Any, ways: Collection[Way], at: Way = ()) -> Any:
    """`data` without what stands at `ways`. In a list of fields, no fields take its place."""
    if isinstance(data, dict):
        return {
            name: without(item, ways, (*at, name))
            for name, item in data.items()
            if (*at, name) not in ways
        }
    if not isinstance(data, list):
        return data
    keeps_places = any(isinstance(item, dict) for item in data)
    return [
        {} if (*at, number) in ways else without(item, ways, (*at, number))
        for number, item in enumerate(data)
        if keeps_places or (*at, number) not in ways
    ]
