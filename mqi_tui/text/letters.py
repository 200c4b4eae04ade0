"""Letters as people type them who look for something: without accents, capitals, special signs."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

_SIGNS = str.maketrans({
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ȷ": "j",
    "ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ɣ": "g",
    "ɨ": "i", "ʉ": "u", "ɖ": "d", "ƒ": "f", "ƶ": "z", "ə": "e", "ɛ": "e", "ɔ": "o",
    "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "ʹ": "'", "′": "'", "`": "'", "´": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "″": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
    "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\ufeff": "",
})  # fmt: skip
"""What Unicode takes for letters and signs of their own, and a keyboard may not have."""
Span = tuple[int, int]
"""First character and last character (exclusive)."""


def plain(text: str) -> str:
    """Small letters that any keyboard has: who types lukas means Łukasiewicz, and strasse Straße.

    >>> plain("Łukasiewicz-Ñandú, O’Brien")
    "lukasiewicz-nandu, o'brien"
    """
    if text.isascii():
        return text.casefold().replace("`", "'")
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return bare.translate(_SIGNS).casefold()


def spans(text: str, words: Sequence[str]) -> list[Span]:
    """Where in `text` one of these plain words stands, in order, none overlapping another.

    A letter that is more than one when typed (ß, æ) counts where a part of it is meant.
    """
    folded = [plain(letter) for letter in text]
    starts = [0, *accumulate(map(len, folded))]
    whole = "".join(folded)
    places = sorted(place for word in words if word for place in _places(whole, word))
    found: list[Span] = []
    for first, last in places:
        start, end = bisect_right(starts, first) - 1, bisect_left(starts, last)
        while end < len(folded) and not folded[end]:  # the accents behind a letter
            end += 1
        if found and start <= found[-1][1]:
            start, end = found[-1][0], max(end, found.pop()[1])
        found.append((start, end))
    return found


def _places(whole: str, word: str) -> Iterator[Span]:
    place = whole.find(word)
    while place >= 0:
        yield place, place + len(word)
        place = whole.find(word, place + 1)
