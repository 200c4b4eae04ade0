"""Characters typed while no field has the focus: commands by themselves, words with what follows.

`-` takes a minute off, and `-try this` is a note that begins with a dash. Which of the two it was
is only known with the next key: so a command that turns out to be the beginning of a note is done
at once, and taken back.
"""

from __future__ import annotations

from typing import NamedTuple

AT_ONCE = 1.5
"""Seconds in which a letter follows a sign that belongs to its word."""


class AtRest(NamedTuple):
    """Signs that were commands. `at`: when the last was typed, seconds as key events have them."""

    signs: str = ""
    at: float = 0.0
    last: str = ""

    def typed(self, sign: str, at: float) -> AtRest:
        """With one more. A sign that is repeated is meant as a command, each time."""
        if self.last == sign and at - self.at < AT_ONCE:
            return AtRest("", at, sign)
        return AtRest(self.words(at) + sign, at, sign)

    def words(self, at: float) -> str:
        """What a note begins with whose first letter is typed now. A space alone is a command."""
        return self.signs.lstrip() if at - self.at < AT_ONCE else ""
