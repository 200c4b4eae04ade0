"""What of a plan is ready, what is blank and what is wrong: what to look at before going live."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from mqi_tui.domain import rubric
from mqi_tui.domain.guide import CannotFit, Outline
from mqi_tui.domain.private.form import Drafts, declined, text, wrong
from mqi_tui.domain.private.form_kinds import Kind
from mqi_tui.domain.private.plan import Clip, Plan, hour, outline
from mqi_tui.domain.private.planning_guide import FIELDS, SECTIONS, Field, Section
from mqi_tui.domain.video import SECONDS, has_places, seconds
from mqi_tui.text.dates import FORMAT, time_of_day

Word = Literal["ready", "blank", "wrong", "not today", "empty"]
"""`ready`: something is in it, and nothing is blank. `empty`: nothing is, and nothing has to be."""
EMAIL = 4
"""The place of the e-mail in `SECTIONS`."""
FROM_ITS_BEGINNING = f"F6 opens it at its beginning; {SECONDS} in it would be the place"
ABOUT_FIVE = range(3 * 60, 8 * 60)
"""Seconds that are about five minutes."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Something to do before the call. `section`: its place in `SECTIONS`."""

    section: int
    key: str
    words: str
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """How a section stands. `minutes`: of a step of the conversation; None elsewhere."""

    word: Word
    blank: int = 0
    minutes: int | None = None
    title: str = ""
    """The section's, or as a programme's own outline calls the step."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is told beside a field while it is filled in."""

    words: str
    good: bool = True


@dataclass(frozen=True, slots=True)
class Ready:
    """How a plan stands: what is left to do, how each of `SECTIONS` stands, its minutes."""

    missing: tuple[Missing, ...]
    states: tuple[State, ...]
    total: str
    """`60 of 60 min`."""


def unless(here: Ready, key: str) -> Ready:
    """How it stands while a field is written in: what is wrong there is told once it is left."""
    told = tuple(one for one in here.missing if not (one.wrong and one.key == key))
    if len(told) == len(here.missing):
        return here
    place = _place(key)
    left = [one for one in told if one.section == place]
    word: Word = "wrong" if any(one.wrong for one in left) else "blank"
    states = list(here.states)
    states[place] = replace(states[place], word=word, blank=len(left))
    return replace(here, missing=told, states=tuple(states))


def ready(
    plan: Plan,
    drafts: Drafts,
    guide: Outline | None = None,
    email: Sequence[str] = (),
    *,
    gaps: bool = False,
) -> Ready:
    """How a plan stands.

    Args:
        plan: what is written.
        drafts: what is written and cannot be read yet.
        guide: a programme's own outline.
        email: what is left to do in the e-mail to the teacher.
        gaps: whether the e-mail has some; what it lacks may be told where the plan lacks it.
    """
    steps, no_room = _steps(plan, guide)
    found = [*_wrong(plan, drafts, no_room), *_blank(plan, drafts, steps)]
    found += [Missing(EMAIL, "email", f"e-mail {words}") for words in email]
    told = tuple(sorted(found, key=lambda one: (not one.wrong, one.section)))
    made = (_state(plan, steps, place, told, gaps) for place in range(len(SECTIONS)))
    states = tuple(
        replace(one, title=_title(place, steps if guide else None))
        for place, one in enumerate(made)
    )
    return Ready(told, states, _total(plan, steps))


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
    return ready(plan, drafts, guide, email).missing


def _state(plan: Plan, steps: Outline, place: int, told: Sequence[Missing], gaps: bool) -> State:
    """How a section stands, of which `told` has what is left to do."""
    section = SECTIONS[place]
    here = [one for one in told if one.section == place]
    step = steps.step(section.number) if section.part == "talk" else None
    word: Word = "ready" if place == EMAIL or _has_words(plan, section) else "empty"
    if any(one.wrong for one in here):
        word = "wrong"
    elif step and not step.planned:
        word = "not today"
    elif here or (gaps and place == EMAIL):
        word = "blank"
    return State(word, len(here), step.minutes if step and step.planned else None)


def _title(place: int, own: Outline | None) -> str:
    """The section's, or as a programme's own outline calls the step."""
    section = SECTIONS[place]
    return own.step(section.number).short if own and section.part == "talk" else section.title


def _has_words(plan: Plan, section: Section) -> bool:
    """Whether anything that the guide asks for is said in a section."""
    return any(field.needed and text(plan, field.key) for field in section.fields)


def _blank(plan: Plan, drafts: Drafts, steps: Outline) -> Iterator[Missing]:
    for place, section in enumerate(SECTIONS):
        if section.part == "talk" and not steps.step(section.number).planned:
            continue
        for field in section.fields:
            if _is_asked(plan, field) and not _is_settled(plan, drafts, field.key):
                yield Missing(place, field.key, _named(field))
    if not (plan.clips or _left_out(plan, 6) or _begun(drafts, "clips.")):
        yield Missing(1, "clips.1.start", "no clip chosen: steps 5 to 7 are not today")
    if not (plan.stock_clip or _left_out(plan, 3) or _begun(drafts, "stock_clip.")):
        yield Missing(3, "stock_clip.title", "no stock clip chosen")


