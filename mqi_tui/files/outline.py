"""The gate for a programme's own outline: a TOML file like the one that is shipped.

Steps that it leaves out keep their number and are "not today". Everything that is wrong is told
at once, a line each, with the line of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from mqi_tui.domain.guide import LONGEST, SHORTEST, ArcPart, Outline, Step, load_guide
from mqi_tui.domain.kinds import Truth
from mqi_tui.domain.rules import Within
from mqi_tui.files.judging import Expected, judge, told
from mqi_tui.files.source import Problem, Source
from mqi_tui.files.toml_source import NoToml, read_toml
from mqi_tui.files.wording import Voice
from mqi_tui.text.clean import clean, clean_line
from mqi_tui.text.complaints import Complaint

SHORT = 22
"""Characters that a narrow timeline has for a title."""
MOST_SHARES = 1.001
"""Of a step's time; nearly one, since thirds are written as 0.333."""
MOST = 10
"""Complaints about one file; with these mended, the next ones are told."""
MISSING: Any = None
"""What is needed, and told with what is wrong where it is not there."""


def _said(words: str) -> str:
    if not words:
        raise ValueError("it says nothing")
    return words


def _short(words: str) -> str:
    if len(words) > SHORT:
        raise ValueError(f"at most {SHORT} characters; found {len(words)}")
    return words


def _whole(shares: Mapping[str, float]) -> Mapping[str, float]:
    if sum(shares.values()) > MOST_SHARES:
        raise ValueError("the shares are more than the whole, which is 1")
    return shares


def _tables(steps: object) -> object:
    if not isinstance(steps, list) or not all(isinstance(one, dict) for one in steps):
        raise told("steps are expected: a line [[steps]] before each of them")
    return steps


_WORDS = Expected("words in quotes")
Line = Annotated[str, AfterValidator(clean_line), _WORDS]
Title = Annotated[Line, AfterValidator(_said), _WORDS]
Short = Annotated[Line, AfterValidator(_short)]
Number = Annotated[int, Within(1, 10), Expected("a whole number from 1 to 10")]
Minutes = Annotated[int, Within(0, LONGEST), Expected(f"a whole number from 0 to {LONGEST}")]
ClipNumber = Annotated[int, Within(1, 2), Expected("a whole number from 1 to 2")]
Prompts = Annotated[
    list[Annotated[str, AfterValidator(clean)]], Expected("a list", ', such as ["One", "Two"]')
]
Arc = Annotated[
    dict[str, Annotated[float, Field(gt=0, le=1, strict=True)]],
    Expected("names with their share", ", such as describe = 0.4"),
    AfterValidator(_whole),
]


@dataclass(frozen=True, slots=True)
class StepOfFile:
    """A step as a file has it: `clip` counts from 1, `arc` has the shares by their names."""

    number: Number = MISSING
    title: Title = MISSING
    short: Short = ""
    minutes: Minutes = MISSING
    goal: Line = ""
    prompts: Prompts = field(default_factory=list)
    optional: Truth = False
    protected: Truth = False
    clip: ClipNumber | None = None
    stock: Truth = False
    section: Line = ""
    arc: Arc = field(default_factory=dict)

    def step(self) -> Step:
        """The step of an outline."""
        parts = (ArcPart(clean_line(name), float(share)) for name, share in self.arc.items())
        return Step(
            number=self.number,
            title=self.title,
            short=self.short or self.title[:SHORT].strip(),
            minutes=self.minutes,
            goal=self.goal,
            prompts=tuple(self.prompts),
            optional=self.optional,
            protected=self.protected,
            clip=None if self.clip is None else self.clip - 1,
            stock=self.stock,
            section=self.section,
            arc=tuple(parts),
        )


@dataclass(frozen=True, slots=True)
class OutlineOfFile:
    """An outline as a file has it."""

    name: Line = ""
    steps: Annotated[list[StepOfFile], BeforeValidator(_tables)] = MISSING


VOICE = Voice()


class BadOutline(Exception):
    """The file is no outline; as text, one line for each complaint."""

    def __init__(self, complaints: Iterable[Complaint]) -> None:
        self.complaints = tuple(map(str, complaints))
        super().__init__("\n".join(self.complaints))


def read_outline(text: str, name: str) -> Outline:
    """The outline that `text` describes; `name` is what complaints call its file.

    Raises:
        BadOutline: with all complaints.
    """
    try:
        source = read_toml(text.replace("\r\n", "\n"))
    except NoToml as error:
        raise BadOutline([Complaint(name, None, f"{error}{error.where}")]) from None
    judged = judge(OutlineOfFile, source, VOICE, most=MOST)
    problems = judged.problems or [*_checks(judged.value, source)]
    if judged.value is None or problems:
        raise BadOutline(Complaint(name, *problem) for problem in problems)
    steps = {one.number: one.step() for one in judged.value.steps}
    absent = (replace(step, planned=False) for step in load_guide().steps)
    made = tuple(steps.get(step.number, step) for step in absent)
    return Outline(judged.value.name or name, made, sum(one.minutes for one in steps.values()))


def _checks(made: OutlineOfFile | None, source: Source) -> Iterator[Problem]:
    """What the steps say together that cannot be."""
    numbers = [one.number for one in made.steps] if made else []
    for place, number in enumerate(numbers):
        if number in numbers[:place]:
            yield source.line(("steps", place, "number")), f"step {number} is given twice"
    total = sum(one.minutes for one in made.steps) if made else 0
    if len({*numbers}) == len(numbers) and not SHORTEST <= total <= LONGEST:
        told = f"the steps have {total} minutes in all; {SHORTEST} to {LONGEST} are expected"
        yield source.line(("steps",)), told
