"""What a planning guide says before anyone has filled it in: its outline, goals, notes, its e-mail.

It is known by its words alone, and section by section: a line with a word that the form does not
have there is the coach's. When it is unclear, it is the coach's, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from mqi_tui.files.guide.blocks import Block
from mqi_tui.files.guide.wording import ABOUT, EMAIL, NOTES, OUTLINE, START, Place, says, words_of

_SMALL = (
    "a about after also an and any are as at be before but by can could did didnt do does doesnt "
    "dont down e each eg either even for from g get has have how i ie if im in into is it its "
    "just let like m may maybe me might more no not of on one or our out s so some than that the "
    "their them then there these they things this those to too two up us was we well were weve "
    "what when where which who whom why will with would you your"
)
SMALL = frozenset(_SMALL.split())
"""Words that say nothing by themselves."""

TALK_OF_A_CLIP = (
    "annotation ask bring chose choos clip code coach context conversation frame generative "
    "optional preparation question respond say stamp step talk teach think time want"
)
WORDS: Mapping[Place, str] = {
    ABOUT: (
        "15 45 5 60 achiev align approximat area asses assign between center class clip coach "
        "code common conference content conversation core critical cycle develop direct "
        "discuss document dr educat evaluat film focus follow goal harvard heather held hill "
        "hous identif improve individual instruct lesson math minute mqi online outline own "
        "participat platform polic practic program project purpose quality raise relat "
        "research resource review rubric scor select stock structure student support teach "
        "think under university upload via video"
    ),
    OUTLINE: (
        "5 6 action bring chosen clip coach collaborat conversation decid discuss feedback "
        "fill first fit frame goal introduc log opportunit outline plan pleasantr repeat "
        "review second step stock teach video"
    ),
    START: (
        "action based choos clip coach collaborat conversation current dimension focus goal "
        "identif learn lesson log preparation previous relat review rubric session step teach "
        "watch"
    ),
    ("prepare", 2): (
        "1 2 brief choos clip coach lesson preparation reason select summar teach timestamp watch"
    ),
    NOTES: (
        "action annotation aspect become clip coach detail focus goal guid here improve "
        "interpretation learn lesson look make note planning platform practice preparation "
        "private public question relat rubric salient say skill specific student suggestion "
        "take talk teach video want"
    ),
    ("prepare", 4): (
        "clip coach code conversation focus platform preparation relat rubric stock talk "
        "teach use video watch"
    ),
    EMAIL: (
        "00 1 2 access again assign below best clip coach code dimension email film first "
        "forward hi know learn lesson log logg look next platform please preparation "
        "pseudonym question regular reschedul review rubric sample scor second short soon "
        "stock take talk teach template thanks time title trouble upload video watch week "
        "work"
    ),
    ("prepare", 6): ("coach conversation planning preparation prepare"),
    ("talk", 1): ("build coach conversation goal introduc planning pleasantr preparation relation"),
    ("talk", 2): (
        "based coach collaborat conversation creat focus frame goal learn log preparation "
        "previous review session teach"
    ),
    ("talk", 3): (
        "accompan ask clip coach code discuss frame generative goal guid introduc lens master "
        "preparation question reinforc rubric scor stock teach think vary"
    ),
    ("talk", 4): (
        "allow chosen clip coach context first frame framing goal help know lesson opportunit "
        "provid talk teach think transition video"
    ),
    ("talk", 5): f"{TALK_OF_A_CLIP} 5 6 chosen discuss explain first goal",
    ("talk", 6): f"{TALK_OF_A_CLIP} "
    "action analy continu discuss first generat goal guid lens level move next own "
    "practice reflect reinforc rubric toward ways",
    ("talk", 7): f"{TALK_OF_A_CLIP} 5 6 repeat second",
    ("talk", 8): (
        "additional around big bigger bring captured choos clip coach connected conversation "
        "deal end enough equal error example fairly feedback fit however incorporat issue "
        "longer math means mention note ok opportunit optional pacing point preparation "
        "problem quick running sequenc should sign simple strange therefore want"
    ),
    ("talk", 9): (
        "action adobe coach collaborat decid event exercise fill log plan platform screen "
        "shar should teach together type upload version video while"
    ),
    ("talk", 10): ("coach conversation current end next schedul"),
}
"""By section: how the words begin that it has in print; those of up to three letters, whole."""

ENOUGH = 4
"""Words of its own that make a line the form's, where nothing else does."""
CAPITALS = ("Collaborative", "Log", "Steps")
"""With which a line may begin that goes on with the one above."""
CHANGED = 8
"""In how many words of a question one may be another."""
SURELY = 6
"""Words of its own that make a line the form's wherever it stands."""
LONGEST = 2_000
"""Letters of a paragraph that is printed; the form has none as long."""
LONG = 30
"""Letters of a line that may go on in the next one."""
_MINUTES = re.compile(r"\(?\b\d{1,3}\s?min(?:ute)?s?\b\.?\)?", re.IGNORECASE)
_NUMBER = re.compile(r"^\s*\(?\d{1,2}[.)]\s+")
_LEADS = re.compile(r"^\W*(?:goals?|notes?|for example|e\.?g\.?)\b\W*", re.IGNORECASE)
_PREPARES = re.compile(
    r"^\W*coach(?:['’]?s)?\s+preparation\s*(?:\(\s*steps 5 and 6\s*\))?\W*", re.IGNORECASE
)
_MARKED = re.compile(r"\*|tuesday at 5 ?pm", re.IGNORECASE)
"""How the e-mail's gaps are printed."""
GAPS = frozenset(["tuesday", "5pm", "5", "pm"])


