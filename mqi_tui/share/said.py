"""What each of those at a hub said of themselves last: under a number of their own."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

from mqi_tui.domain.roles import INVITED
from mqi_tui.files.stamp import stamped
from mqi_tui.share import presence
from mqi_tui.share.admission import Comer
from mqi_tui.share.ids import owner, prefix

Key = TypeVar("Key", bound=Hashable)


class Said(Generic[Key]):
    """Kept by number and encoded anew: what a role may say, stamped with role and name."""

    def __init__(self) -> None:
        self._owners: dict[int, tuple[Key, Comer]] = {}
        self._words: dict[int, tuple[int, bytes]] = {}
        """By number: when, as its window counts, and what was said."""

    def all(self) -> list[bytes]:
        """A message for each who said something."""
        return [words for _, words in self._words.values()]

    def take(self, who: Key, comer: Comer, message: bytes, most: int = 1) -> Iterator[bytes]:
        """The messages to pass on: what somebody repeats of others, or invents, is not.

        `most`: how many windows they can be.

        Raises:
            ValueError: it is no awareness message.
        """
        for client, clock, words in presence.entries(message):
            if self._is_own(who, comer, client, most):
                said = stamped(comer.given, words)
                encoded = presence.message(client, clock, said)
                self._words[client] = clock, encoded
                if said is None:
                    del self._words[client], self._owners[client]
                yield encoded

    def _is_own(self, who: Key, comer: Comer, client: int, most: int) -> bool:
        """Whether it is one's own number: among the first used, free or of the same token."""
        if comer.given.role in INVITED and owner(client) != prefix(comer.token):
            return False
        holder = self._owners.get(client)
        is_free = holder is None or holder[1].token == comer.token
        if is_free and sum(one == who for one, _ in self._owners.values()) < most:
            self._owners[client] = holder = who, comer
        return holder is not None and holder[0] == who

    def gone(self, who: Key) -> Iterator[bytes]:
        """The message that somebody has gone, unless they are back already."""
        for client in [one for one, (holder, _) in self._owners.items() if holder == who]:
            del self._owners[client]
            if said := self._words.pop(client, None):
                yield presence.message(client, said[0], None)