def _is_settled(plan: Plan, drafts: Drafts, key: str) -> bool:
    """Whether a field is filled, or not wanted, or wrong, which is told elsewhere."""
    return bool(text(plan, key) or declined(drafts, key) or wrong(drafts, key))


def _is_asked(plan: Plan, field: Field) -> bool:
    """A clip that is not there asks for nothing: it is told once that there is none."""
    if not field.needed:
        return False
    if field.key.startswith("clips."):
        return int(field.key.split(".")[1]) <= len(plan.clips)
    if field.key.startswith("stock_clip."):
        return plan.stock_clip is not None
    return True


def _left_out(plan: Plan, step: int) -> bool:
    """Whether the coach said that there is no such step in this conversation."""
    return step in plan.steps and bool(plan.steps[step].skip)


def _begun(drafts: Drafts, part: str) -> bool:
    """Whether something in this part of the plan is not wanted, or typed and told as wrong."""
    here = (key for key in drafts if key in FIELDS and key.startswith(part))
    return any(declined(drafts, key) or wrong(drafts, key) for key in here)


def _named(field: Field) -> str:
    """The field's label within a sentence; of a clip's field, with the clip."""
    label = f"{field.label[:1].lower()}{field.label[1:]}"
    if not field.key.startswith("clips."):
        return label
    clip = f"clip {field.key[6]}"
    label = label.replace(f" for {clip}", "").removeprefix(f"{clip}: ").removeprefix(f"{clip} ")
    return f"{clip} {label}" if field.kind == "time" else f"{clip}: {label}"


def _wrong(plan: Plan, drafts: Drafts, no_room: str) -> Iterator[Missing]:
    """`no_room`: why the steps do not fit the plan's minutes; empty, they do."""
    for key in drafts:
        if key in FIELDS and (told := wrong(drafts, key)):
            yield Missing(_place(key), key, f"{_named(FIELDS[key])}: {told}", True)
    for number, clip in enumerate(plan.clips, 1):
        if length(clip) is not None and not _is_long(clip):
            yield Missing(1, f"clips.{number}.end", f"clip {number} ends before it begins", True)
    if no_room:
        yield Missing(5, "minutes", no_room, True)


def _place(key: str) -> int:
    return next(n for n, one in enumerate(SECTIONS) if key in {field.key for field in one.fields})


def length(clip: Clip) -> int | None:
    """Seconds from start to end; None while one of them is open."""
    return seconds(clip.end) - seconds(clip.start) if clip.start and clip.end else None


def _is_long(clip: Clip) -> bool:
    return (length(clip) or 0) > 0


def remark(plan: Plan, drafts: Drafts, key: str) -> Remark | None:
    """What is told beside a field, if anything is."""
    if told := wrong(drafts, key):
        return Remark(told, good=False)
    if declined(drafts, key):
        return Remark("not wanted this time")
    if key.endswith(".end"):
        return _clip_remark(plan.clips[int(key[6]) - 1]) if int(key[6]) <= len(plan.clips) else None
    tells = _TOLD.get(FIELDS[key].kind)
    return tells(text(plan, key)) if tells else None


def _clip_remark(clip: Clip) -> Remark | None:
    long = length(clip)
    if long is None:
        return None
    if long <= 0:
        return Remark("the end is not after the start", good=False)
    words = f"{long // 60}:{long % 60:02} long"
    if long in ABOUT_FIVE:
        return Remark(f"{words}, about five minutes")
    return Remark(
        f"{words}, {'short' if long < ABOUT_FIVE.start else 'long'} for a clip", good=False
    )


def _opens(address: str) -> Remark | None:
    if not address:
        return None
    return Remark("F6 opens it at its second" if has_places(address) else FROM_ITS_BEGINNING)


def _pages(codes: str) -> Remark | None:
    found = [code for name in codes.split("\n") if (code := rubric.code(name))]
    words = ", ".join(f"{code.name} p. {code.page}" for code in found)
    return Remark(f"in the rubric: {words}") if found else None


def _spelled(when: str) -> Remark | None:
    if not when:
        return None
    moment = datetime.strptime(when, FORMAT)
    return Remark(f"{moment:%A} {moment.day} {moment:%B %Y}, {time_of_day(moment)}")


_TOLD: Mapping[Kind, Callable[[str], Remark | None]] = {
    "web": _opens,
    "when": _spelled,
    "codes": _pages,
}
"""What is told of a text that can be read, by the kind of its field."""


def _total(plan: Plan, steps: Outline) -> str:
    rest = plan.minutes - steps.minutes
    return f"{steps.minutes} of {plan.minutes} min" + (f", {rest} in hand" if rest > 0 else "")
