"""The plan of one conversation, as the coach prepared it. All of it is private."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Annotated, NamedTuple

from mqi_tui.domain.guide import (
    LONGEST,
    CannotFit,
    Outline,
    Step,
    StepChange,
    fit,
    load_guide,
    prompts,
)
from mqi_tui.domain.kinds import Cycle, Minutes, StepNumber
from mqi_tui.domain.private.fields import ChosenBy, CodeName, Dimension, Line, When
from mqi_tui.domain.rules import Once
from mqi_tui.domain.video import ClipTime, WebAddress, at_second, seconds

MASTER_SCORES = "Master scores"
"""The label of the part that is there only once they were revealed."""


ANNOTATIONS = "Annotations, on the platform"
"""The label of what the teacher can read, too: on the video platform, not here."""


@dataclass(frozen=True, slots=True)
class StockClip:
    """The library clip that teacher and coach score."""

    title: Line = ""
    codes: tuple[CodeName, ...] = ()
    master_scores: Annotated[Mapping[CodeName, str], Once()] = field(default_factory=dict)
    """Code to score point. Not shown, not even to the coach, before they are revealed."""
    relation: str = ""
    frame: str = ""
    questions: tuple[str, ...] = ()
    video: WebAddress = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A remark at one moment of the video; `at` is mm:ss or h:mm:ss."""

    at: ClipTime = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """What the teacher might say, and what the coach would then do."""

    if_: str = ""
    then: str = ""


@dataclass(frozen=True, slots=True)
class ClipNotes:
    """Private planning notes on one clip."""

    interpretations: str = ""
    questions: str = ""
    practice: str = ""
    learn: str = ""
    skilled: str = ""
    suggestions: str = ""


@dataclass(frozen=True, slots=True)
class Clip:
    """One clip of the teacher's own lesson; `start` and `end` are mm:ss or h:mm:ss."""

    start: ClipTime = ""
    end: ClipTime = ""
    chosen_by: ChosenBy = "coach"
    summary: str = ""
    reason: str = ""
    codes: tuple[CodeName, ...] = ()
    frame: str = ""
    annotations: tuple[Annotation, ...] = ()
    questions: tuple[str, ...] = ()
    responses: tuple[Response, ...] = ()
    notes: ClipNotes = ClipNotes()
    video: WebAddress = ""
    """Where the clip is on the web; empty: in the video of the lesson, if there is one."""
    bring_in: tuple[Annotation, ...] = ()
    """What of the annotations comes into the conversation; a time is optional."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One conversation as it was prepared."""

    teacher: Line
    coach: Line = ""
    cycle: Cycle | None = None
    when: When = ""
    """Local time, "YYYY-MM-DD HH:MM"; empty while no date is set."""
    minutes: Minutes = 60
    goals: tuple[str, ...] = ()
    focus: Line = ""
    focus_relation: str = ""
    review: str = ""
    lesson: str = ""
    opening: str = ""
    stock_clip: StockClip | None = None
    clips: tuple[Clip, ...] = ()
    extra: tuple[str, ...] = ()
    notes: str = ""
    steps: Annotated[Mapping[StepNumber, StepChange], Once()] = field(default_factory=dict)
    dimension: Dimension = ""
    """The rubric's dimension of this cycle."""
    video: WebAddress = ""
    """Where the video of the lesson is on the web."""
    welcome: str = ""
    """A line of one's own for step 1."""
    agreement: str = ""
    """A line of one's own for step 9."""
    scheduling: str = ""
    """A line of one's own for step 10."""

    @property
    def is_first(self) -> bool:
        """Whether there is no last time to look back on."""
        return self.cycle == 1


def outline(plan: Plan, guide: Outline | None = None) -> Outline:
    """The ten steps as this plan has them; `guide`: a programme's own, in place of ours.

    Raises:
        CannotFit: if they do not fit the plan's minutes.
    """
    return fit(
        guide or load_guide(), minutes=plan.minutes, clips=len(plan.clips), changes=plan.steps
    )


