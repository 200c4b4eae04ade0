"""A programme's own outlines and templates, in the config folder.

outlines/*.toml        outlines, like the one that is shipped
templates/log*.md      templates of the log
templates/email.md     the template of the watching assignment

A file that cannot be used is told and left out; it never stops a conversation.
"""

from __future__ import annotations

import re
import string
from dataclasses import field, make_dataclass
from fnmatch import fnmatchcase as fnmatch
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mqi_tui.domain.guide import Outline
from mqi_tui.files.safe_read import NoFile, text
from mqi_tui.files.source import Source
from mqi_tui.files.wording import Voice
from mqi_tui.text.clean import clean, visible
from mqi_tui.text.complaints import Complaint

MOST = 10
"""Complaints about one file; with these mended, the next ones are told."""
LOG_FACTS = frozenset({
    "teacher", "coach", "cycle", "when", "goals", "focus", "codes", "last_steps",
    "stock_clip", "stock_codes", "clip1", "clip1_codes", "clip2", "clip2_codes",
})  # fmt: skip
EMAIL_FACTS = frozenset({"teacher", "coach", "when", "usual", "clips", "stock_clip"})

TEMPLATE = Voice(known="write $$ for the sign itself", mark="${}".format)
_PLACE = re.compile(string.Template.pattern)


class NamedOutline(NamedTuple):
    """`name`: as it is offered, such as `District · 55 minutes`."""

    name: str
    outline: Outline


class NamedTemplate(NamedTuple):
    """A template of the log, by the name of its file."""

    name: str
    text: str


class Own(NamedTuple):
    """What a programme brought along. `complaints`: one line for each thing that is wrong."""

    outlines: tuple[NamedOutline, ...] = ()
    templates: tuple[NamedTemplate, ...] = ()
    email: str = ""
    complaints: tuple[str, ...] = ()


def read(folder: Path) -> Own:
    """What is in the config folder `folder`. Never fails."""
    complaints: list[str] = []
    outlines = [
        NamedOutline(f"{outline.name} · {outline.total} minutes", outline)
        for path in _files(folder / "outlines", "*.toml", complaints)
        if (outline := _outline(path, complaints))
    ]
    there = _files(folder / "templates", "*.md", complaints)
    templates = [
        NamedTemplate(visible(path.stem), text)
        for path in there
        if path.name.startswith("log") and (text := _template(path, LOG_FACTS, complaints))
    ]
    emails = [_template(path, EMAIL_FACTS, complaints) for path in there if path.name == "email.md"]
    return Own(tuple(outlines), tuple(templates), "".join(emails), tuple(complaints))


def _files(folder: Path, pattern: str, complaints: list[str]) -> list[Path]:
    """What lies in a folder, in order; what other programs hide there is passed over."""
    try:
        found = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except FileNotFoundError:
        return []
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        complaints.append(str(Complaint(folder.name, None, reason)))
        return []
    return [path for path in found if fnmatch(path.name, pattern)]


def _outline(path: Path, complaints: list[str]) -> Outline | None:
    from mqi_tui.files.outline import BadOutline, read_outline

    try:
        return read_outline(_text(path), visible(path.name))
    except BadOutline as error:
        complaints.extend(error.complaints)
    except NoFile as error:
        complaints.append(str(Complaint(path.name, None, str(error))))
    return None


def _template(path: Path, facts: frozenset[str], complaints: list[str]) -> str:
    """The template in a file; empty where it cannot be used."""
    from mqi_tui.files.judging import judge

    try:
        said = _text(path)
    except NoFile as error:
        complaints.append(str(Complaint(path.name, None, str(error))))
        return ""
    lines = _names(said)
    named = Source(dict.fromkeys(lines, ""), {(name,): line for name, line in lines.items()}, {})
    problems = judge(_of_facts(facts), named, TEMPLATE, most=MOST).problems
    complaints += (str(Complaint(path.name, *problem)) for problem in problems)
    return "" if problems else said


@cache
def _of_facts(facts: frozenset[str]) -> type:
    """The type of what can be filled into a template."""
    return make_dataclass("Facts", [(name, str, field(default="")) for name in sorted(facts)])


def _names(text: str) -> dict[str, int]:
    """The names that are to be filled in, and on which line each stands first."""
    found: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        for match in _PLACE.finditer(line):
            found.setdefault(match["named"] or match["braced"] or "", number)
    found.pop("", None)
    return found


def _text(path: Path) -> str:
    """What a file says, cleaned.

    Raises:
        NoFile: in a line, why it cannot be used.
    """
    try:
        said = clean(text(path))
    except NoFile as error:
        raise NoFile(str(error).removeprefix("a folder, ")) from None
    if not said.strip():
        raise NoFile("empty")
    return said
