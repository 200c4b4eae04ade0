"""The planning guide: six steps of preparation, ten of the conversation, and what each asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from mqi_tui.domain.guide import Outline, load_guide, prompts
from mqi_tui.domain.private.form_kinds import Kind


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in. `key`: its way in the plan, such as `clips.1.notes.learn`."""

    key: str
    label: str
    kind: Kind = "text"
    hint: str = ""
    """What may be typed, or what to think of, while nothing is."""
    needed: bool = False
    """Whether the guide asks for it."""
    beside: Literal["", "short", "pair"] = ""
    """It stands beside the field before it: `short` ones nearly always, a `pair` with much room."""


class Section(NamedTuple):
    """A step of the preparation (`part` "prepare") or of the conversation ("talk")."""

    part: Literal["prepare", "talk"]
    number: int
    title: str
    fields: tuple[Field, ...] = ()
    goal: str = ""
    """What a step of the preparation is for; of a step of the conversation its outline says it."""


def rows(fields: Sequence[Field]) -> tuple[tuple[Field, ...], ...]:
    """The fields, those together that stand beside each other."""
    made: list[tuple[Field, ...]] = []
    for one in fields:
        made = [*made[:-1], (*made[-1], one)] if one.beside else [*made, (one,)]
    return tuple(made)


WHEN = "1 Dec 5pm, Tue 16:00, in 2 weeks"
LEARN = "What the teacher should take away, and why that first"
LINES = "one a line"
ANNOTATIONS = "13:05 what is said and done; one a line, or a whole list pasted"
BROUGHT_IN = "of the annotations, with or without a time; one a line"
ANSWERS = "they say -> then I; one a line"
SCORES = "0 to 3, or a letter, for each code"
ADDRESS = "https://…; YouTube and Vimeo open at the right second"
TITLE = "as in the library, such as Ms. Lark: Fraction bars"
OPENING = "such as: what should I know before we talk about it?"
CODES = "a few letters find a code; one a line"

AS_USUAL = "empty: {}, as usual"
"""What is said of a step's minutes while a plan says nothing of them."""


def _clip(number: int, *fields: Field) -> tuple[Field, ...]:
    return tuple(replace(field, key=f"clips.{number}.{field.key}") for field in fields)


def _choice_of(number: int) -> tuple[Field, ...]:
    return _clip(
        number,
        Field("start", f"Clip {number} from", "time", needed=True),
        Field("end", "to", "time", needed=True, beside="short"),
        Field("chosen_by", "Chosen by", "choice", beside="short"),
        Field("summary", "What happens in it", needed=True),
        Field("reason", "Why this clip", needed=True, beside="pair"),
        Field("video", f"Video of clip {number}", "web", ADDRESS),
    )


def _notes_on(number: int) -> tuple[Field, ...]:
    return _clip(
        number,
        Field(
            "annotations", f"Clip {number}: annotations", "annotations", ANNOTATIONS, needed=True
        ),
        Field("notes.interpretations", "How I read it", needed=True),
        Field("notes.questions", "What I wonder", needed=True, beside="pair"),
        Field("notes.practice", "Which practice, and how it serves the goal", needed=True),
        Field("notes.learn", LEARN, needed=True, beside="pair"),
        Field("notes.skilled", "How it looks one level up", needed=True),
        Field("notes.suggestions", "What could be tried, concretely", needed=True, beside="pair"),
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
        Field("responses", "If they say → then I", "responses", ANSWERS, needed=True),
    )


def _minutes(number: int) -> tuple[Field, ...]:
    return (
        Field(f"steps.{number}.minutes", "Minutes", "minutes", "empty: as many as usual"),
        Field(f"steps.{number}.skip", "Leave this step out", "truth", beside="short"),
    )


