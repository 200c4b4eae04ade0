"""A plan as a file: our YAML, or a planning guide to read, print and fill in; `read` reads both.

In a guide every answer is a quotation (`>` in Markdown, the style Quote in Word), so that no word
of it can be taken for a question of the form. What is blank has an empty line to write on.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from mqi_tui.domain.private.form import Drafts, shown
from mqi_tui.domain.private.plan import Plan
from mqi_tui.domain.private.planning_guide import FIELDS, SECTIONS, Section, purpose
from mqi_tui.domain.values import to_data
from mqi_tui.files.guide.labels import OWN
from mqi_tui.text.clean import visible, xml_safe

TITLE, PRIVATE, *_named = OWN
PARTS = dict(zip(("prepare", "talk"), _named, strict=True))
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


def to_markdown(plan: Plan, drafts: Drafts) -> str:
    """A planning guide in Markdown."""
    lines = [f"# {TITLE}", "", PRIVATE, ""]
    for part, sections in _parts():
        lines += [f"# {PARTS[part]}", ""]
        for section in sections:
            lines += [f"## {section.number}. {section.title}", ""]
            lines += [words for line in _told(section) for words in (f"*{line}*", "")]
            for field in section.fields:
                words = shown(plan, drafts, field.key).split("\n")
                lines += [f"**{field.label}**", "", *(f"> {line}" for line in words), ""]
    return "\n".join(lines)


def to_word(plan: Plan, drafts: Drafts) -> bytes:
    """A planning guide in Word."""
    import docx

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = PRIVATE
    document.add_heading(TITLE, 0)
    for part, sections in _parts():
        document.add_heading(PARTS[part], 1)
        for section in sections:
            document.add_heading(f"{section.number}. {section.title}", 2)
            for line in _told(section):
                document.add_paragraph().add_run(line).italic = True
            for field in section.fields:
                document.add_paragraph().add_run(field.label).bold = True
                for line in xml_safe(shown(plan, drafts, field.key)).split("\n"):
                    document.add_paragraph(line, style="Quote")
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _told(section: Section) -> tuple[str, ...]:
    """What a section is for, a line each."""
    goal, prompts = purpose(section)
    return (goal, *prompts)


def _parts() -> Iterator[tuple[str, list[Section]]]:
    """The two parts of the guide, with the sections that have something to fill in."""
    for part in PARTS:
        yield part, [one for one in SECTIONS if one.part == part and one.fields]
