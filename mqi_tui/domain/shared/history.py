"""What the log was before: a version a minute, and what lies between two of them, in lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from mqi_tui.domain.shared.log import Author
from mqi_tui.domain.shared.losses import is_much
from mqi_tui.text.clean import differing

Kind = Literal["same", "comes", "goes"]
SIGNS: dict[Kind, str] = {"same": "  ", "comes": "+ ", "goes": "- "}
WIDEST = 60
"""Characters of a line that tells a version."""
AROUND = 1
"""Unchanged lines that are shown before and after a change."""
BREAK = "⋯"


@dataclass(frozen=True, slots=True)
class Version:
    """The log as it was saved at a moment, with its time zone; `rev` names it to the store."""

    rev: int
    at: datetime
    text: str
    authors: tuple[Author, ...] = ()


class Line(NamedTuple):
    """A line of a comparison. `comes` and `goes`: if the older version were brought back."""

    kind: Kind
    text: str


def thinned(versions: Iterable[Version]) -> list[Version]:
    """The versions that differ, the last of each minute; also what stood before much was deleted.

    Args:
        versions: oldest first.
    """
    kept: list[Version] = []
    for version in versions:
        before = kept[-1] if kept else None
        if before and before.text == version.text:
            continue
        lost = before is not None and _is_lost(before.text, version.text)
        if before and not lost and _minute(before) == _minute(version):
            kept.pop()
        kept.append(version)
    return kept


def _minute(version: Version) -> datetime:
    return version.at.replace(second=0, microsecond=0)


def _is_lost(old: str, new: str) -> bool:
    start, old_end, new_end = differing(old, new)
    return is_much((old_end - start) - (new_end - start), len(old))


def told(old: str, new: str) -> str:
    """What became of the log from one version to the next: the first line that is new, or gone."""
    lines = [line for line in compared(old, new) if line.text.strip()]
    for kind in ("comes", "goes"):
        if found := next((line for line in lines if line.kind == kind), None):
            return f"{SIGNS[found.kind]}{found.text.strip()[:WIDEST]}"
    return "blank lines"


def compared(now: str, then: str) -> tuple[Line, ...]:
    """What would come back and what would go, were the log as it was `then`; in its lines."""
    here, there = now.split("\n"), then.split("\n")
    groups = SequenceMatcher(None, here, there, autojunk=False).get_grouped_opcodes(AROUND)
    lines: list[Line] = []
    for group in groups:
        if lines:
            lines.append(Line("same", BREAK))
        for kind, a, b, c, d in group:
            lines += _lines(kind, here[a:b], there[c:d])
    return tuple(lines)


def _lines(kind: str, here: list[str], there: list[str]) -> Iterator[Line]:
    if kind == "equal":
        yield from (Line("same", line) for line in here)
    else:
        yield from (Line("goes", line) for line in here)
        yield from (Line("comes", line) for line in there)