SECTIONS = (
    Section("prepare", 1, "Last log and focus", (
        Field("teacher", "Teacher", "line", "a pseudonym is fine", needed=True),
        Field("coach", "Coach", "line", "your name", needed=True, beside="short"),
        Field("cycle", "Cycle", "number", "of some fifteen"),
        Field("when", "When", "when", WHEN, needed=True, beside="short"),
        Field("goals", "The teacher's learning goals", "list", LINES, needed=True),
        Field("focus", "Focus of this conversation", "sentence", needed=True),
        Field("focus_relation", "How it serves those goals", needed=True),
        Field("dimension", "Dimension of the rubric", "dimension"),
        Field("notes", "Private planning notes"),
    ), "Their goals, last time's action steps and the rubric's dimension lead to one focus."),
    Section("prepare", 2, "Lesson and clips", (
        Field("lesson", "The lesson in short", needed=True),
        Field("video", "Video of the lesson", "web", ADDRESS), *_choice_of(1), *_choice_of(2),
    ), "Two clips of about five minutes, in which the focus is to be seen."),
    Section("prepare", 3, "Annotations and notes", (*_notes_on(1), *_notes_on(2)),
            "The annotations are public: the teacher reads them on the video platform, where you "
            "put them yourself. They say what the teacher does and says, what the students do and "
            "say, and how the rubric sees it. The notes below them are yours alone."),
    Section("prepare", 4, "Stock clip and codes", (
        Field("stock_clip.title", "Title of the stock clip", "line", TITLE, needed=True),
        Field("stock_clip.video", "Video of the stock clip", "web", ADDRESS),
        Field("stock_clip.codes", "Codes to score", "codes", CODES, needed=True),
        Field("stock_clip.master_scores", "Master scores", "scores", SCORES, needed=True),
        Field("stock_clip.relation", "How it serves the focus", needed=True),
    ), "A clip from the library that shows the focus, and the codes that you both score."),
    Section("prepare", 5, "E-mail to the teacher",
            goal="What to watch before you talk, and when that is."),
    Section("prepare", 6, "The conversation", (
        Field("minutes", "Minutes in all", "total", "20 to 180", needed=True),
    ), "Ten steps, shared out over the minutes that there are."),
    Section("talk", 1, "Introduction", (Field("welcome", "How I begin"), *_minutes(1))),
    Section("talk", 2, "Review goals", (
        Field("review", "How I frame the conversation", needed=True), *_minutes(2),
    )),
    Section("talk", 3, "Stock clip", (
        Field("stock_clip.frame", "How I introduce clip and codes", needed=True),
        Field("stock_clip.questions", "Questions where scores differ", "list", LINES, needed=True),
        *_minutes(3),
    )),
    Section("talk", 4, "Teacher frames", (
        Field("opening", "The question that invites them to begin", hint=OPENING, needed=True),
        *_minutes(4),
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
    Section("talk", 10, "Schedule next", (
        Field("scheduling", "What to settle about the next time"), *_minutes(10),
    )),
)  # fmt: skip
"""In the guide's order; a section's number is the guide's."""


def purpose(
    section: Section, guide: Outline | None = None, *, first: bool = False
) -> tuple[str, tuple[str, ...]]:
    """What a section is for, and what the guide says to it.

    Args:
        section: the section.
        guide: a programme's own outline.
        first: whether it is for a first conversation.
    """
    if section.part == "prepare":
        return (FIRST_GOALS.get(section.number, section.goal) if first else section.goal), ()
    step = (guide or load_guide()).step(section.number)
    return step.goal, prompts(step, first=first)


def place_of(step: int) -> int:
    """The place in `SECTIONS` of a step of the conversation; the first where there is none such."""
    talk = (n for n, one in enumerate(SECTIONS) if (one.part, one.number) == ("talk", step))
    return next(talk, 0)


def part_with(key: str) -> int:
    """The place in `SECTIONS` of the part that has a field of that key."""
    return next(n for n, one in enumerate(SECTIONS) if key in (field.key for field in one.fields))


FIRST_GOALS = {
    1: "Their goals and the rubric's dimension lead to one focus; there is no last time yet."
}
"""By step of the preparation, what it is for before a first conversation."""


def key_is_public(key: str) -> bool:
    """Whether what stands in a field stands on the video platform, too, for the teacher to read."""
    return key.endswith(".annotations")


FIELDS: Mapping[str, Field] = {field.key: field for one in SECTIONS for field in one.fields}
