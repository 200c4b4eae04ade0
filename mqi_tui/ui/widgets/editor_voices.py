"""Who is told apart in the log, each by a colour and a letter."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from mqi_tui.domain.shared.speakers import begins, letter_of, letters, said_as, said_by, speaker
from mqi_tui.ui.widgets.document import shown
from mqi_tui.ui.widgets.editor_rows import Mark, Row, clip_mark, mark

SPEAKERS = ("teacher", "coach", "both")
GUEST = "guest"
"""Somebody who is none of them."""
KEPT = 1_024
"""Lines of which it is remembered whose they are: each on the screen is asked about at each key."""


class Voice(NamedTuple):
    """The name of a colour, and the letter that needs none; both empty for nobody's."""

    colour: str = ""
    letter: str = ""


NOBODY = Voice()


class Voices:
    """The speakers of a log: teacher, coach, both; and guests, by the names the coach gave them."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        self.names = tuple(names)
        voices = zip(SPEAKERS, letters(names), strict=False)
        self._voices = (NOBODY, *(Voice(*one) for one in voices))
        self._said_by = lru_cache(KEPT)(partial(said_by, names=self.names))
        self.row = lru_cache(KEPT)(self._row)
        """A row of a line from one column to another, and which guest wrote it, as it is where
        nobody is: each on the screen is asked for at each key.
        """

    def of_line(self, line: str, guest: str) -> Voice:
        """Whose a line is: as it says, or else the guest's who wrote it."""
        who = self._said_by(line)
        return self._voices[who] if who or not guest else self.of(guest)

    def _row(self, line: str, start: int, end: int, guest: str) -> Row:
        voice, found = self.of_line(line, guest), clip_mark(self.mark(line), start, end)
        letter = "" if start else voice.letter
        return Row(shown(line[start:end]), found, voice=voice.colour, letter=letter)

    def of(self, guest: str) -> Voice:
        """A guest's; whose name is a speaker's is that one."""
        short = speaker(guest)
        if who := said_by(f"{short}:", self.names):
            return self._voices[who]
        return Voice(GUEST, letter_of(short, [one.letter for one in self._voices]))

    def mark(self, line: str) -> Mark | None:
        """What of a line is set off: the speaker's name before all else."""
        found, who = mark(line), self._said_by(line)
        if who and (found is None or found.kind == "label"):
            at = begins(line)
            name = said_as(line, self.names)[1]
            return Mark(at, at + len(name) + 1, self._voices[who].colour)
        return found
