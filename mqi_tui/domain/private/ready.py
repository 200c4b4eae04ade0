"""What of a plan is ready, what is blank and what is wrong: what to look at before going live."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Literal, NamedTuple

from mqi_tui.domain import rubric
from mqi_tui.domain.guide import CannotFit, Outline, StepChange
from mqi_tui.domain.private.blanks import EMAIL, STOCK, Missing, blank, named, to_choose
from mqi_tui.domain.private.follow_up import OldStep
from mqi_tui.domain.private.form import LEAVES_OUT, Drafts, declined, text, wrong
from mqi_tui.domain.private.form_kinds import KINDS, Kind
from mqi_tui.domain.private.plan import Clip, Plan, StockClip, hour, outline
from mqi_tui.domain.private.planning_guide import FIELDS, SECTIONS, key_is_public
from mqi_tui.domain.video import SECONDS, has_places, seconds
from mqi_tui.text.dates import FORMAT, time_of_day

Word = Literal["ready", "blank", "wrong", "not today", "empty"]
"""`ready`: something is in it, and nothing is blank. `empty`: nothing is, and nothing has to be."""
ON_THE_PLATFORM = "as on the platform: you copy them, mqi does not"
FROM_ITS_BEGINNING = (
    f"F6 opens it at its beginning; at its second, once {SECONDS} stands where the address "
    f"of a place has its number, as in ?t={SECONDS}"
)
ARROW = "-> goes between what they say and what you do then"
TOTAL = 5
"""The place of the minutes in `SECTIONS`."""
CLIP_1 = (5, 6)
"""The steps about the first clip: what was noted on it serves both."""
NO_STOCK_CLIP = "no stock clip: choose one in Preparation 4, or leave this step out below"
ENDS_EARLY = "the end is not after the start"
ABOUT_FIVE = range(3 * 60, 8 * 60)
"""Seconds that are about five minutes."""


@dataclass(frozen=True, slots=True)
class State:
    """How a section stands. `minutes`: of a step of the conversation, or of all; else None."""

    word: Word
    blank: int = 0
    minutes: int | None = None
    title: str = ""
    """The section's, or as a programme's own outline calls the step."""
    lacks: str = ""
    """What it waits for that is told elsewhere."""


class Remark(NamedTuple):
    """What is told beside a field while it is filled in."""

    words: str
    good: bool = True
    done: bool = True
    """Whether it tells of something that was done well; else how to do it."""
    about: str = ""
    """What it is about, where that is more than its field."""


@dataclass(frozen=True, slots=True)
class Ready:
    """How a plan stands: what is left to do, how each of `SECTIONS` stands, its minutes."""

    missing: tuple[Missing, ...]
    states: tuple[State, ...]
    total: str
    """`60 of 60 min`."""


def unless(here: Ready, key: str) -> Ready:
    """How it stands while a field is written in: what is wrong there is told once it is left.

    Until then it is blank, where the guide asks for it: half a word fills nothing.
    """
    told = tuple(softened for one in here.missing if (softened := _softened(one, key)))
    if told == here.missing:
        return here
    place = _place(key)
    left = [one for one in told if one.section == place]
    word: Word = "wrong" if any(one.wrong for one in left) else "blank"
    states = list(here.states)
    states[place] = replace(states[place], word=word, blank=len(left))
    return replace(here, missing=tuple(sorted(told, key=_first)), states=tuple(states))


def _softened(one: Missing, key: str) -> Missing | None:
    """What is told of a field while it is written in."""
    if not (one.wrong and one.key == key):
        return one
    field = FIELDS[key]
    return Missing(one.section, key, named(field)) if field.needed else None


def _first(one: Missing) -> tuple[bool, int, int]:
    """What is wrong comes first, then all in the form's order: what is no field, below them."""
    keys = [field.key for field in SECTIONS[one.section].fields]
    return not one.wrong, one.section, keys.index(one.key) if one.key in keys else len(keys)


