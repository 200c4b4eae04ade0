"""Which words of a planning guide lead to which section, and to which field of the plan.

A few key words a field, in any order; a word here is how words there may begin.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from mqi_tui.domain.private.planning_guide import AS_USUAL, SECTIONS, Field, purpose
from mqi_tui.files.guide.wording import EMAIL, Place, says, words_of

HEAD: tuple[tuple[str, str], ...] = (
    ("teacher", "=teacher|=teacher name|=teachers name|=name of teacher|=name of the teacher"
     "|=name of teacher being coached|=name of the teacher being coached"),
    ("coach", "=coach|=coach name|=coachs name|=name of coach|=name of the coach"),
    ("cycle", "=cycle|=cycle number|=coaching cycle|=coaching cycle number"),
    ("when", "=when|=date|=date and time|=date time|=day and time|=day time|=conversation date"
     "|=date of conversation|=date of the conversation|=meeting date|=date of meeting"
     "|=date of the meeting|=meeting date and time|=meeting time|=meeting day and time"),
)  # fmt: skip
"""Found anywhere before the conversation's own sections; `=`: these words and no others."""

CLIP = (
    ("frame", "frame clip|frame"), ("codes", "code clip|code"),
    ("bring_in", "annotation|time stamp|timestamp|=optional"),
    ("responses", "teacher say respond|teacher say|respond|response"),
    ("questions", "generative question|question"),
)  # fmt: skip
STOCK = (
    ("stock_clip.relation", "relate focus|serve focus|stock clip focus"),
    ("stock_clip.frame", "introduce stock clip|introduce"),
    ("stock_clip.questions", "score vary question|stock clip question|question"),
    ("stock_clip.master_scores", "master score"),
    ("stock_clip.codes", "stock clip code|code"),
    ("stock_clip.title", "stock clip|=title|=pseudonym title"),
)  # fmt: skip

LABELS: Mapping[Place, tuple[tuple[str, str], ...]] = {
    ("prepare", 1): (
        ("focus_relation", "relate goal|serve goal|focus goal how|relate focus|serve focus"
         "|why focus"),
        ("focus", "focus"),
        ("dimension", "=dimension|=rubric dimension|=dimension of the rubric"
         "|=current rubric dimension"),
        ("goals", "learning goal|=goals|=teacher goals|=teachers goals"),
        ("notes", "planning notes|=notes|=private notes"),
    ),
    ("prepare", 2): (
        ("lesson", "summary lesson|lesson short|=lesson|=the lesson|topic lesson"),
        ("clips.N.summary", "summary clip|=summary|brief summary|what happens"),
        ("clips.N.reason", "why this clip|why clip|reason clip|reason"),
        ("clips.N.chosen_by", "chosen by"),
        ("clips.N", "clip selection|=clip|=first clip|=second clip|=clip 1|=clip 2|clip time"),
    ),
    ("prepare", 3): (
        ("clips.N.annotations", "annotation|teacher do say|students do say|relationship rubric"),
        ("clips.N.notes.interpretations", "interpretation"),
        ("clips.N.notes.learn", "want learn|should learn|take away"),
        ("clips.N.notes.practice", "practice"), ("clips.N.notes.skilled", "skill|look like"),
        ("clips.N.notes.suggestions", "suggestion"),
        ("clips.N.notes.questions", "=questions|wonder"),
        ("notes", "planning notes|=notes|=private notes"),
    ),
    ("prepare", 4): STOCK,
    ("talk", 2): (("review", "frame conversation"),),
    ("talk", 3): STOCK,
    ("talk", 4): (("opening", "opening question|opening|invite|question"),),
    ("talk", 5): tuple((f"clips.1.{key}", words) for key, words in CLIP),
    ("talk", 6): tuple((f"clips.1.{key}", words) for key, words in CLIP),
    ("talk", 7): tuple((f"clips.2.{key}", words) for key, words in CLIP),
    ("talk", 8): (("extra", "additional|bring up|quick points|=feedback|=other feedback"),),
}  # fmt: skip

ALONE: Mapping[Place, str] = {
    ("prepare", 4): "stock_clip.title", ("talk", 2): "review", ("talk", 4): "opening",
    ("talk", 8): "extra",
}  # fmt: skip
"""What the words below a heading are for, where nothing asks for them."""