def hour(plan: Plan, guide: Outline | None = None) -> Outline:
    """The ten steps as this plan has them; where they do not fit, with the minutes they need.

    A plan that is being written may say anything, and a conversation can be held all the same.
    """
    for tried in (plan, replace(plan, steps={}), replace(plan, steps={}, minutes=60)):
        try:
            return outline(tried, guide)
        except CannotFit:
            continue
    return outline(replace(plan, steps={}, minutes=LONGEST), guide)


def next_minutes(plan: Plan, guide: Outline | None = None) -> int:
    """How long the conversation after this one begins to be planned for, and is said to be until
    then: a programme's own outline says it, else it is as long as this one.
    """
    return guide.total if guide else hour(plan).total


class Part(NamedTuple):
    """Some lines under a label, such as "Frame it" or "Annotations"."""

    label: str
    lines: tuple[str, ...]


POINTS = "extra"
"""How the keys of what is brought up begin."""


class Question(NamedTuple):
    """Something to ask or to bring up, ticked once it was; `key` is unique within the plan."""

    key: str
    text: str

    @property
    def is_point(self) -> bool:
        """Whether it is a quick point to bring up, and asks nothing."""
        return self.key.startswith(f"{POINTS}.")


@dataclass(frozen=True, slots=True)
class StepPlan:
    """What the live screen shows of the plan in one step. Master scores are never in it."""

    step: Step
    goal: str
    heading: str = ""
    """What the step is about, such as "Clip 1 · 12:40–17:55 · Explanations"."""
    parts: tuple[Part, ...] = ()
    """Only those with lines; the guide's own prompts come last."""
    questions: tuple[Question, ...] = ()
    responses: tuple[Response, ...] = ()


def prompts_for(plan: Plan, step: Step) -> StepPlan:
    """What the coach prepared for `step`, and what the guide says to it."""
    prepared = _PREPARED[step.number](plan) if step.number in _PREPARED else _Prepared()
    parts = (*prepared.parts, Part("Guide", prompts(step, first=plan.is_first)))
    return StepPlan(
        step=step,
        goal=step.goal,
        heading=prepared.heading,
        parts=tuple(part for part in parts if part.lines),
        questions=prepared.questions,
        responses=prepared.responses,
    )


@dataclass(frozen=True, slots=True)
class _Prepared:
    heading: str = ""
    parts: tuple[Part, ...] = ()
    questions: tuple[Question, ...] = ()
    responses: tuple[Response, ...] = ()


def _arrival(plan: Plan) -> _Prepared:
    return _Prepared(parts=(_part("Begin", plan.welcome), _part("Notes", plan.notes)))


def _goals(plan: Plan) -> _Prepared:
    parts = (
        _part("Frame it", plan.review),
        _part("Goals", *plan.goals),
        _part("Serves those goals", plan.focus_relation),
        _part("Dimension", plan.dimension),
    )
    return _Prepared(plan.focus, parts)


def _stock(plan: Plan) -> _Prepared:
    if not (clip := plan.stock_clip):
        return _Prepared()
    parts = (
        _part("Introduce it", clip.frame),
        _part("Serves the focus", clip.relation),
        _part("Video", at_second(clip.video, 0)),
    )
    heading = _joined("Stock clip", clip.title, ", ".join(clip.codes))
    return _Prepared(heading, parts, _questions("stock", *clip.questions))


def _lesson(plan: Plan) -> _Prepared:
    clips = (
        _joined(f"Clip {number}", _times(clip), "the teacher's choice" * _is_theirs(clip))
        for number, clip in enumerate(plan.clips, 1)
    )
    parts = (
        _part("Lesson", plan.lesson),
        _part("Clips", *clips),
        _part("Video", at_second(plan.video, 0)),
    )
    return _Prepared("", parts, _questions("opening", plan.opening))


