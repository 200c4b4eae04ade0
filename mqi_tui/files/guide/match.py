"""From the lines of a planning guide to a plan: found, blank, not recognised; all is kept."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace

from mqi_tui.domain.private.form import Drafts, fill, shown, wrong
from mqi_tui.domain.private.form_kinds import SHORT
from mqi_tui.domain.private.plan import Plan
from mqi_tui.domain.private.planning_guide import FIELDS
from mqi_tui.files.guide.answers import Answers
from mqi_tui.files.guide.blocks import Block
from mqi_tui.files.guide.by_time import to_their_clips
from mqi_tui.files.guide.dates import moment, unsure
from mqi_tui.files.guide.emphasis import as_meant
from mqi_tui.files.guide.labels import OWN, tells_usual
from mqi_tui.files.guide.letter import letter
from mqi_tui.files.guide.printed import unwrapped
from mqi_tui.files.guide.public import apart, told
from mqi_tui.files.guide.reader import Reader
from mqi_tui.text.clean import several

LONGEST_SHORT = 2_000
"""Letters of a name, a focus or a date: what is longer is kept in the notes."""
NONE: Drafts = {}
TOTAL = "minutes"
"""The minutes in all: what no plan is without."""
EMAIL_LABEL = "E-mail to the teacher"
TO_CORRECT = " (to be corrected)"
_SCORE = re.compile(r"\s*[;,]\s*(?=[^:;,\n]+:)")
"""What parts one code and its score from the next, where they stand in a line."""
_CLIP = re.compile(r"clips\.(\d)|stock_clip")


@dataclass(frozen=True, slots=True)
class Found:
    """A plan, what of it was found (label and words), what is blank, what was not recognised.

    What was not recognised is in the plan's private notes as well. `drafts`: what stands in the
    right place, and cannot be read yet. `said`: the fields that it speaks of.
    """

    plan: Plan
    drafts: Drafts
    found: tuple[tuple[str, str], ...]
    blank: tuple[str, ...]
    unrecognised: tuple[str, ...]
    said: frozenset[str] = frozenset()
    email: str = ""
    """The watching assignment, where the coach has written it."""
    look: tuple[str, ...] = ()
    """What the coach is to look at before it is imported, a line each."""


def match(blocks: Iterable[Block]) -> Found:
    """What a planning guide says."""
    every = list(blocks)
    outside = [block.text for block in every if block.beside]
    of_guide = (one for one in every if not (one.beside or one.left_out or _is_hint(one)))
    lines, official = as_meant(list(unwrapped(of_guide)))
    is_ours = any(one.text == OWN[0] for one in every) and any(one.quoted for one in every)
    reader = Reader(official)
    for block in lines:
        reader.take(block)
    own_email = _own_email(reader.answers, is_ours=is_ours)
    reader.answers.rest = to_their_clips(reader.answers.said, reader.answers.rest)
    plan, drafts, more, look = Plan(""), NONE, list[str](), _left_out(every)
    for key, every_line in reader.answers.said.items():
        said, private = (every_line, []) if is_ours else apart(key, every_line)
        if private:
            more, look = [*more, *private], [*look, told(_name(key), private)]
        words, whole = _value(key, said)
        if FIELDS[key].kind in SHORT and len(words) > LONGEST_SHORT:
            words, whole = "", False
        plan, drafts = fill(plan, drafts, key, words)
        if key == "when" and key in drafts and (why := unsure(words)):
            look.append(f"{_name(key)}: {words} ({why})")
        more += [] if whole else [f"{_name(key)}: {' '.join(said)}"]
    if is_ours and _is_emptied(every, reader.answers.said):
        plan, drafts = fill(plan, drafts, TOTAL, "")
    email, beside = letter(reader.letter)
    email = own_email or email
    rest = (*reader.answers.rest, *beside, *more, *outside)
    notes = "\n".join(part for part in (plan.notes, *rest) if part)
    read = found(replace(plan, notes=notes), drafts, rest, frozenset(reader.answers.said))
    letters = ((EMAIL_LABEL, email),) if email else ()
    return replace(read, found=(*read.found, *letters), email=email, look=tuple(look))


def _own_email(answers: Answers, *, is_ours: bool) -> str:
    """The e-mail as an answer, where a guide of ours has it; of others, nobody knows what it is."""
    if is_ours:
        return "\n".join(answers.email).strip("\n")
    answers.rest += filter(str.strip, answers.email)
    return ""


def _is_hint(block: Block) -> bool:
    return not block.quoted and tells_usual(block.text)


def _is_emptied(blocks: Iterable[Block], said: Container[str]) -> bool:
    """Whether a guide of ours asks for the minutes in all and has none there, as it was typed: a
    blank form has the usual ones.
    """
    label = FIELDS[TOTAL].label
    asked = any(one.text == label and not one.quoted for one in blocks)
    return asked and TOTAL not in said


def _left_out(blocks: Iterable[Block]) -> list[str]:
    """What could not be read, by its kind: `2 pictures left out`, with the names that they have."""
    named: dict[str, list[str]] = {}
    for kind, _, name in (one.left_out.partition(" ") for one in blocks if one.left_out):
        named.setdefault(kind, []).append(name)
    return [
        f"{several(len(names), kind)} left out{': ' * any(names)}{', '.join(filter(None, names))}"
        for kind, names in named.items()
    ]


def found(
    plan: Plan, drafts: Drafts, rest: tuple[str, ...], said: frozenset[str] = frozenset()
) -> Found:
    """What a plan holds, and what it lacks; not what a plan says of itself, such as 60 minutes."""
    nothing = Plan("")
    has, blank = [], []
    for key in FIELDS:
        words = shown(plan, drafts, key)
        if words != shown(nothing, NONE, key):
            has.append((_name(key) + (TO_CORRECT if wrong(drafts, key) else ""), words))
        elif not words and not key.startswith("steps."):
            blank.append(_name(key))
    return Found(plan, drafts, tuple(has), tuple(_absent(plan, blank)), rest, said)


def _name(key: str) -> str:
    """A field's label, with the clip that it is about."""
    label, clip = FIELDS[key].label, _CLIP.match(key)
    if not clip or _clip_name(clip).casefold() in label.casefold():
        return label
    return f"{_clip_name(clip)}: {label}"


def _clip_name(clip: re.Match[str]) -> str:
    return f"Clip {clip[1]}" if clip[1] else "Stock clip"


def _absent(plan: Plan, blank: Iterable[str]) -> Iterable[str]:
    """A clip of which nothing is there, in one word."""
    missing = [f"Clip {number}" for number in (1, 2) if number > len(plan.clips)]
    missing += [] if plan.stock_clip else ["Stock clip"]
    return dict.fromkeys(_first_of(name, missing) for name in blank)


def _first_of(name: str, missing: list[str]) -> str:
    return next((one for one in missing if one in name), name)


def _value(key: str, lines: list[str]) -> tuple[str, bool]:
    """What is filled into a field, and whether that is all that was said."""
    kind = FIELDS[key].kind
    words = (" " if kind in SHORT else "\n").join(lines)
    if kind == "when":
        when, more = moment(words)
        return when or words, not when or not more
    if kind == "scores":
        words = _SCORE.sub("\n", words)
    return _codes(words) if kind == "codes" else words, True


def _codes(words: str) -> str:
    """Codes as the form takes them, where an `and` or `;` parts them."""
    for tried in (words, words.replace(";", ","), re.sub(r";| and |/|&", ",", words)):
        if not fill(Plan(""), {}, "stock_clip.codes", tried)[1]:
            return tried
    return words
