"""The gate for plan files: a plan that gets through is complete, clean and fits its time.

In order: a regular file of at most 1 MB, UTF-8, no raw control characters, YAML without
anchors, aliases, tags and repeated names, not too deep and not too much, the fields of
`Plan`, and what fields say about each other. Everything that is wrong is told at once.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

from mqi_tui.domain import rubric
from mqi_tui.domain.guide import CannotFit
from mqi_tui.domain.private.plan import Plan, outline
from mqi_tui.domain.values import to_data
from mqi_tui.domain.video import seconds
from mqi_tui.files.judging import judge
from mqi_tui.files.safe_read import NoFile, NoText, text
from mqi_tui.files.source import KEY, Problem, Source, Way
from mqi_tui.files.wording import Voice
from mqi_tui.files.yaml_source import read_yaml
from mqi_tui.text.complaints import Complaint, quoted

_RAW_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)
"""Exactly what YAML does not allow in a text."""


def _label(source: Source, way: Way) -> str:
    """What a message calls a value: "the plan", "focus", "clip 1"."""
    way = way[:-2] if way[-1:] == (KEY,) else way
    if not way:
        return "the plan"
    if isinstance(way[-1], int):
        return f"{str(way[-2]).removesuffix('s')} {source.place(way)}"
    return way[-1]


PLAN = Voice(
    wrong="{label}: {noun} {verb} expected{hint}; found {found}",
    what="a field of {label}",
    known="it has {known}",
    hints={
        "text": " (in quotes if it begins with a bracket)",
        "a whole number": ", without quotes",
        "a list": ' ("- …", one line each)',
        "fields": ' ("name: value")',
    },
    label=_label,
)


class BadPlan(Exception):
    """The file is not a plan; as text, one line for each complaint."""

    def __init__(self, complaints: tuple[Complaint, ...]) -> None:
        super().__init__("\n".join(str(complaint) for complaint in complaints))
        self.complaints = complaints


def read_plan(path: Path) -> Plan:
    """The plan in the file at `path`.

    Raises:
        BadPlan: for whatever keeps the file from being a plan, from "no such file" on.
    """
    name = str(path)
    try:
        said = text(path, "larger than 1 MB: not a plan")
    except NoText as error:
        told = f"byte {error.byte} (0x{error.found:02X}) is not UTF-8; save the file as UTF-8"
        raise _refused(name, told, error.line) from None
    except NoFile as error:
        raise _refused(name, str(error)) from None
    return parse_plan(said, name)


def parse_plan(text: str, name: str) -> Plan:
    """The plan that `text` describes; `name` is what complaints call its file.

    Raises:
        BadPlan: with all complaints, in the order of the file.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if raw := _RAW_CONTROL.search(text):
        line = text.count("\n", 0, raw.start()) + 1
        raise _refused(name, f"a raw control character (U+{ord(raw[0]):04X})", line)
    plan, problems = _read(text)
    if problems or plan is None:
        ordered = sorted(problems, key=lambda problem: problem[0] or 0)
        raise BadPlan(tuple(Complaint(name, line, told) for line, told in ordered))
    return plan


def plan_key(plan: Plan) -> str:
    """The same for equal plans, however their files are written, and for no others."""
    data = json.dumps(to_data(plan), sort_keys=True)
    return hashlib.sha256(data.encode()).hexdigest()


def _refused(name: str, text: str, line: int | None = None) -> BadPlan:
    return BadPlan((Complaint(name, line, text),))


def _read(text: str) -> tuple[Plan | None, list[Problem]]:
    source, problems = read_yaml(text)
    if source is None:
        return None, problems or [(None, 'empty; a plan needs at least "teacher: …"')]
    judged = judge(Plan, source, PLAN, absent={"teacher": ""})
    checks = _checks(judged.value, judged.failed, source) if judged.value else ()
    return judged.value, [*problems, *judged.problems, *checks]


def _checks(plan: Plan, failed: frozenset[str | int], source: Source) -> Iterator[Problem]:
    """What fields say about each other that cannot be."""
    if not plan.teacher and "teacher" not in failed:
        yield source.lines.get(("teacher",)), '"teacher" is missing; a pseudonym is fine'
    yield from _clips(plan, source)
    yield from _scores(plan, source)
    if not failed & {"minutes", "steps"}:
        yield from _fit(plan, source)


def _clips(plan: Plan, source: Source) -> Iterator[Problem]:
    if len(plan.clips) > 2:
        told = f"at most two clips fit a conversation; found {len(plan.clips)}"
        yield source.line(("clips",)), told
    for place, clip in enumerate(plan.clips):
        if clip.start and clip.end and seconds(clip.end) <= seconds(clip.start):
            way = ("clips", place)
            told = f"ends at {clip.end}, which is not after its start, {clip.start}"
            yield source.line((*way, "end")), f"{_label(source, way)} {told}"


def _scores(plan: Plan, source: Source) -> Iterator[Problem]:
    scores = plan.stock_clip.master_scores if plan.stock_clip else {}
    as_written = source.data["stock_clip"]["master_scores"] if scores else {}
    for written in as_written:
        code = rubric.code(written)
        if code and code.name in scores and scores[code.name] not in code.points:
            score = quoted(scores[code.name])
            told = f"{score} is not a score of {code.name}: {', '.join(code.points)}"
            yield source.line(("stock_clip", "master_scores", written)), told


def _fit(plan: Plan, source: Source) -> Iterator[Problem]:
    try:
        outline(plan)
    except CannotFit as error:
        way = ("minutes",) if ("minutes",) in source.lines else ("steps",)
        yield source.lines.get(way), str(error)
