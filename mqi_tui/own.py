"""A programme's own outlines and templates, in the config folder.

outlines/*.toml        outlines, like the one that is shipped
templates/log*.md      templates of the log
templates/email.md     the template of the watching assignment

A file that cannot be used is told and left out; it never stops a conversation.
"""

from __future__ import annotations

import difflib
import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mqi_tui.guide import Outline
from mqi_tui.text import clean, visible

LARGEST = 1_000_000
"""Bytes."""
LOG_FACTS = frozenset({
    "teacher", "coach", "cycle", "when", "goals", "focus", "codes", "last_steps",
    "stock_clip", "stock_codes", "clip1", "clip1_codes", "clip2", "clip2_codes",
})  # fmt: skip
EMAIL_FACTS = frozenset({"teacher", "coach", "when", "clips", "stock_clip"})


@dataclass(frozen=True, slots=True)
class NamedOutline:
    """`name`: as it is offered, such as `District · 55 minutes`."""

    name: str
    outline: Outline


@dataclass(frozen=True, slots=True)
class NamedTemplate:
    """A template of the log, by the name of its file."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Own:
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
        for path in _files(folder, "outlines/*.toml")
        if (outline := _outline(path, complaints))
    ]
    templates = [
        NamedTemplate(path.stem, text)
        for path in _files(folder, "templates/log*.md")
        if (text := _template(path, LOG_FACTS, complaints))
    ]
    emails = [
        _template(path, EMAIL_FACTS, complaints) for path in _files(folder, "templates/email.md")
    ]
    return Own(tuple(outlines), tuple(templates), "".join(emails), tuple(complaints))


def _files(folder: Path, pattern: str) -> Iterator[Path]:
    try:
        yield from sorted(path for path in folder.glob(pattern) if path.is_file())
    except OSError:
        return


def _outline(path: Path, complaints: list[str]) -> Outline | None:
    from mqi_tui.guide_gate import BadOutline, read_outline

    try:
        return read_outline(_text(path), path.name)
    except BadOutline as error:
        complaints.extend(error.complaints)
    except ValueError as error:
        complaints.append(visible(f"{path.name}: {error}"))
    return None


def _template(path: Path, facts: frozenset[str], complaints: list[str]) -> str:
    try:
        text = _text(path)
    except ValueError as error:
        complaints.append(visible(f"{path.name}: {error}"))
        return ""
    for name in string.Template(text).get_identifiers():
        if name not in facts:
            near = difflib.get_close_matches(name, facts, 1)
            hint = f"; did you mean ${near[0]}?" if near else ""
            line = text[: text.find(name)].count("\n") + 1
            told = f"${name} is not filled in, and stays as it is{hint}"
            complaints.append(visible(f"{path.name}:{line}: {told}"))
    return text


def _text(path: Path) -> str:
    """What a file says, cleaned.

    Raises:
        ValueError: in a line, why it cannot be used.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise ValueError((error.strerror or str(error)).lower()) from None
    if len(data) > LARGEST:
        raise ValueError("larger than 1 MB")
    try:
        return clean(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("not UTF-8; save the file as UTF-8") from None