@dataclass(frozen=True, slots=True)
class Beside:
    """What is to do beside the plan's own fields.

    `email`: what is left to do in the e-mail to the teacher; `gaps`: whether it has some, since
    what it lacks may be told where the plan lacks it; `since`: last time's action steps.
    """

    email: Sequence[str] = ()
    gaps: bool = False
    since: Sequence[OldStep] = ()


def ready(
    plan: Plan, drafts: Drafts, guide: Outline | None = None, beside: Beside = Beside()
) -> Ready:
    """How a plan stands.

    Args:
        plan: what is written.
        drafts: what is written and cannot be read yet.
        guide: a programme's own outline.
        beside: what is to do beside it.
    """
    steps, no_room = _steps(plan, guide)
    found = [*_wrong(plan, drafts, no_room), *blank(plan, drafts, guide, beside.since)]
    found += [Missing(EMAIL, "email", f"e-mail {words}") for words in beside.email]
    told = tuple(sorted(found, key=_first))
    made = (_state(plan, steps, place, told, beside.gaps) for place in range(len(SECTIONS)))
    states = [
        replace(one, title=_title(place, steps if guide else None))
        for place, one in enumerate(made)
    ]
    if lacks := to_choose(plan, drafts, guide):
        states[EMAIL] = replace(states[EMAIL], word=_not_ready(states[EMAIL].word), lacks=lacks)
    return Ready(told, tuple(states), _total(plan, steps))


def _steps(plan: Plan, guide: Outline | None) -> tuple[Outline, str]:
    """The steps as they can be held; and why they do not fit the plan's minutes, if so."""
    try:
        return outline(plan, guide), ""
    except CannotFit as reason:
        return hour(plan, guide), str(reason)


def missing(
    plan: Plan, drafts: Drafts, guide: Outline | None = None, email: Sequence[str] = ()
) -> tuple[Missing, ...]:
    """What to do before going live: what is wrong first, then blank, in the form's order."""
    return ready(plan, drafts, guide, Beside(email)).missing


def _not_ready(word: Word) -> Word:
    return word if word == "wrong" else "blank"


def _state(plan: Plan, steps: Outline, place: int, told: Sequence[Missing], gaps: bool) -> State:
    """How a section stands, of which `told` has what is left to do."""
    section = SECTIONS[place]
    here = [one for one in told if one.section == place]
    step = steps.step(section.number) if section.part == "talk" else None
    word: Word = "ready" if _has_words(plan, place) else "empty"
    if any(one.wrong for one in here):
        word = "wrong"
    elif step and not step.planned and not here:
        word = "not today"
    elif here or (gaps and place == EMAIL):
        word = "blank"
    minutes = step.minutes if step and step.planned else None
    return State(word, len(here), plan.minutes if place == TOTAL else minutes)


def _title(place: int, own: Outline | None) -> str:
    """The section's, or as a programme's own outline calls the step."""
    section = SECTIONS[place]
    return own.step(section.number).short if own and section.part == "talk" else section.title


def _has_words(plan: Plan, place: int) -> bool:
    """Whether anything that the guide asks for is said in a section; of the e-mail, what to see.

    Of the minutes: whether they are other than they are without a word.
    """
    if place == EMAIL:
        return bool(plan.clips or plan.stock_clip)
    if place == TOTAL:
        return bool(plan.steps) or plan.minutes != Plan("").minutes
    return any(field.needed and text(plan, field.key) for field in SECTIONS[place].fields)


def _wrong(plan: Plan, drafts: Drafts, no_room: str) -> Iterator[Missing]:
    """`no_room`: why the steps do not fit the plan's minutes; empty, they do."""
    for key in drafts:
        if key in FIELDS and (told := wrong(drafts, key)):
            yield Missing(_place(key), key, f"{named(FIELDS[key])}: {told}", True)
    for number, clip in enumerate(plan.clips, 1):
        if ends_early(clip):
            yield Missing(1, f"clips.{number}.end", f"clip {number} ends before it begins", True)
    if no_room:
        yield Missing(TOTAL, "minutes", no_room, True)


def _place(key: str) -> int:
    return next(n for n, one in enumerate(SECTIONS) if key in {field.key for field in one.fields})


