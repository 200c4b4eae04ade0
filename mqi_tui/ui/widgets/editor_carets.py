"""Where others write in the log: cells in their colours, moved along by every change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from textual.document._document import Location

from mqi_tui.domain.shared.carets import Caret
from mqi_tui.ui.widgets.document import moved

NAMED_FOR = 4
"""Seconds that a name is shown after its caret has moved."""


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else's caret in the text."""

    name: str
    at: Location
    named_for: int
    """Seconds that the name is still shown."""


class Others:
    """The carets of others, each by the number of their replica, moved along by every change."""

    def __init__(self) -> None:
        self._told: dict[int, Caret] = {}
        self._here: dict[int, Other] = {}

    def told(self, carets: Iterable[Caret], find: Callable[[int], Location]) -> bool:
        """These are there now; whether anything is to be shown anew.

        A caret that is told of once more as before has been moved along meanwhile, and stays.
        `find`: the place in the text at so many UTF-16 units.
        """
        told = {one.client: one for one in carets}
        if told == self._told:
            return False
        self._here = {
            client: self._here[client]
            if self._told.get(client) == one and client in self._here
            else Other(one.name, find(one.at), NAMED_FOR)
            for client, one in told.items()
        }
        self._told = told
        return True

    def move(self, top: Location, bottom: Location, end: Location) -> None:
        """The text from `top` to `bottom` gave way to one that ends at `end`."""
        for client, one in self._here.items():
            self._here[client] = replace(one, at=moved(one.at, top, bottom, end))

    def wrote(self, client: int, end: Location) -> bool:
        """What was written there ends where its writer's caret is. Whether that is here."""
        one = self._here.get(client)
        if one:
            self._here[client] = replace(one, at=end, named_for=NAMED_FOR)
        return one is not None

    def rest(self) -> bool:
        """A second has passed: names of those who do not move are shown no more. Whether any is."""
        for client, one in self._here.items():
            self._here[client] = replace(one, named_for=max(0, one.named_for - 1))
        return any(one.named_for for one in self._here.values())

    def on(self, line: int) -> tuple[Other, ...]:
        """Those on a line."""
        if not self._here:
            return ()
        return tuple(one for one in self._here.values() if one.at[0] == line)
