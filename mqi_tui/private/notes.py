"""Quick notes: one line each, stamped with time, step and clip; private until promoted."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from mqi_tui import rubric
from mqi_tui.text import clean_line

NoteKind = Literal["private", "said", "noticed", "log", "next"]
KINDS: dict[str, NoteKind] = {
    '"': "said",
    "“": "said",
    "!": "noticed",
    ">": "log",
    "→": "next",
    "-": "next",
}
MARKS: dict[NoteKind, str] = {"private": "·", "said": '"', "noticed": "!", "log": ">", "next": "→"}
NAMES: dict[NoteKind, str] = {
    "private": "private",
    "said": "teacher said",
    "noticed": "noticed",
    "log": "for the log",
    "next": "next step",
}
_CODE = re.compile(r"(?:^|(?<=\s))#([A-Za-z][\w-]*)")


@dataclass(frozen=True, slots=True)
class Note:
    """A quick note. `at`: UTC milliseconds; `elapsed`: of its step, ms; `clip`: 1 or 2, 0 for none.

    A deleted note is kept, so that it can be brought back.
    """

    id: int
    text: str
    kind: NoteKind = "private"
    at: int = 0
    step: int = 0
    elapsed: int = 0
    clip: int = 0
    codes: tuple[str, ...] = ()
    promoted: bool = False
    deleted: bool = False


Notes = tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Stamp:
    """Where in the conversation a note was taken; the fields are those of the note."""

    at: int = 0
    step: int = 0
    elapsed: int = 0
    clip: int = 0


def read(typed: str) -> tuple[NoteKind, str, tuple[str, ...]]:
    """Kind, text and codes of a line as typed: `! they argue #expl` is noticed, Explanations."""
    line = clean_line(typed).strip()
    kind = KINDS.get(line[:1], "private")
    text = line[1:].strip() if kind != "private" else line
    codes: list[str] = []

    def take(match: re.Match[str]) -> str:
        found = rubric.find(match[1])
        if not found:
            return match[0]
        codes.append(found[0].name)
        return ""

    text = " ".join(_CODE.sub(take, text).split())
    return kind, text, tuple(dict.fromkeys(codes))


def typed(note: Note) -> str:
    """The line that would make this note again, for editing it."""
    mark = "" if note.kind == "private" else MARKS[note.kind] + " "
    codes = "".join(f" #{_tag(code)}" for code in note.codes)
    return f"{mark}{note.text}{codes}"


def add(notes: Notes, line: str, stamp: Stamp) -> Notes:
    """`notes` and one more from a typed line; an empty line adds nothing."""
    kind, text, codes = read(line)
    if not text and not codes:
        return notes
    number = max((note.id for note in notes), default=0) + 1
    note = Note(number, text, kind, stamp.at, stamp.step, stamp.elapsed, stamp.clip, codes)
    return (*notes, note)


def edit(notes: Notes, number: int, line: str) -> Notes:
    """The note with another text; an empty line leaves it as it was."""
    kind, text, codes = read(line)
    if not text and not codes:
        return notes
    return _with(notes, number, kind=kind, text=text, codes=codes)


def delete(notes: Notes, number: int) -> Notes:
    return _with(notes, number, deleted=True)


def bring_back(notes: Notes, number: int) -> Notes:
    return _with(notes, number, deleted=False)


def mark_promoted(notes: Notes, number: int) -> Notes:
    return _with(notes, number, promoted=True)


def shown(notes: Notes, step: int = 0) -> Notes:
    """The notes that are not deleted; of one step where given."""
    return tuple(n for n in notes if not n.deleted and (not step or n.step == step))


def _with(notes: Notes, number: int, **changes: object) -> Notes:
    return tuple(replace(n, **changes) if n.id == number else n for n in notes)  # type: ignore[arg-type]


def _tag(code: str) -> str:
    """A code as one word that finds it again."""
    words = re.findall(r"\w+", code)
    return next(
        (word for word in words if (found := rubric.find(word)) and found[0].name == code), words[0]
    )
