"""The coach's quick notes as a sheet of their own: PRIVATE, and nothing of the plan in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from mqi_tui.domain.guide import Outline
from mqi_tui.domain.private.notes import NAMES, Note, Notes, shown, taken_under
from mqi_tui.domain.private.time_text import face

PRIVATE = "PRIVATE: quick notes, not for the teacher"


def to_markdown(notes: Notes, about: str, outline: Outline) -> str:
    """The notes in Markdown, by steps."""
    lines = [f"# {PRIVATE}", "", about]
    for heading, taken in _by_step(notes, outline):
        lines += ["", f"## {heading}", "", *(f"- {_words(note)}" for note in taken)]
    return _ended(lines, notes)


def to_text(notes: Notes, about: str, outline: Outline) -> str:
    """The notes as plain text, by steps."""
    lines = [PRIVATE, about]
    for heading, taken in _by_step(notes, outline):
        lines += ["", heading, *(f"  {_words(note)}" for note in taken)]
    return _ended(lines, notes)


def _by_step(notes: Notes, outline: Outline) -> Iterator[tuple[str, Iterator[Note]]]:
    """The heading of each step in which notes were taken, in the order of time, and those notes."""
    for number, taken in groupby(shown(notes), key=lambda note: note.step):
        title = f" · {outline.step(number).title}" if 0 < number <= len(outline.steps) else ""
        yield f"{taken_under(number)}{title}", taken


def _words(note: Note) -> str:
    """`4:03 pm · teacher said · They argue about it · Explanations`."""
    at = face(note.at) if note.at else ""
    parts = (at, NAMES[note.kind], note.text, ", ".join(note.codes))
    return " · ".join(part for part in parts if part)


def _ended(lines: list[str], notes: Notes) -> str:
    none = [] if shown(notes) else ["", "No notes were taken."]
    return "\n".join([*lines, *none]) + "\n"
