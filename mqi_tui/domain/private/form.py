"""The planning guide as a form: sixteen sections, their fields, and each field's text.

Every field of a `Plan` has a text that can be typed. What is typed and cannot be read yet (half a
time, a code that the rubric does not have) is kept beside the plan, as a draft, and never lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from mqi_tui.domain.guide import StepChange
from mqi_tui.domain.private.form_kinds import KINDS, Kind, NotYet
from mqi_tui.domain.private.plan import Clip, Plan, StockClip
from mqi_tui.text.clean import clean

Drafts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in. `key`: its way in the plan, such as `clips.1.notes.learn`."""

    key: str
    label: str
    kind: Kind = "text"
    hint: str = ""
    """What may be typed, where that is not plain words."""
    needed: bool = False
    """Whether the guide asks for it."""


@dataclass(frozen=True, slots=True)
class Section:
    """A step of the preparation (`part` "prepare") or of the conversation ("talk")."""

    part: Literal["prepare", "talk"]
    number: int
    title: str
    fields: tuple[Field, ...] = ()
    goal: str = ""


TIME = "mm:ss or h:mm:ss"
LINES = "one a line"
ANNOTATIONS = "13:05 what is said and done; one a line"
BROUGHT_IN = "of the annotations, with or without a time; one a line"
ANSWERS = "they say → then I; one a line"
SCORES = "Code: score; one a line"
ADDRESS = "https://…; {seconds} becomes the place in the video"
CODES = "a few letters find a code; one a line"
NOT_WANTED = ("-", "–", "—", "n/a", "not wanted")
"""What is typed into a field that the guide asks for, and that is not wanted this time."""
ALWAYS = ("teacher", "minutes")
"""Without these there is no conversation."""


def _clip(number: int, *fields: Field) -> tuple[Field, ...]:
    return tuple(replace(field, key=f"clips.{number}.{field.key}") for field in fields)


def _choice_of(number: int) -> tuple[Field, ...]:
    return _clip(
        number,
        Field("start", f"Clip {number} from", "time", TIME, needed=True),
        Field("end", "to", "time", TIME, needed=True),
        Field("summary", "What happens in it", needed=True),
        Field("reason", "Why this clip", needed=True),
        Field("chosen_by", "Chosen by", "choice", "coach or teacher"),
        Field("video", f"Video of clip {number}", "web", ADDRESS),
    )


def _notes_on(number: int) -> tuple[Field, ...]:
    return _clip(
        number,
        Field(
            "annotations", f"Clip {number}: annotations", "annotations", ANNOTATIONS, needed=True
        ),
        Field("notes.interpretations", "How I read it", needed=True),
        Field("notes.questions", "What I wonder", needed=True),
        Field("notes.practice", "Which practice, and how it serves the goal", needed=True),
        Field("notes.learn", "What the teacher should take away", needed=True),
        Field("notes.skilled", "How it looks one level up", needed=True),
        Field("notes.suggestions", "What could be tried, concretely", needed=True),
    )


def _framing(number: int) -> tuple[Field, ...]:
    return _clip(
        number,
        Field("codes", f"Codes for clip {number}", "codes", CODES, needed=True),
        Field("frame", "How I frame the clip", needed=True),
        Field("bring_in", "To bring into the conversation", "annotations", BROUGHT_IN),
    )


def _talk(number: int) -> tuple[Field, ...]:
    return _clip(
        number,
        Field("questions", "Questions that open thinking", "list", LINES, needed=True),
        Field(
            "responses",
            "If they say → then I",
            "responses",
            "they say → then I; one a line",
            needed=True,
        ),
    )


def _minutes(number: int) -> tuple[Field, ...]:
    return (
        Field(f"steps.{number}.minutes", "Minutes", "minutes", "empty: as the outline has it"),
        Field(f"steps.{number}.skip", "Leave this step out", "truth", "yes or no"),
    )


