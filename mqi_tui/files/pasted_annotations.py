"""Annotations as a video platform hands them out, as the lines that a field of the plan takes.

A table (CSV, or its cells as a spreadsheet copies them) in which a column has the times; or lines
that begin with a time, in whatever brackets. What is neither stays as it was pasted.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from mqi_tui.text.clean import clean

LONGEST = 100_000
"""Letters of what is read as a table."""
MOST = 0.5
"""The share of its rows that have a time, from which on a column is that of the times."""
_TIME = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)(?:[.,]\d{1,3})?", re.ASCII)
_SECONDS = re.compile(r"(\d{1,5})(?:[.,]\d+)?", re.ASCII)
_TIMES = ("time", "timestamp", "timecode", "start", "begin", "at", "position", "in")
_NOTES = ("comment", "note", "annotation", "text", "body", "content", "description", "message")
_WHO = ("author", "user", "name", "by")
_LED = re.compile(
    r"\W{0,2}((?:\d{1,2}:)?\d{1,3}:[0-5]\d)(?:[.,]\d{1,3})?"
    r"(?:\s*[-–—]+>?\s*(?:\d{1,2}:)?\d{1,3}:[0-5]\d(?:[.,]\d{1,3})?)?[\])}>]?\s*(?:[-–—:|]\s+|[:|,;\t]\s*|\s+)(\S.*)",
    re.ASCII,
)
"""A line that begins with a time, or from when to when."""
_MORE = "\n  "


def lines(pasted: str) -> str:
    """What was pasted, an annotation a line: `13:05 what is said`."""
    text = clean(pasted).strip("\n")
    if len(text) > LONGEST:
        return text
    return "\n".join(_of_table(text)) or "\n".join(_of_line(line) for line in text.split("\n"))


def _of_line(line: str) -> str:
    found = _LED.fullmatch(line)
    return f"{_told(found[1])} {found[2]}" if found else line


def _of_table(text: str) -> list[str]:
    """The annotations of a table; none where it is no table with a column of times."""
    for separator in ("\t", ",", ";"):
        read = csv.reader(io.StringIO(text), delimiter=separator)
        rows = [[cell.strip() for cell in row] for row in read if any(row)]
        width = max((len(row) for row in rows), default=0)
        even = [row + [""] * (width - len(row)) for row in rows]
        if width > 1 and (found := [*_named(even)] or [*_bare(even)]):
            return found
    return []


def _named(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Of a table whose first row has the names of its columns: time, who, and what is said."""
    head, *body = rows
    names = [cell.casefold() for cell in head]
    at = _first(names, _TIMES, [n for n in range(len(head)) if _share(body, n, bare=True) >= MOST])
    if at is None or any(map(_told, head)):
        return
    others = [n for n in range(len(head)) if n != at]
    longest = max(others, key=lambda n: sum(len(row[n]) for row in body))
    note = _first(names, _NOTES, others)
    note = longest if note is None else note
    who = _first(names, _WHO, [n for n in others if n != note])
    for row in body:
        by = f"{row[who]}:" if who is not None and row[who] else ""
        yield _annotation(_told(row[at], bare=True), by, row[note])


def _bare(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Of a table without names, the first column of which has the times."""
    if _share(rows, 0, bare=False) == 1:
        for at, *others in rows:
            yield _annotation(_told(at), ", ".join(filter(None, others)))


def _annotation(*parts: str) -> str:
    return " ".join(filter(None, parts)).replace("\n", _MORE)


def _first(names: Sequence[str], known: Sequence[str], places: Sequence[int]) -> int | None:
    return next((n for n in places if _names(names[n], known)), None)


def _share(body: Sequence[Sequence[str]], place: int, *, bare: bool) -> float:
    """The part of a column that are times."""
    return sum(bool(_told(row[place], bare=bare)) for row in body) / max(len(body), 1)


def _names(name: str, known: Sequence[str]) -> bool:
    return any(word in known or word.rstrip("s") in known for word in re.findall(r"[a-z]+", name))


def _told(cell: str, *, bare: bool = False) -> str:
    """A time as the plan has it; empty where it is none. `bare`: a number is one of seconds."""
    words = cell.strip().strip("[]()")
    if found := _TIME.fullmatch(words):
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        total = (hours * 60 + minutes) * 60 + seconds
    elif bare and (found := _SECONDS.fullmatch(words)):
        total = int(found[1])
    else:
        return ""
    minutes, seconds = divmod(total, 60)
    if minutes < 60:
        return f"{minutes:02}:{seconds:02}"
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
