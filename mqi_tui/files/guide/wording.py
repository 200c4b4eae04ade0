"""The words of a line, and whether they are those that something is known by."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
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

LONGEST_KEY = 16
"""No key word has more letters."""


@lru_cache(maxsize=1_000)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a line, in small letters, without punctuation, and without ligatures."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return tuple(re.findall(r"\w+", plain.replace("'", "").replace("’", "")))


@lru_cache(maxsize=10_000)
def says(text: str, alternatives: str) -> float:
    """How much of what something is known by a line says; nothing where it is not that.

    Args:
        text: the line.
        alternatives: key words, parted by `|`. A line has all of one alternative, in any order;
            a word of it is how a word there may begin. `=`: these words, and no others.
    """
    here, begins = words_of(text), _beginnings(text)
    return max(
        (len(words) + EXACT) * (here == words) if exact else len(words) * begins.issuperset(words)
        for exact, words in _read(alternatives)
    )


@lru_cache(maxsize=100)
def _beginnings(text: str) -> frozenset[str]:
    """How the words of a line begin: asked for hundreds of key words, a line is cut up once."""
    return frozenset(word[:n] for word in words_of(text) for n in range(1, LONGEST_KEY + 1))


@cache
def _read(alternatives: str) -> tuple[tuple[bool, tuple[str, ...]], ...]:
    """Each alternative: whether it means these words and no others, and its words."""
    every = alternatives.split("|")
    return tuple((one.startswith("="), tuple(one.removeprefix("=").split())) for one in every)
