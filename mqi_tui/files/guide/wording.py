"""The words of a line, and whether they are those that something is known by."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

Place = tuple[str, int]
"""A section of the guide: its part ("prepare" or "talk") and its number."""
START: Final[Place] = ("prepare", 1)
NOTES: Final[Place] = ("prepare", 3)
EMAIL: Final[Place] = ("prepare", 5)
ABOUT: Final[Place] = ("print", 1)
"""What the printed guide tells of itself."""
OUTLINE: Final[Place] = ("print", 2)

EXACT = 0.5
"""What it counts for that a line has the words that it is known by, and no others."""


@lru_cache(maxsize=1_000)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a line, in small letters, without punctuation, and without ligatures."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return tuple(re.findall(r"\w+", plain.replace("'", "").replace("’", "")))


def says(text: str, alternatives: str) -> float:
    """How much of what something is known by a line says; nothing where it is not that.

    Args:
        text: the line.
        alternatives: key words, parted by `|`. A line has all of one alternative, in any order;
            a word of it is how a word there may begin. `=`: these words, and no others.
    """
    here = words_of(text)
    return max(_says(here, one) for one in alternatives.split("|"))


def _says(here: tuple[str, ...], wanted: str) -> float:
    words = wanted.removeprefix("=").split()
    if wanted.startswith("="):
        return (len(words) + EXACT) * (list(here) == words)
    return len(words) * all(any(word.startswith(one) for word in here) for one in words)
