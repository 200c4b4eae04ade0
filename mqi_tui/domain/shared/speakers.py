"""Whose words a line of the log is: it may begin with a short name, as in `Rivera: they tried`.

The first name and the whole one are as good, where they can be nobody else's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain

TEACHER, COACH, BOTH = 1, 2, 3
"""Places of the speakers, counted from one, as `Header.speakers` gives their names."""

_TITLE = re.compile(r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\.?\s+)+", re.IGNORECASE)
_INITIAL = re.compile(r"\w?\.|\w$")
_ITEM = re.compile(r"\s*(?:[-*+]\s+|\d+[.)]\s+)?(?:\[[ xX]?\]\s+)?")


def speaker(name: str) -> str:
    """The short name a line begins with: `Rivera` for `Ms. Rivera`, `Okafor` for `J. Okafor`."""
    name = name.strip()
    title = _TITLE.match(name)
    return name[title.end() if title else 0 :].split()[-1] if name else ""


class Speaker(str):
    """The short name of who speaks, and what else a line of theirs may begin with."""

    forms: tuple[str, ...]

    def __new__(cls, name: str, forms: Sequence[str] = ()) -> Speaker:
        made = super().__new__(cls, name)
        made.forms = tuple(forms)
        return made


def speakers(teacher: str, coach: str) -> tuple[str, ...]:
    """The short names of teacher and coach, as a line may begin, and both."""
    people = [name for name in (teacher, coach) if speaker(name)]
    forms = [_forms(name) for name in people]
    shared_by = Counter(chain(*forms))
    alone = [[one for one in own if shared_by[one] == 1] for own in forms]
    names = [Speaker(speaker(name), own) for name, own in zip(people, alone, strict=True)]
    return (*names, " + ".join(names)) if len(names) > 1 else tuple(names)


def _forms(name: str) -> list[str]:
    """How somebody may be called: `Dana`, `Dana Whitfield` and `Whitfield`; no initial."""
    title = _TITLE.match(name.strip())
    untitled = name.strip()[title.end() if title else 0 :]
    first = untitled.split()[0]
    called = [name.strip(), untitled, speaker(name)]
    called += [] if _INITIAL.match(first) else [first]
    return list(dict.fromkeys(called))


def begins(line: str) -> int:
    """Where the words of a line begin, behind the mark of a list and its box."""
    match = _ITEM.match(line)
    return match.end() if match else 0


def said_by(line: str, names: Sequence[str]) -> int:
    """Whose words a line is: the place of the name in `names`, from one; 0 for nobody's."""
    return said_as(line, names)[0]


def said_as(line: str, names: Sequence[str]) -> tuple[int, str]:
    """The same, and the name as the line has it."""
    if ":" not in line:  # as most lines of a long log; they are asked each second
        return 0, ""
    words = line[begins(line) :]
    for place, name in enumerate(names, 1):
        for form in (name, *(name.forms if isinstance(name, Speaker) else ())):
            if form and words.startswith(f"{form}:"):
                return place, form
    return 0, ""


def next_speaker(line: str, names: Sequence[str]) -> tuple[int, str, str]:
    """The speaker that a line has now, and the one in turn: none, then `names` one by one.

    Returns:
        The column where it stands, what to take away there, and what to put in its place.
    """
    prefixes = ["", *(f"{name}: " for name in names if name)]
    at = begins(line)
    place, name = said_as(line, names)
    if not line.startswith(f"{name}: ", at) or not place:
        return at, "", prefixes[1 % len(prefixes)]
    turn = prefixes.index(f"{names[place - 1]}: ") + 1
    return at, f"{name}: ", prefixes[turn % len(prefixes)]


def letter_of(name: str, taken: Sequence[str]) -> str:
    """A letter for somebody else, if possible none of those that are taken."""
    own = [sign for sign in name.upper() if sign.isalpha()]
    return next((sign for sign in own if sign not in taken), own[0] if own else "?")


def letters(names: Sequence[str]) -> tuple[str, ...]:
    """A letter for each speaker, no two alike; for both, a sign."""
    if len(names) < 2:
        return tuple(name[:1].upper() for name in names)
    pairs = zip(names[0].upper(), names[1].upper(), strict=False)
    told = (pair for pair in pairs if pair[0] != pair[1] and "".join(pair).isalpha())
    one, other = next(told, ("T", "C"))
    return one, other, "+"
