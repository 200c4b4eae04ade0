"""A plan as a file: our YAML, or a planning guide to read, print and fill in; `read` reads both.

In a guide every answer is a quotation (`>` in Markdown, the style Quote in Word), so that no word
of it can be taken for a question of the form. What is blank has an empty line to write on.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from mqi_tui.domain.private.form import Drafts
from mqi_tui.domain.private.plan import Plan
from mqi_tui.domain.private.planning_guide import FIELDS, SECTIONS, Section, purpose
from mqi_tui.domain.private.preparation import Preparation
from mqi_tui.domain.private.record import Private
from mqi_tui.domain.values import to_data
from mqi_tui.files.guide.labels import EMAIL_MADE, OWN
from mqi_tui.text.clean import visible, xml_safe

TITLE, PRIVATE, *_named = OWN
PARTS = dict(zip(("prepare", "talk"), _named, strict=True))
Kind = Literal["part", "section", "told", "label", "answer"]
_MARKED: Mapping[Kind, str] = {
    "part": "# {}", "section": "## {}", "told": "*{}*", "label": "**{}**", "answer": "> {}",
}  # fmt: skip
_LITERAL = re.compile(r"\S(?:[^\x00-\x09\x0b-\x1f\x7f-\xa0\ud800-\udfff\ufeff\ufffe\uffff]*\S)?")


def to_yaml(plan: Plan, drafts: Drafts) -> str:
    """A plan file: `parse_plan` makes the same plan of it. Drafts are told as comments."""
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = 100
    yaml.allow_unicode = True
    made = io.StringIO()
    yaml.dump(_readable(to_data(plan)), made)
    told = [visible(f"{FIELDS[key].label}: {words}") for key, words in drafts.items()]
    comments = "".join(f"# not readable yet: {one}\n" for one in told)
    return f"# {PRIVATE}\n{comments}{made.getvalue()}"


def _readable(data: Any) -> Any:
    """The data with the names of a plan file, and texts of many lines as they are read."""
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

    if isinstance(data, dict):
        return {_name(key): _readable(item) for key, item in data.items()}
    if isinstance(data, list):
        return [_readable(item) for item in data]
    if not isinstance(data, str):
        return data
    if "\n" in data and _LITERAL.fullmatch(data):
        return LiteralScalarString(data)
    return data if _LITERAL.fullmatch(data) else DoubleQuotedScalarString(data)


def _name(key: str) -> str | int:
    return int(key) if key.isdecimal() else key.removesuffix("_")


def to_markdown(half: Private) -> str:
    """A planning guide in Markdown."""
    lines = [f"# {TITLE}", "", PRIVATE, ""]
    for kind, words in _pieces(half):
        lines += [_MARKED[kind].format(line) for line in words.split("\n")]
        lines.append("")
    return "\n".join(lines)


def to_word(half: Private) -> bytes:
    """A planning guide in Word."""
    import docx

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = PRIVATE
    document.add_heading(TITLE, 0)
    for kind, words in _pieces(half):
        for line in xml_safe(words).split("\n"):
            _put(document, kind, line)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _put(document: Any, kind: Kind, line: str) -> None:
    if kind in ("part", "section"):
        document.add_heading(line, 1 if kind == "part" else 2)
    elif kind == "answer":
        document.add_paragraph(line, style="Quote")
    else:
        run = document.add_paragraph().add_run(line)
        run.bold, run.italic = kind == "label" or None, kind == "told" or None


def _pieces(half: Private) -> Iterator[tuple[Kind, str]]:
    """All that stands in a guide, from top to bottom."""
    for part, title in PARTS.items():
        yield "part", title
        for section in (one for one in SECTIONS if one.part == part):
            yield "section", f"{section.number}. {section.title}"
            goal, prompts = purpose(section, first=half.plan.is_first)
            yield from (("told", line) for line in (goal, *prompts))
            yield from _fields(half, section) if section.fields else _email(half)


def _fields(half: Private, section: Section) -> Iterator[tuple[Kind, str]]:
    """What is asked, and answered; where a step has its usual minutes, how many these are."""
    shown = Preparation(half.plan, half.drafts, half.guide)
    for field in section.fields:
        words = shown.shown(field.key)
        yield "label", field.label
        if field.kind == "minutes" and not words:
            yield "told", shown.asking(field).hint
        yield "answer", words


def _email(half: Private) -> Iterator[tuple[Kind, str]]:
    """As the coach wrote it. What is made from the plan is not told in words: it would be read
    again as the coach's, and follow the plan no more.
    """
    if not half.email:
        yield "told", EMAIL_MADE
    yield "answer", half.email.strip("\n")