@cache
def _vocabulary(place: Place) -> tuple[frozenset[str], tuple[str, ...]]:
    """Whole words, and how words begin."""
    words = WORDS[place].split()
    whole = SMALL.union(word for word in words if len(word) < ENOUGH)
    return whole, tuple(word for word in words if len(word) >= ENOUGH)


def printed(text: str, place: Place) -> bool:
    """Whether a line says nothing but what the form has in print in a section."""
    return len(text) <= LONGEST and not any(_foreign(text, place))


def _foreign(text: str, place: Place) -> Iterator[str]:
    """The words of a line that the form does not have in a section."""
    whole, begin = _vocabulary(place)
    gaps = GAPS if place == EMAIL and _MARKED.search(text) else frozenset[str]()
    for word in words_of(_NUMBER.sub("", _MINUTES.sub(" ", text))):
        if word not in whole and word not in gaps and not word.startswith(begin):
            yield word


def is_form(text: str, place: Place, above: str = "") -> bool:
    """Whether a line that answers nothing is the form's own.

    `above`: the line above, where that is the form's: with a colon at its end, it leads to this.
    """
    if printed(text, place) and (place in (ABOUT, OUTLINE) or above.rstrip().endswith(":")):
        return True
    return says_enough(text, place) or (leads(text) and printed(text, place))


def says_enough(text: str, place: Place, least: int = ENOUGH) -> bool:
    """Whether a line is so much of what is printed in a section that it can be nothing else."""
    if not printed(text, place):
        return False
    own = [word for word in words_of(text) if word not in SMALL and not word.isdecimal()]
    return len(own) >= least or bool(_MINUTES.search(text))


def is_somewhere(text: str) -> bool:
    """Whether a line is the form's, in whichever section, and surely."""
    return any(says_enough(text, place, SURELY) for place in WORDS)


def leads(text: str) -> bool:
    """Whether a line begins as the form's explanations do: with a goal, a note, an example."""
    return bool(_LEADS.match(text))


def after_preparation(text: str) -> str | None:
    """What stands behind the words that the coach prepares something; None without them."""
    found = _PREPARES.match(text)
    return text[found.end() :] if found else None


QUESTIONS: Mapping[str, str] = {
    "focus": "based goal focus conversation", "focus_relation": "relate teacher learn goal",
    "lesson": "brief summary lesson", "clips.N": "clip selection timestamp",
    "clips.N.summary": "brief summary clip", "clips.N.reason": "reason selection",
    "clips.N.annotations": (
        "guid question annotation|teacher do say|students do say|relationship rubric"
    ),
    "clips.N.bring_in": "time stamp annotation bring",
    "notes": "=private planning notes", "clips.N.notes.interpretations": "=interpretations",
    "clips.N.notes.questions": "=questions", "clips.N.notes.practice": "aspect practice talk clip",
    "clips.N.notes.learn": "want teacher learn", "clips.N.notes.skilled": "look teacher more skill",
    "clips.N.notes.suggestions": "specific actionable suggestion",
    "stock_clip.title": "which stock clip use", "stock_clip.codes": "which rubric code talk",
    "stock_clip.relation": "relate focus conversation", "stock_clip.frame": "introduce stock clip",
    "stock_clip.questions": "score vary master question", "review": "focus goal frame conversation",
    "clips.N.frame": "how frame clip", "clips.N.codes": "which code talk",
    "clips.N.questions": "generative question ask",
    "clips.N.responses": "think teacher say respond", "extra": "additional bring up",
}  # fmt: skip
"""What the form asks for each field, by its key words: more of them than may stand in an answer."""
_N = re.compile(r"(?<=clips\.)\d")


def asked_in_print(text: str, key: str, place: Place) -> bool:
    """Whether a line is the form's own wording of what `key` asks for, not a question like it.

    Some programmes change a word of it.
    """
    words = QUESTIONS.get(_N.sub("N", key), "")
    if not words or len(text) > LONGEST or not says(text, words):
        return False
    return sum(1 for _ in _foreign(text, place)) <= len(words_of(text)) // CHANGED


def is_question(text: str) -> bool:
    """Whether a line is one of the form's questions, in its own words."""
    return any(
        printed(text, place) and any(says(text, words) for words in QUESTIONS.values())
        for place in WORDS
    )


def unwrapped(blocks: Iterable[Block]) -> Iterator[Block]:
    """The lines, and those of the form that a program has cut in two, as one again."""
    last: Block | None = None
    for block in blocks:
        if last and _goes_on(last, block):
            typed = f"{last.typed or last.text} {block.typed or block.text}"
            has_stars = last.typed or block.typed
            text = f"{last.text} {block.text}"
            last = replace(last, text=text, typed=typed if has_stars else "")
            continue
        if last:
            yield last
        last = block
    if last:
        yield last


def _goes_on(last: Block, block: Block) -> bool:
    """Whether two lines are one of the form: a line of the coach's has other words, too."""
    alike = (last.stands_out, last.quoted) == (block.stands_out, block.quoted)
    of_a_paragraph = not (block.item or block.quoted) and block.only_bold == block.stands_out
    if (
        not alike
        or not of_a_paragraph
        or len(last.text) < LONG
        or not _is_cut(last.text, block.text)
    ):
        return False
    both = f"{last.text} {block.text}"
    return any(printed(both, place) for place in WORDS)


def _is_cut(above: str, text: str) -> bool:
    """Whether a sentence goes on: what begins with a capital is a new one, but for a few words."""
    first = text.partition(" ")[0]
    begins = first[:1].isupper() and not first.isupper() and first not in CAPITALS
    is_word = first[:1].isalnum() or first[:1] in "(*“"
    return (
        bool(first)
        and is_word
        and not begins
        and above[-1] not in ".:?!"
        and not _NUMBER.match(text)
    )
