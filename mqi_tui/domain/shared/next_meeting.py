"""The next conversation, as both know it: when, for how long, and how the log says it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from mqi_tui.domain.shared.log import NEXT, Edit, insertion, is_label, section
from mqi_tui.text.dates import FORMAT
from mqi_tui.text.due import names_when

_OURS = "We meet again:"
_MEETS = ("Date and time:", _OURS)
"""How a line begins that holds the date of the next conversation, as the template has it first."""

_YEARS = range(1970, 9000)
"""Years that every calendar can count with."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """`start`: local time, as it was agreed."""

    start: datetime
    minutes: int = 60
    moved: int = 0
    """How often its date was changed."""


def meeting(when: str, minutes: int, moved: int = 0) -> Meeting | None:
    """The conversation of this date, as `kept` keeps it; None for what is no date."""
    try:
        start = datetime.strptime(when, FORMAT)
    except ValueError:
        return None
    return Meeting(start, minutes, moved) if start.year in _YEARS else None


def next_meeting(lines: Sequence[str], moment: str) -> Edit:
    """Where the date of the next conversation stands: in place of the one written before.

    Returns:
        The locations (row, column) from and to, and the text to put between them.
    """
    if found := section(lines, NEXT):
        for row in range(found.row + 1, found.end):
            if label := next((one for one in _MEETS if lines[row].startswith(one)), ""):
                return (row, 0), (row, len(lines[row])), f"{label} {moment}"
    at, text = insertion(lines, NEXT, f"{_OURS} {moment}")
    return at, at, text


def meeting_line(text: str) -> str:
    """The line of a log that holds that date, or waits for it; empty where there is none."""
    lines = text.split("\n")
    found = section(lines, NEXT)
    rows = lines[found.row + 1 : found.end] if found else lines
    return next((line for line in rows if line.startswith(_MEETS if found else _OURS)), "")


def meeting_out(lines: Sequence[str], moments: Collection[str], begun: str = "") -> Edit | None:
    """What takes that date out; None where it stands there in other words.

    Its label stays where it is the template's or stands in the log as it was `begun`; one that was
    written here with the date goes with it.
    """
    found = section(lines, NEXT)
    for row in range(found.row + 1, found.end) if found else range(len(lines)):
        for label in _MEETS if found else (_OURS,):
            if lines[row] in {f"{label} {moment}" for moment in moments}:
                is_ours = label == _OURS and label not in begun
                return _line_out(lines, row) if is_ours else _words_out(lines, row, len(label))
    return None


def _words_out(lines: Sequence[str], row: int, column: int) -> Edit:
    return (row, column), (row, len(lines[row])), ""


def _line_out(lines: Sequence[str], row: int) -> Edit:
    """A whole line; the last one stays blank, as a text ends."""
    is_last = row + 1 == len(lines)
    return (row, 0), ((row, len(lines[row])) if is_last else (row + 1, 0)), ""


def says_meeting(lines: Sequence[str], moment: str) -> bool:
    """Whether the date of the next conversation stands there: in its line, in whatever words, or
    named right below; in a log without such a line, anywhere as it was written here.
    """
    found = section(lines, NEXT)
    rows = range(found.row + 1, found.end) if found else range(0)
    for row in rows:
        if label := next((one for one in _MEETS if lines[row].startswith(one)), ""):
            below = lines[row + 1] if row + 1 < rows.stop else ""
            said = lines[row].removeprefix(label).strip()
            return bool(said) or (not is_label(below) and names_when(below))
    return any(moment in line for line in lines)