def length(clip: Clip) -> int | None:
    """Seconds from start to end; None while one of them is open."""
    return seconds(clip.end) - seconds(clip.start) if clip.start and clip.end else None


def ends_early(clip: Clip) -> bool:
    """Whether a clip has no length, or less."""
    return (long := length(clip)) is not None and long <= 0


def remark(plan: Plan, drafts: Drafts, key: str) -> Remark | None:
    """What is told beside a field, if anything is."""
    if told := wrong(drafts, key):
        return Remark(told, good=False)
    if key == "stock_clip.frame" and _lacks_stock(plan):
        return Remark(NO_STOCK_CLIP, done=False, about=f"Step {STOCK}")
    if declined(drafts, key):
        return Remark(_not_wanted(plan, key))
    if key.endswith(".end"):
        return _clip_remark(plan, int(key[6]))
    if key_is_public(key):
        return Remark(ON_THE_PLATFORM, done=False)
    tells = _TOLD.get(FIELDS[key].kind)
    return tells(text(plan, key)) if tells else None


def _lacks_stock(plan: Plan) -> bool:
    """Whether the step on the stock clip is to be held, and none is chosen for it."""
    clip = plan.stock_clip or StockClip()
    is_left_out = (plan.steps.get(STOCK) or StepChange()).skip
    return not (is_left_out or clip.title or clip.codes or clip.video)


def _not_wanted(plan: Plan, key: str) -> str:
    """Of what a whole step is for, that the step is left out with it."""
    step = LEAVES_OUT.get(key)
    if step and step in plan.steps and plan.steps[step].skip:
        return f"not wanted: step {step} is left out, its minutes are free"
    return "not wanted this time"


def _clip_remark(plan: Plan, number: int) -> Remark | None:
    long = length(plan.clips[number - 1]) if number <= len(plan.clips) else None
    if long is None:
        return None
    said = partial(Remark, about=f"Clip {number}")
    if long <= 0:
        return said(ENDS_EARLY, good=False)
    words = f"{long // 60}:{long % 60:02} long"
    if long in ABOUT_FIVE:
        return said(f"{words}, about five minutes")
    return said(f"{words}, {'short' if long < ABOUT_FIVE.start else 'long'} for a clip", good=False)


def _opens(address: str) -> Remark | None:
    if not address:
        return None
    words = "F6 opens it at its second" if has_places(address) else FROM_ITS_BEGINNING
    return Remark(words, done=False)


def _pages(codes: str) -> Remark | None:
    found = [code for name in codes.split("\n") if (code := rubric.code(name))]
    words = ", ".join(f"{code.name} page {code.page}" for code in found)
    return Remark(f"in the rubric: {words}") if found else None


def _spelled(when: str) -> Remark | None:
    if not when:
        return None
    moment = datetime.strptime(when, FORMAT)
    return Remark(f"{moment:%A} {moment.day} {moment:%B %Y}, {time_of_day(moment)}")


def _halves(responses: str) -> Remark | None:
    """How what they may say and what to do then are told apart, where one stands alone."""
    is_whole = all(one.then for one in KINDS["responses"].read(responses))
    return None if is_whole else Remark(ARROW, done=False)


_TOLD: Mapping[Kind, Callable[[str], Remark | None]] = {
    "web": _opens,
    "when": _spelled,
    "codes": _pages,
    "responses": _halves,
}
"""What is told of a text that can be read, by the kind of its field."""


def _total(plan: Plan, steps: Outline) -> str:
    """The steps' minutes, and what is left; while no clip is chosen, that its talk is not in it.

    That of a stock clip is, chosen or not, which is said, too.
    """
    wanted = any(not (plan.steps.get(n) or StepChange()).skip for n in CLIP_1)
    agreed = replace(steps, total=plan.minutes)
    tail = f" · {agreed.to_spare} to spare" if agreed.to_spare else ""
    if not plan.clips and wanted and not steps.step(CLIP_1[-1]).planned:
        tail = " · no clip counted yet"
    elif _lacks_stock(plan) and steps.step(STOCK).planned:
        tail = f" · step {STOCK} has no clip"
    return f"{agreed.minutes} of {agreed.total} min{tail}"
