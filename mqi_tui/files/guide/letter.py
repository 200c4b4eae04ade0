"""The e-mail to the teacher: what the coach wrote of it, and what is only printed there."""

from __future__ import annotations

import re

from mqi_tui.files.guide.printed import is_form, printed
from mqi_tui.files.guide.wording import EMAIL, says, words_of

_GREETS = re.compile(r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b", re.IGNORECASE)
_ENDS = re.compile(
    r"(?:best|all the best|kind(?:est)?|warm(?:ly|est|est regards)?|regards|sincerely|yours|cheers"
    r"|thanks|thank you|many thanks|take care|talk (?:to you )?soon|see you)\b",
    re.IGNORECASE,
)
_GAP = re.compile(r"\*[^*\n]+\*|\b00:00\b")
SHORT_END, NAME = 4, 5
"""Words that a farewell, and the name below it, have at most."""
EVERYWHERE = "=hi|=hi teacher|=best|=coach|=again soon"
"""Printed lines with too few words to be told by them."""


def letter(lines: list[str]) -> tuple[str, list[str]]:
    """The finished e-mail in a section, if there is one, and the other lines that are the coach's.

    It goes from the greeting to the name at its end: what stands around it is not for the teacher.
    """
    start, end = _within(lines)
    mine = lines[start:end]
    if not mine or _GAP.search("\n".join(mine)) or all(printed(line, EMAIL) for line in mine):
        return "", _not_printed(lines)
    return "\n".join(mine), _not_printed([*lines[:start], *lines[end:]])


def _within(lines: list[str]) -> tuple[int, int]:
    """Where it begins and ends."""
    start = next((n for n, line in enumerate(lines) if _GREETS.match(line)), len(lines))
    for place in range(start + 1, len(lines)):
        if _ENDS.match(lines[place]) and len(words_of(lines[place])) <= SHORT_END:
            below = next((n for n in range(place + 1, len(lines)) if lines[n]), place)
            named = len(words_of(lines[below])) <= NAME
            return start, (below if named else place) + 1
    return 0, 0


def _not_printed(lines: list[str]) -> list[str]:
    before, mine = "", list[str]()
    for line in lines:
        if is_form(line, EMAIL, before) or says(line, EVERYWHERE):
            before = line
        elif line:
            mine, before = [*mine, line], ""
    return mine
