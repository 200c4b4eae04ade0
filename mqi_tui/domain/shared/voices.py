"""How much of the log is the teacher's: for the coach alone, who shall not write it alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from mqi_tui.domain.shared.authors import with_speakers
from mqi_tui.domain.shared.log import ACTION_PLAN, Log, section
from mqi_tui.domain.shared.speakers import BOTH, TEACHER, said_by


class Voices(NamedTuple):
    """Whose words the log holds, in a line; and what is missing in its action plan."""

    balance: str = ""
    plan: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """The balance, and what of it is said where there is less and less room."""
        return tuple(self.balance.replace(_OF, form) for form in (_OF, *_BRIEFLY))


_OF, _BRIEFLY = " of words with a name", (" of named words", " of words")
_WORD = re.compile(r"\w[\w'’-]*")


def balance(text: str, opening: str, names: Sequence[str]) -> int | None:
    """How many of 100 words that were written since `opening` are the teacher's.

    Only lines that say whose they are count; what both say counts half for each. None without any.
    """
    before = set(opening.split("\n"))
    counts = [0.0, 0.0]
    for line in text.split("\n"):
        if line not in before and (who := said_by(line, names)):
            words = _words(line)
            for place in (0, 1) if who == BOTH else (who - 1,):
                counts[place] += words / 2 if who == BOTH else words
    return round(100 * counts[0] / sum(counts)) if sum(counts) else None


def has_word_of_teacher(text: str, names: Sequence[str]) -> bool:
    """Whether a line under the action-plan heading says that it is the teacher's, or both's. A name
    alone is no word of theirs.
    """
    lines = text.split("\n")
    found = section(lines, ACTION_PLAN)
    inside = lines[found.row : found.end] if found else []
    return any(said_by(line, names) in (TEACHER, BOTH) and _words(line) for line in inside)


def _words(line: str) -> int:
    """How many words stand behind the name that a line begins with."""
    return len(_WORD.findall(line.partition(":")[2]))


def voices(log: Log, opening: str, heading: str) -> Voices:
    """What the coach is told.

    Args:
        log: as it is now.
        opening: the log as it was made, whose words are not today's.
        heading: of the section that the running step writes under.
    """
    names, text = log.header.speakers, with_speakers(log)
    share = balance(text, opening, names)
    plans = heading.casefold().startswith(ACTION_PLAN.casefold())
    silent = plans and names and not has_word_of_teacher(text, names)
    return Voices(
        "" if share is None else f"{names[0]} {share} %{_OF}",
        f"no word of {log.header.teacher}'s yet" if silent else "",
    )