SECTIONS = (
    Section("prepare", 1, "Last log and focus", (
        Field("teacher", "Teacher", "line", "a pseudonym is fine", needed=True),
        Field("coach", "Coach", "line", "your name", needed=True),
        Field("cycle", "Cycle", "number"),
        Field("when", "When", "when", "1 Dec 5pm, Tue 16:00, in 2 weeks", needed=True),
        Field("goals", "The teacher's learning goals", "list", LINES, needed=True),
        Field("focus", "Focus of this conversation", "sentence", needed=True),
        Field("focus_relation", "How it serves those goals", needed=True),
        Field("dimension", "Dimension of the rubric", "dimension"),
        Field("notes", "Private planning notes"),
    )),
    Section("prepare", 2, "Lesson and clips", (
        Field("lesson", "The lesson in short", needed=True),
        Field("video", "Video of the lesson", "web", ADDRESS), *_choice_of(1), *_choice_of(2),
    )),
    Section("prepare", 3, "Annotations and notes", (*_notes_on(1), *_notes_on(2))),
    Section("prepare", 4, "Stock clip and codes", (
        Field("stock_clip.title", "Pseudonym: Title", "line", needed=True),
        Field("stock_clip.video", "Video of the stock clip", "web", ADDRESS),
        Field("stock_clip.codes", "Codes to score", "codes", CODES, needed=True),
        Field("stock_clip.master_scores", "Master scores", "scores", SCORES, needed=True),
        Field("stock_clip.relation", "How it serves the focus", needed=True),
    )),
    Section("prepare", 5, "E-mail to the teacher"),
    Section("prepare", 6, "The conversation", (
        Field("minutes", "Minutes in all", "total", "20 to 180", needed=True),
    )),
    Section("talk", 1, "Introduction", (Field("welcome", "How I begin"), *_minutes(1))),
    Section("talk", 2, "Review goals", (
        Field("review", "How I frame the conversation", needed=True), *_minutes(2),
    )),
    Section("talk", 3, "Stock clip", (
        Field("stock_clip.frame", "How I introduce clip and codes", needed=True),
        Field("stock_clip.questions", "Questions where scores differ", "list", LINES, needed=True),
        *_minutes(3),
    )),
    Section("talk", 4, "Teacher frames the video", (
        Field("opening", "The question that invites them to begin", needed=True), *_minutes(4),
    )),
    Section("talk", 5, "Frame clip 1", (*_framing(1), *_minutes(5))),
    Section("talk", 6, "Discuss clip 1", (*_talk(1), *_minutes(6))),
    Section("talk", 7, "Clip 2", (*_framing(2), *_talk(2), *_minutes(7))),
    Section("talk", 8, "Other feedback", (
        Field("extra", "Quick points that fit no clip", "list", LINES, needed=True), *_minutes(8),
    )),
    Section("talk", 9, "Action plan and log", (
        Field("agreement", "What I hope we agree on"), *_minutes(9),
    )),
    Section("talk", 10, "Schedule the next", (
        Field("scheduling", "What to settle about the next time"), *_minutes(10),
    )),
)  # fmt: skip
"""In the guide's order; a section's number is the guide's."""

FIELDS: Mapping[str, Field] = {field.key: field for one in SECTIONS for field in one.fields}


def text(plan: Plan, key: str) -> str:
    """What a field says, as it would be typed."""
    return KINDS[FIELDS[key].kind].write(_get(plan, key.split(".")))


def shown(plan: Plan, drafts: Drafts, key: str) -> str:
    """What stands in a field: what was typed and cannot be read yet, else the plan's own."""
    return drafts.get(key, text(plan, key))


def write(plan: Plan, key: str, typed: str) -> Plan:
    """The plan with what was typed into a field.

    Raises:
        NotYet: with one line that says what is expected.
    """
    value = KINDS[FIELDS[key].kind].read(typed)
    return _tidy(_set(plan, key.split("."), value))


def fill(plan: Plan, drafts: Drafts, key: str, typed: str) -> tuple[Plan, Drafts]:
    """Plan and drafts after something was typed into a field.

    What cannot be read, and the dash of what is not wanted, leaves the field of the plan empty and
    is kept as a draft.
    """
    others = {name: words for name, words in drafts.items() if name != key}
    if _declines(key, typed):
        return _tidy(_set(plan, key.split("."), _nothing(key))), {**others, key: clean(typed)}
    try:
        return write(plan, key, typed), others
    except NotYet:
        return _tidy(_set(plan, key.split("."), _nothing(key))), {**others, key: clean(typed)}


def _nothing(key: str) -> Any:
    """What the plan holds where nothing is said."""
    return KINDS[FIELDS[key].kind].empty


def declined(drafts: Drafts, key: str) -> bool:
    """Whether the coach said of a field that the guide asks for that it is not wanted."""
    return key in drafts and _declines(key, drafts[key])


def _declines(key: str, typed: str) -> bool:
    field = FIELDS[key]
    may_be = field.needed and key not in ALWAYS
    return may_be and typed.strip().casefold().rstrip(".") in NOT_WANTED


def wrong(drafts: Drafts, key: str) -> str:
    """Why the draft of a field cannot be read; empty where there is none."""
    if key not in drafts or declined(drafts, key):
        return ""
    try:
        KINDS[FIELDS[key].kind].read(drafts[key])
    except NotYet as reason:
        return str(reason)
    return ""


def _get(value: Any, path: list[str]) -> Any:
    """The value at `path`; None where something on the way is not there."""
    for name in path:
        if isinstance(value, tuple):
            value = value[int(name) - 1] if int(name) <= len(value) else Clip()
        elif isinstance(value, Mapping):
            value = value.get(int(name))
        else:
            value = getattr(value, name, None)
        if value is None:
            return None
    return value


def _set(value: Any, path: list[str], item: Any) -> Any:
    """`value` with `item` at `path`; what is missing on the way is made."""
    name, rest = path[0], path[1:]
    if isinstance(value, tuple):
        index = int(name) - 1
        clips = (*value, *(Clip() for _ in range(index + 1 - len(value))))
        return (*clips[:index], _set(clips[index], rest, item), *clips[index + 1 :])
    if isinstance(value, Mapping):
        number = int(name)
        return {**value, number: _set(value.get(number, StepChange()), rest, item)}
    if not rest:
        return replace(value, **{name: item})
    inner = getattr(value, name)
    return replace(value, **{name: _set(StockClip() if inner is None else inner, rest, item)})


def _tidy(plan: Plan) -> Plan:
    """Without what became empty: clips at the end, the stock clip, changes that change nothing."""
    clips = plan.clips
    while clips and clips[-1] == Clip():
        clips = clips[:-1]
    return replace(
        plan,
        clips=clips,
        stock_clip=None if plan.stock_clip == StockClip() else plan.stock_clip,
        steps={number: one for number, one in plan.steps.items() if one != StepChange()},
    )
