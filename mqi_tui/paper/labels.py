"""Which words of a planning guide lead to which section, and to which field of the plan.

A few key words a field, in any order; a word here is how words there may begin.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

from mqi_tui.private.form import SECTIONS, Field

Place = tuple[str, int]
"""A section: its part ("prepare" or "talk") and its number."""
START: Final[Place] = ("prepare", 1)

HEADINGS: Mapping[Place, tuple[str, ...]] = {
    ("prepare", 1): ("log focus", "previous log", "last log"),
    ("prepare", 2): ("watch lesson", "select clip", "lesson and clips"),
    ("prepare", 3): ("notes clip", "annotation notes"),
    ("prepare", 4): ("watch stock", "stock codes"),
    ("prepare", 5): ("email", "e mail"),
    ("prepare", 6): ("prepare conversation", "planning conversation"),
    ("talk", 1): ("introduction", "pleasantries"),
    ("talk", 2): ("review goals",),
    ("talk", 3): ("discuss stock", "frame stock"),
    ("talk", 4): ("teacher frames",),
    ("talk", 5): ("coach frames", "frame first clip", "frame clip 1"),
    ("talk", 6): ("discuss first clip", "discuss clip 1"),
    ("talk", 7): ("second clip", "repeat steps"),
    ("talk", 8): ("feedback",),
    ("talk", 9): ("action plan", "decid action"),
    ("talk", 10): ("schedule next",),
}

HEAD: tuple[tuple[str, str], ...] = (
    ("teacher", "=teacher|=teacher name|=name of teacher|=teachers name"),
    ("coach", "=coach|=coach name|=name of coach|=coachs name"),
    ("cycle", "=cycle|=cycle number|=coaching cycle"),
    ("when", "=when|=date|=date and time|=date of conversation|=conversation date"),
)
"""Found anywhere before the conversation's own sections; `=`: these words and no others."""

CLIP = (
    ("frame", "frame"), ("codes", "code"),
    ("annotations", "annotation|time stamp|timestamp"),
    ("responses", "respond|teacher say|response"), ("questions", "question"),
)  # fmt: skip

LABELS: Mapping[Place, tuple[tuple[str, str], ...]] = {
    ("prepare", 1): (
        ("focus_relation", "relate goal|serve goal|focus goal how"), ("focus", "focus"),
        ("goals", "learning goal|=goals|=teacher goals"), ("notes", "planning notes"),
    ),
    ("prepare", 2): (
        ("lesson", "summary lesson|lesson short|=lesson"),
        ("clips.N.summary", "summary clip|=summary|brief summary|what happens"),
        ("clips.N.reason", "reason|why clip"), ("clips.N.chosen_by", "chosen by"),
        ("clips.N", "clip selection|=clip|=first clip|=second clip|=clip 1|=clip 2|clip time"),
    ),
    ("prepare", 3): (
        ("clips.N.annotations", "annotation"), ("clips.N.notes.interpretations", "interpretation"),
        ("clips.N.notes.learn", "want learn|should learn|take away"),
        ("clips.N.notes.practice", "practice"), ("clips.N.notes.skilled", "skill|look like"),
        ("clips.N.notes.suggestions", "suggestion"),
        ("clips.N.notes.questions", "=questions|wonder"), ("notes", "planning notes"),
    ),
    ("prepare", 4): (
        ("stock_clip.master_scores", "master score"),
        ("stock_clip.relation", "relate focus|serve focus"),
        ("stock_clip.codes", "code"), ("stock_clip.title", "stock clip|=title"),
    ),
    ("talk", 2): (("review", "frame conversation"),),
    ("talk", 3): (
        ("stock_clip.frame", "introduce"), ("stock_clip.questions", "question"),
    ),
    ("talk", 4): (("opening", "opening|invite|question"),),
    ("talk", 5): tuple((f"clips.1.{key}", words) for key, words in CLIP),
    ("talk", 6): tuple((f"clips.1.{key}", words) for key, words in CLIP),
    ("talk", 7): tuple((f"clips.2.{key}", words) for key, words in CLIP),
    ("talk", 8): (("extra", "additional|bring up|quick points"),),
}  # fmt: skip

