"""Quick notes: one line each, stamped with time, step and clip; private until promoted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from mqi_tui.domain.kinds import Count, Instant, Milliseconds, Number, Step
from mqi_tui.text.clean import clean_line

NoteKind = Literal["private", "said", "noticed", "log", "next"]
KINDS: dict[str, NoteKind] = {
    '"': "said",
    "“": "said",
    "!": "noticed",
    ">": "log",
    "→": "next",
    "->": "next",
    "-": "next",
}
TYPED = {kind: sign for sign, kind in KINDS.items() if len(sign) == 1 and sign.isascii()}
"""The sign that each kind is begun with on any keyboard."""
MARKS: dict[NoteKind, str] = {"private": "·", "said": '"', "noticed": "!", "log": ">", "next": "→"}
FOR_THE_LOG: tuple[NoteKind, ...] = ("log", "next")
"""What is meant to be brought into the log."""
NAMES: dict[NoteKind, str] = {
    "private": "private",
    "said": "teacher said",
    "noticed": "noticed",
    "log": "for the log",
    "next": "next step",
}
_BEFORE = "before the start"
_CODE = re.compile(r"#([^\W\d_][\w-]*)[,.;:]*")
_NUMBER = re.compile(r"-\d")


@dataclass(frozen=True, slots=True)
class Note:
    """A quick note. `at`: UTC milliseconds; `elapsed`: of its step, ms; `clip`: 1 or 2, 0 for none.

    A deleted note is kept, so that it can be brought back.
    """

    id: Number
    text: str
    kind: NoteKind = "private"
    at: Instant = 0
    step: Step = 0
    elapsed: Milliseconds = 0
    clip: Count = 0
    codes: tuple[str, ...] = ()
    promoted: bool = False
    """Whether it is in the log."""
    deleted: bool = False
    line: str = ""
    """What it was brought into the log as last; empty: it never was, or an older version did it."""


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
    kind, line = _kind(clean_line(typed))
    words, codes = [], []
    for word in line.split():
        if code := _code(word):
            codes.append(code)
        else:
            words.append(word)
    return kind, " ".join(words), tuple(dict.fromkeys(codes))


def _kind(line: str) -> tuple[NoteKind, str]:
    """What a line's first character says, and the rest. A negative number is no next step."""
    mark = next((mark for mark in (line[:2], line[:1]) if mark in KINDS), "")
    if not mark or _NUMBER.match(line):
        return "private", line
    return KINDS[mark], line.removeprefix(mark)


def _code(word: str) -> str:
    """The rubric's name for a word such as `#expl`; empty where it is none."""
    match = _CODE.fullmatch(word)
    from mqi_tui.domain import rubric  # read from its file, and only where a note names a code

    letters = match[1].replace("-", " ") if match else ""
    found = rubric.find(letters, loosely=False) if len(letters) > 1 else ()
    return found[0].name if found else ""


def unknown(typed: str) -> tuple[str, ...]:
    """The tags of a line that are taken for no code, and stay words of it: `ling` of `#ling`."""
    tags = (match[1] for word in typed.split() if (match := _CODE.fullmatch(word)))
    return tuple(tag for tag in tags if len(tag) > 1 and not _code(f"#{tag}"))


def of_tags(line: str) -> str:
    """That a tag of a line is no code; empty where each is one, or there is none."""
    tags = unknown(line)
    return f"#{tags[0]} is no code, and stays as typed" if tags else ""


def typed(note: Note) -> str:
    """The line that would make this note again, for editing it."""
    codes = [f"#{_tag(code)}" for code in note.codes]
    if note.kind == "private" and _kind(note.text)[0] != "private":
        return " ".join([*codes, note.text])
    mark = [] if note.kind == "private" else [MARKS[note.kind]]
    return " ".join([*mark, note.text, *codes])


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
    """The notes with this one put away; its text is kept, and `bring_back` shows it again."""
    return _with(notes, number, deleted=True)


def bring_back(notes: Notes, number: int) -> Notes:
    """The notes with one that was deleted among them again."""
    return _with(notes, number, deleted=False)


def mark_promoted(notes: Notes, number: int, line: str = "") -> Notes:
    """The notes with this one told as copied into the log, as this line."""
    return _with(notes, number, promoted=True, line=line)


def as_told(notes: Notes, stands: Callable[[str], bool]) -> Notes:
    """The notes as the log tells them: each is in it as long as its line stands there."""
    return tuple(replace(n, promoted=stands(n.line)) if n.line else n for n in notes)


def shown(notes: Notes, step: int = 0) -> Notes:
    """The notes that are not deleted; of one step where given."""
    return tuple(n for n in notes if not n.deleted and (not step or n.step == step))


def next_steps(notes: Notes) -> Notes:
    """The next steps that were noted and are not in the log: the action plan waits for them."""
    return tuple(n for n in shown(notes) if n.kind == "next" and not n.promoted)


def in_a_list(note: Note) -> str:
    """A note in a list of all: its step, its mark, its words, and whether it is in the log."""
    return f"{taken_in(note)}  {MARKS[note.kind]} {note.text}{where(note)}"


def taken_in(note: Note, *, briefly: bool = False) -> str:
    """The step that it was taken in; of one of before, that it was."""
    return f"step {note.step:>2}" if note.step else "before " if briefly else _BEFORE


def taken_under(step: int) -> str:
    """The same, as a line begins."""
    return f"Step {step}" if step else _BEFORE.capitalize()


def where(note: Note) -> str:
    """Whether it is in the log, behind its words."""
    return "  (in the log)" if note.promoted else ""


def _with(notes: Notes, number: int, **changes: object) -> Notes:
    return tuple(replace(n, **changes) if n.id == number else n for n in notes)  # type: ignore[arg-type]


def _tag(code: str) -> str:
    """A code as one word that finds it again, as short as may be."""
    words = re.findall(r"\w+", code)
    return next((word for word in words if _code(f"#{word}") == code), "-".join(words))
