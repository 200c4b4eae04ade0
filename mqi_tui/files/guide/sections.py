"""Which lines of a planning guide begin a section."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from mqi_tui.domain.private.planning_guide import SECTIONS
from mqi_tui.files.guide.printed import printed
from mqi_tui.files.guide.wording import ABOUT, OUTLINE, START, Place, says, words_of

HEADINGS: Mapping[Place, str] = {
    ("prepare", 1): "log focus|previous log|last log",
    ("prepare", 2): "watch lesson|select clip|lesson and clips",
    ("prepare", 3): "notes clip|annotation notes",
    ("prepare", 4): "watch stock|stock codes|=stock clip",
    ("prepare", 5): "email|e mail",
    ("prepare", 6): "prepare conversation|planning conversation",
    ("talk", 1): "introduction|pleasantries",
    ("talk", 2): "review goals",
    ("talk", 3): "discuss stock|frame stock|=stock clip",
    ("talk", 4): "teacher frames",
    ("talk", 5): "coach frames|frame first clip|frame clip 1",
    ("talk", 6): "discuss first clip|discuss clip 1",
    ("talk", 7): "second clip|repeat steps",
    ("talk", 8): "feedback",
    ("talk", 9): "action plan|decid action",
    ("talk", 10): "schedule next",
}
"""In the guide's order."""
BY_NUMBER: Mapping[Place, str] = {
    ("talk", 5): "=clip 1|=first clip|=clip one",
    ("talk", 6): "=clip 1|=first clip|=clip one",
    ("talk", 7): "=second clip|=clip two",
}
"""Names that only a number makes those of a section: a clip has more than one."""
PARTS: Mapping[Place, str] = {
    START: "=preparation|=before the conversation|preparation watch lesson",
    ("talk", 1): "=the conversation|preparation planning conversation",
}
"""The names of the two parts of the guide, and where their first section is."""
PASSAGES: Mapping[Place, str] = {
    ABOUT: "=about this resource",
    OUTLINE: "=outline|outline min|outline conversation",
}
LONGEST, LONGEST_PLAIN = 20, 9
"""Words of a heading that stands out, and of one that has but a number."""
LETTERS = 500
"""Of a heading."""
_NUMBERED = re.compile(r"\s*\(?(?:step\s+)?(\d{1,2})\s*[.)·:]?\s+(.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """The section that a line begins. `sure`: by its number, too; `printed`: in print as well."""

    place: Place
    sure: bool = False
    printed: bool = False


def heading(text: str, part: str, *, stands_out: bool, numbered: bool) -> Heading | None:
    """The section that a line begins, if it begins one.

    Args:
        text: the line.
        part: where the reading is: of sections with the same name, that of this part is meant.
        stands_out: whether the line does.
        numbered: whether it has a number that is not in its text.
    """
    if len(text) > LETTERS:
        return None
    found = _NUMBERED.fullmatch(text)
    title = found[2] if found else text
    number = int(found[1]) if found else 0
    places = [place for place in HEADINGS if not number or place[1] == number]
    named = [place for place in places if _is_title(title, place)] if number else []
    named = named or [place for place in places if says(title, HEADINGS[place])]
    place = min(named, key=lambda place: place[0] != part, default=None)
    if place and _may_be(text, place, number=number, stands_out=stands_out, numbered=numbered):
        return Heading(place, number > 0, printed(text, place))
    return None


def _is_title(title: str, place: Place) -> bool:
    """Whether it is the name that we give a section, or one that its number explains."""
    names = (one.title for one in SECTIONS if (one.part, one.number) == place)
    is_ours = any(words_of(name) == words_of(title) for name in names)
    return is_ours or bool(says(title, BY_NUMBER.get(place, "")))


def _may_be(text: str, place: Place, *, number: int, stands_out: bool, numbered: bool) -> bool:
    """Whether a line with a section's words is its heading, and no answer that has them too."""
    if printed(text, place) and (number or numbered or stands_out):
        return True
    if stands_out:
        return len(words_of(text)) <= LONGEST
    return number > 0 and len(words_of(text)) <= LONGEST_PLAIN + 1 and not text.endswith("?")


def part_title(text: str, *, stands_out: bool) -> Place | None:
    """The first section of the part whose name a line is."""
    if not stands_out and words_of(text)[:1] != ("preparation",):
        return None
    found = (place for place, words in PARTS.items() if says(text, words) and printed(text, place))
    return next(found, None)


def passage(text: str) -> Place | None:
    """What the form tells of itself from here on: about the project, or the hour's outline."""
    found = (one for one, words in PASSAGES.items() if says(text, words) and printed(text, one))
    return next(found, None)


def follows(place: Place) -> Place | None:
    """The section after this one."""
    places = [*HEADINGS, None]
    return places[places.index(place) + 1] if place in HEADINGS else None
