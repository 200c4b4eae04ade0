"""A programme's own outlines and templates, in the config folder.

outlines/*.toml        outlines, like the one that is shipped
templates/log*.md      templates of the log
templates/email.md     the template of the watching assignment

A file that cannot be used is told and left out; it never stops a conversation.
"""

from __future__ import annotations

import difflib
import re
import string
from dataclasses import dataclass
from fnmatch import fnmatchcase as fnmatch
from pathlib import Path

from mqi_tui.domain.guide import Outline
from mqi_tui.files.safe_read import NoFile, content
from mqi_tui.text.clean import clean, visible

LARGEST = 1_000_000
"""Bytes."""
MOST = 10
"""Complaints about one file; with these mended, the next ones are told."""
LOG_FACTS = frozenset({
    "teacher", "coach", "cycle", "when", "goals", "focus", "codes", "last_steps",
    "stock_clip", "stock_codes", "clip1", "clip1_codes", "clip2", "clip2_codes",
})  # fmt: skip
EMAIL_FACTS = frozenset({"teacher", "coach", "when", "clips", "stock_clip"})

_PLACE = re.compile(string.Template.pattern)


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
        complaints.append(visible(f"{folder.name}: {_reason(error)}"))
        return []
    return [path for path in found if fnmatch(path.name, pattern)]


def _outline(path: Path, complaints: list[str]) -> Outline | None:
    from mqi_tui.files.outline import BadOutline, read_outline

    try:
        return read_outline(_text(path), visible(path.name))
    except BadOutline as error:
        complaints.extend(error.complaints)
    except ValueError as error:
        complaints.append(visible(f"{path.name}: {error}"))
    return None


def _template(path: Path, facts: frozenset[str], complaints: list[str]) -> str:
    """The template in a file; empty where it cannot be used."""
    try:
        text = _text(path)
    except ValueError as error:
        complaints.append(visible(f"{path.name}: {error}"))
        return ""
    unknown = [name for name in _names(text) if name not in facts]
    for name in unknown[:MOST]:
        complaints.append(visible(f"{path.name}:{_unknown(text, name, facts)}"))
    return "" if unknown else text


def _names(text: str) -> list[str]:
    """The names that are to be filled in, each once."""
    found = (match["named"] or match["braced"] for match in _PLACE.finditer(text))
    return list(dict.fromkeys(name for name in found if name))


def _unknown(text: str, name: str, facts: frozenset[str]) -> str:
    """Line and reason."""
    near = difflib.get_close_matches(name, facts, 1)
    hint = f"did you mean ${near[0]}?" if near else "write $$ for the sign itself"
    lines = text.split("\n")
    line = next((n for n, one in enumerate(lines, 1) if name in _names(one)), 1)
    return f"{line}: ${name} is not known here; {hint}"


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _text(path: Path) -> str:
    """What a file says, cleaned.

    Raises:
        ValueError: in a line, why it cannot be used.
    """
    try:
        data = content(path, LARGEST)
    except NoFile as error:
        raise ValueError(str(error).removeprefix("a folder, ")) from None
    if len(data) > LARGEST:
        raise ValueError("larger than 1 MB")
    try:
        text = clean(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("not UTF-8; save the file as UTF-8") from None
    if not text.strip():
        raise ValueError("empty")
    return text