OWN = (
    "Planning guide of a coaching conversation", "PRIVATE: for the coach alone",
    "Before the conversation", "The conversation",
)  # fmt: skip
"""Title, warning and the names of the two parts in a guide that we write."""
EMAIL_MADE = "mqi makes it from this plan: you see, change and send it there, in part 5."
"""What a guide that we write says in place of an e-mail that nobody changed."""
ASIDE = "=guiding questions"
"""Lines of the guide itself, which ask for nothing."""
TITLE = frozenset(["my", "mqi", "coaching", "coach", "conversation", "planning", "guide"])
NUMBERS = frozenset(["1", "2", "first", "second"])
CLIP_NAMES = NUMBERS | {"clip", "the", "notes", "on", "for"}
HEAD_KEYS = frozenset(key for key, _ in HEAD)
HERE = 0.75
"""What it counts for that a label is one of the section where the reading stands."""
STOCK_CLIP = "stock clip|stock video"
_NUMBER = re.compile(r"^\d{1,2}[.)]?\s+")
_PURPOSES = frozenset(
    words_of(line)
    for one in SECTIONS
    for goal, prompts in (purpose(one), purpose(one, first=True))
    for line in (goal, *prompts)
)
"""What a guide that we write says of its sections."""
_AS_USUAL = re.compile(AS_USUAL.format(r"(\d{1,3}|none)"))
_OWN_LABELS = frozenset(words_of(field.label) for one in SECTIONS for field in one.fields)


def label(text: str, place: Place, asked: Collection[str] = ()) -> str:
    """The field that a line asks for in a section; `clips.N…` where the clip is to be seen.

    `asked`: those that were asked for before, since our own form has some labels twice.
    """
    text = _NUMBER.sub("", text)
    same = [f.key for f in _section(place) if words_of(f.label) == words_of(text)]
    own = next((key for key in same if key not in asked), "")
    return own or next((key for key, words in _rules(place) if says(text, words)), "")


def label_anywhere(
    text: str, place: Place, asked: Collection[str], least: float = 1
) -> tuple[str, Place]:
    """The field that a line asks for most of all, in whichever section; and that section.

    What it says of the clip that it is about decides, then how much it has of what a field is known
    by (`least`: that is enough), then how near its section is.
    """
    text = _NUMBER.sub("", text)
    here = [*LABELS].index(place) if place in LABELS else 0
    places = [*[*LABELS][here:], *[*LABELS][:here]]
    scores = {
        (key, one): score + HERE * (one == place)
        for one in places
        for key, words in _rules(one)
        if key not in asked and _is_about(text, key) and (score := says(text, words)) >= least
    }
    return max(scores, key=lambda found: scores[found], default=("", place))


def looks_like_label(text: str) -> bool:
    """Whether a line has the words of a label of some section."""
    return any(says(text, words) for rules in LABELS.values() for _, words in rules)


def known(text: str) -> bool:
    """Whether a line has the words of a label, of the head or a section, or is one of ours."""
    return names_head(text) or looks_like_label(text) or words_of(text) in _OWN_LABELS


def _is_about(text: str, key: str) -> bool:
    """Whether a field is of the clip that a line names, if it names one."""
    if says(text, STOCK_CLIP):
        return key.startswith("stock_clip")
    clip = clip_in(text)
    return not clip or key.startswith((f"clips.{clip}", "clips.N"))


def _rules(place: Place) -> tuple[tuple[str, str], ...]:
    head = HEAD if place[0] == "prepare" and place != EMAIL else ()
    return (*head, *LABELS.get(place, ()))


def aside(text: str) -> bool:
    """Whether a line only says what the paper is, or repeats what the guide asks."""
    words = words_of(text)
    title = "guide" in words and TITLE.issuperset(words)
    is_ours = words in _PURPOSES or words in map(words_of, (*OWN, EMAIL_MADE))
    return title or is_ours or bool(says(text, ASIDE)) or _is_page(text)


def tells_usual(text: str) -> bool:
    """Whether a line only says which minutes a step has while none are written."""
    return _AS_USUAL.fullmatch(text.strip()) is not None


def _is_page(text: str) -> bool:
    """Whether it is a page's number."""
    return re.fullmatch(r"\W*page \d+(?: of \d+)?\W*", text, re.IGNORECASE) is not None


def names_head(text: str) -> bool:
    """Whether a line is the name of what stands at the head of a guide, and no more."""
    return any(says(text, words) for _, words in HEAD)


def names_field(text: str) -> bool:
    """Whether a line is the name of a field as the form says it, in more than a word or two."""
    words = words_of(text)
    return len(words) >= 3 and words in _OWN_LABELS


def names_clip(text: str) -> bool:
    """Whether a line only says which clip comes."""
    words = words_of(text)
    named = NUMBERS.intersection(words)
    return "clip" in words and len(named) == 1 and CLIP_NAMES.issuperset(words)


def clip_in(text: str) -> int | None:
    """The clip that a line names: 1 or 2."""
    found = re.search(r"\bclips?\s*(?:selection\s*)?#?\s*([12])\b|\b(first|second)\b", text.lower())
    return None if found is None else 2 if found[1] == "2" or found[2] == "second" else 1


def _section(place: Place) -> tuple[Field, ...]:
    return next(s.fields for s in SECTIONS if (s.part, s.number) == place)