def _clip_framing(plan: Plan, index: int) -> _Prepared:
    """Beside a clip before it is talked about; `index` from 0."""
    if index >= len(plan.clips):
        return _Prepared()
    clip, notes = plan.clips[index], plan.clips[index].notes
    parts = (
        *_said_of(clip),
        _part("To bring in", *_moments(clip.bring_in)),
        _part("How I read it", notes.interpretations),
        _part("Practice and goal", notes.practice),
        _part("To take away", notes.learn),
        _part("Video", video(plan, clip)),
    )
    return _Prepared(_named(clip, index), parts)


def _said_of(clip: Clip) -> tuple[Part, ...]:
    """What is said before the clip is watched: the first words of its framing."""
    return (
        _part("Frame it", clip.frame),
        _part("Why this clip", clip.reason),
        _part("What happens", clip.summary),
        _part("Chosen by", "the teacher" * _is_theirs(clip)),
    )


def _named(clip: Clip, index: int) -> str:
    return _joined(f"Clip {index + 1}", _times(clip), ", ".join(clip.codes))


def _is_theirs(clip: Clip) -> bool:
    return clip.chosen_by == "teacher"


def video(plan: Plan, clip: Clip) -> str:
    """Where a clip of the lesson is on the web, at its beginning; empty where nobody said it."""
    return at_second(clip.video or plan.video, seconds(clip.start) if clip.start else 0)


def _clip_talk(plan: Plan, index: int) -> _Prepared:
    """Beside a clip while it is talked about."""
    if index >= len(plan.clips):
        return _Prepared()
    clip, notes = plan.clips[index], plan.clips[index].notes
    parts = (
        _part("To bring in", *_moments(clip.bring_in)),
        _part("How I read it", notes.interpretations),
        _part("What I wonder", notes.questions),
        _part("Practice and goal", notes.practice),
        _part("To take away", notes.learn),
        _part("One level up", notes.skilled),
        _part("To try", notes.suggestions),
        _part(ANNOTATIONS, *_moments(clip.annotations)),
        _part("Video", video(plan, clip)),
    )
    questions = _questions(f"clip{index + 1}", *clip.questions)
    return _Prepared(_named(clip, index), parts, questions, clip.responses)


def _moments(annotations: tuple[Annotation, ...]) -> Iterator[str]:
    return (_joined(one.at, one.note) for one in annotations)


def _whole_clip(plan: Plan, index: int) -> _Prepared:
    if index >= len(plan.clips):
        return _Prepared()
    talk = _clip_talk(plan, index)
    return replace(talk, parts=(*_said_of(plan.clips[index]), *talk.parts))


def _extra(plan: Plan) -> _Prepared:
    return _Prepared(questions=_questions(POINTS, *plan.extra))


def _next_level(plan: Plan) -> _Prepared:
    notes = [clip.notes for clip in plan.clips]
    parts = (
        _part("To agree on", plan.agreement),
        _part("One level up", *(note.skilled for note in notes)),
        _part("To try", *(note.suggestions for note in notes)),
    )
    return _Prepared(plan.focus, parts)


def _next_date(plan: Plan) -> _Prepared:
    return _Prepared(parts=(_part("To settle", plan.scheduling),))


_PREPARED: Mapping[int, Callable[[Plan], _Prepared]] = {
    1: _arrival,
    2: _goals,
    3: _stock,
    4: _lesson,
    5: partial(_clip_framing, index=0),
    6: partial(_clip_talk, index=0),
    7: partial(_whole_clip, index=1),
    8: _extra,
    9: _next_level,
    10: _next_date,
}


def _questions(name: str, *texts: str) -> tuple[Question, ...]:
    numbered = enumerate(texts, 1)
    return tuple(Question(f"{name}.{number}", text) for number, text in numbered if text)


def _times(clip: Clip) -> str:
    return "–".join(time for time in (clip.start, clip.end) if time)


def _joined(*texts: str) -> str:
    return " · ".join(text for text in texts if text)


def _part(label: str, *texts: str) -> Part:
    return Part(label, tuple(line for text in texts for line in text.split("\n") if line))
