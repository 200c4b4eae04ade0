"""What a label asks for, in four ways of looking; and where what it asks ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from mqi_tui.files.guide.blocks import Block
from mqi_tui.files.guide.labels import LABELS, label, label_anywhere
from mqi_tui.files.guide.printed import asked_in_print, printed
from mqi_tui.files.guide.wording import Place, says, words_of

LONGEST, LONGEST_GUESS = 40, 10
"""Words of a label; and of one that does not stand out, in a guide that names no sections."""
FIRST_CLIP: tuple[Place, ...] = (("talk", 5), ("talk", 6))
ALSO_ASKED: Mapping[str, str] = {
    "notes.practice": "how relate goal", "notes.learn": "why salient", "frame": "why choose",
}  # fmt: skip
"""What is asked once more behind, or below, a question about a clip: no answer to it."""
_CLIP = re.compile(r"^clips\.[12]\.")
_BRACKETS = re.compile(r"^\([^()]*\?\)\s*[:?]?\s*")
SURE = 2
"""How much a line says of what a field is known by, to ask for it in another section."""

Way = Callable[[str, Block, Place, Collection[str]], tuple[str, Place]]
"""From a label's words, its line, the section, and what was asked before."""


def here(head: str, _: Block, place: Place, asked: Collection[str]) -> tuple[str, Place]:
    """What it asks for in this section.

    What is asked of the first clip once more, in the form's own words, is asked of the second.
    """
    found = label(head, place, asked) if _is_short(head, LONGEST) else ""
    again = found in asked and place in FIRST_CLIP and asked_in_print(head, found, place)
    return ("" if again and not found.endswith(".bring_in") else found), place


def in_print(head: str, _: Block, place: Place, asked: Collection[str]) -> tuple[str, Place]:
    """What it asks for in the form's own words, whose section has lost its heading."""
    places = [*LABELS]
    start = places.index(place) if place in LABELS else 0
    for one in [*places[start:], *places[:start]]:
        for key, _words in LABELS[one]:
            if key not in asked and asked_in_print(head, key, one):
                return key, one
    return "", place


def elsewhere(head: str, block: Block, place: Place, asked: Collection[str]) -> tuple[str, Place]:
    """What it asks for that belongs to another section, in a guide that names them."""
    looks_like_one = block.stands_out and (not block.only_bold or head.endswith((":", "?")))
    if not looks_like_one or not _is_short(head, LONGEST):
        return "", place
    return label_anywhere(head, place, asked, SURE)[0], place


def anywhere(head: str, block: Block, place: Place, asked: Collection[str]) -> tuple[str, Place]:
    """What it asks for in a guide that names no sections."""
    if not _is_short(head, LONGEST):
        return "", place
    found, there = label_anywhere(head, place, asked)
    is_one = block.stands_out or _is_short(head, LONGEST_GUESS) or printed(head, there)
    return (found, there) if is_one else ("", place)


def _is_short(head: str, most: int) -> bool:
    return len(words_of(head)) <= most


def beside(tail: str, key: str, place: Place) -> str:
    """What stands beside a label, without its second question."""
    aside = _BRACKETS.match(tail)
    if aside and printed(aside[0], place):
        return tail[aside.end() :]
    also, mark, more = tail.partition("?")
    return more.strip() if mark and is_second(also, key, place) else tail


def is_second(text: str, key: str, place: Place) -> bool:
    """Whether a line is the second question of a label, on a line of its own."""
    words = ALSO_ASKED.get(_CLIP.sub("", key), "")
    return bool(words and says(text, words)) and printed(text, place)