OWN = (
    "Planning guide of a coaching conversation", "PRIVATE: for the coach alone",
    "Before the conversation", "The conversation",
)  # fmt: skip
"""Title, warning and the names of the two parts in a guide that we write."""
ASIDE = ("=coach preparation", "=coach preparation steps 5 and 6", "=guiding questions")
"""Lines of the guide itself, which ask for nothing."""
TITLE = frozenset(["my", "mqi", "coaching", "coach", "conversation", "planning", "guide"])
CLIP_NAMES = frozenset(["clip", "1", "2", "first", "second", "the", "notes", "on", "for"])
LONGEST, LONGEST_PLAIN = 20, 9
"""Words of a heading that stands out, and of one that has but a number."""
_NUMBER = re.compile(r"\s*\(?(?:step\s+)?(\d{1,2})\s*[.)·:]?\s+(.*)", re.IGNORECASE)


def words_of(text: str) -> list[str]:
    """The words of a line, in small letters, without punctuation."""
    return re.findall(r"\w+", text.casefold().replace("'", "").replace("’", ""))


def says(text: str, alternatives: str) -> bool:
    """Whether a line has all the words of one of the alternatives, parted by `|`."""
    here = words_of(text)
    return any(_says(here, one) for one in alternatives.split("|"))


def _says(here: list[str], wanted: str) -> bool:
    if wanted.startswith("="):
        return here == wanted[1:].split()
    return all(any(word.startswith(one) for word in here) for one in wanted.split())


def heading(text: str, *, stands_out: bool, part: str) -> Place | None:
    """The section that a line begins, if it begins one: it stands out or has a number."""
    numbered = _NUMBER.fullmatch(text)
    title = numbered[2] if numbered else text
    if len(words_of(title)) > (LONGEST if stands_out else LONGEST_PLAIN if numbered else 0):
        return None
    for section in SECTIONS:
        if words_of(section.title) == words_of(title) and numbered:
            return section.part, section.number
    places = [place for place, words in HEADINGS.items() if says(title, "|".join(words))]
    if numbered:
        places = [place for place in places if place[1] == int(numbered[1])]
    return min(places, key=lambda place: place[0] != part, default=None)


def label(text: str, place: Place, asked: Collection[str] = ()) -> str:
    """The field that a line asks for in a section; `clips.N…` where the clip is to be seen.

    `asked`: those that were asked for before, since our own form has some labels twice.
    """
    same = [f.key for f in _section(place) if words_of(f.label) == words_of(text)]
    own = next((key for key in same if key not in asked), "")
    rules = (*HEAD, *LABELS.get(place, ())) if place[0] == "prepare" else LABELS.get(place, ())
    return own or next((key for key, words in rules if says(text, words)), "")


def aside(text: str) -> bool:
    """Whether a line only says what the paper is, or repeats what the guide asks."""
    words = words_of(text)
    return (
        words in map(words_of, OWN)
        or says(text, "|".join(ASIDE))
        or ("guide" in words and TITLE.issuperset(words))
    )


def names_clip(text: str) -> bool:
    """Whether a line only says which clip comes."""
    return clip_in(text) is not None and CLIP_NAMES.issuperset(words_of(text))


def clip_in(text: str) -> int | None:
    """The clip that a line names: 1 or 2."""
    found = re.search(r"\bclips?\s*(?:selection\s*)?#?\s*([12])\b|\b(first|second)\b", text.lower())
    return None if found is None else 2 if found[1] == "2" or found[2] == "second" else 1


def _section(place: Place) -> tuple[Field, ...]:
    return next(s.fields for s in SECTIONS if (s.part, s.number) == place)
