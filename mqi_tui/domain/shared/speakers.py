"""Whose words a line of the log is: it may begin with a short name, as in `Rivera: they tried`."""

from __future__ import annotations

import re
from collections.abc import Sequence

TEACHER, COACH, BOTH = 1, 2, 3
"""Places of the speakers, counted from one, as `Header.speakers` gives their names."""

_TITLE = re.compile(r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\.?\s+)+", re.IGNORECASE)
_ITEM = re.compile(r"\s*(?:[-*+]\s+|\d+[.)]\s+)?(?:\[[ xX]?\]\s+)?")


def speaker(name: str) -> str:
    """The short name a line begins with: `Rivera` for `Ms. Rivera`, `Okafor` for `J. Okafor`."""
    name = name.strip()
    title = _TITLE.match(name)
    return name[title.end() if title else 0 :].split()[-1] if name else ""


def begins(line: str) -> int:
    """Where the words of a line begin, behind the mark of a list and its box."""
    match = _ITEM.match(line)
    return match.end() if match else 0


def said_by(line: str, names: Sequence[str]) -> int:
    """Whose words a line is: the place of the name in `names`, from one; 0 for nobody's."""
    words = line[begins(line) :]
    return next((n for n, name in enumerate(names, 1) if name and words.startswith(f"{name}:")), 0)


def next_speaker(line: str, names: Sequence[str]) -> tuple[int, str, str]:
    """The speaker that a line has now, and the one in turn: none, then `names` one by one.

    Returns:
        The column where it stands, what to take away there, and what to put in its place.
    """
    prefixes = ["", *(f"{name}: " for name in names if name)]
    at = begins(line)
    now = next((prefix for prefix in prefixes[1:] if line[at:].startswith(prefix)), "")
    return at, now, prefixes[(prefixes.index(now) + 1) % len(prefixes)]


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
