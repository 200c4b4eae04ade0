"""Which lines of the log guests wrote, without saying so: who has a link writes in their own name.

A line that begins with a speaker's name is that speaker's, whoever typed it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from mqi_tui.domain.shared.log import HEADING, PROMPTS, Author, Log
from mqi_tui.domain.shared.speakers import begins, said_by, speaker

_LABEL = re.compile(r"[^\W\d_][^:]{0,60}:(?=\s|$)")
"""How a line begins that answers something: `What we noticed: the bars`."""


ByRow = Mapping[int, str]
"""Rows of a log, and the guest who wrote each."""


def grouped(by_row: ByRow) -> tuple[Author, ...]:
    """The same by guest."""
    names = dict.fromkeys(by_row[row] for row in sorted(by_row))
    return tuple(
        Author(name, tuple(sorted(row for row, one in by_row.items() if one == name)))
        for name in names
    )


def by_row(authors: Iterable[Author]) -> dict[int, str]:
    """The guest who wrote it, for each row that a guest wrote."""
    return {row: author.name for author in authors for row in author.rows}


def author(line: str, letters: Mapping[str, int]) -> str:
    """Whose a line is: the guest's who wrote at least half of its letters; empty for nobody's.

    What the line answers does not count. `letters`: by guest, how many of them they wrote.
    """
    name = max(letters, key=letters.__getitem__, default="")
    return name if name and 2 * letters[name] >= count(line[_answers(line) :]) else ""


def count(words: str) -> int:
    """How many signs there are to be seen."""
    return len("".join(words.split()))


def _answers(line: str) -> int:
    """Where the words begin that somebody wrote into a line that waited for them."""
    at = begins(line)
    if prompt := next((one for one in PROMPTS if line.startswith(one, at)), ""):
        label = line.find(":", at + len(prompt))
        return label + 1 if label >= 0 else at
    label_ = _LABEL.match(line, at)
    return label_.end() if label_ else at


def with_speakers(log: Log) -> str:
    """The log with a speaker before each line that a guest wrote, as if they had said whose it is.

    Headings, and lines that answer something, stay as they are.
    """
    if not log.authors:
        return log.text
    lines = log.text.split("\n")
    for row, name in by_row(log.authors).items():
        if 0 <= row < len(lines) and _is_open(lines[row], log.header.speakers):
            at = begins(lines[row])
            lines[row] = f"{lines[row][:at]}{speaker(name)}: {lines[row][at:]}"
    return "\n".join(lines)


def _is_open(line: str, names: Sequence[str]) -> bool:
    """Whether a line says nothing of whose it is, and could."""
    at = begins(line)
    is_other = HEADING.match(line) or _LABEL.match(line, at) or said_by(line, names)
    return bool(line[at:].strip()) and not is_other
