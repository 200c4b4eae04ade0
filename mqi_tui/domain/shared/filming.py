"""The line of the log that says by when the teacher films the lesson and uploads it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import takewhile

from mqi_tui.domain.shared.action_steps import says_something
from mqi_tui.domain.shared.follow_up_log import applied
from mqi_tui.domain.shared.log import NEXT, is_label, section
from mqi_tui.domain.shared.next_meeting import meeting, meeting_out, next_meeting
from mqi_tui.domain.shared.speakers import begins
from mqi_tui.text.dates import FORMAT, Deadlines, deadlines, short_day, spelled, ways
from mqi_tui.text.due import names_when

_LINE = re.compile(r"(?i)(\s*film\b[^:]*\bby:)(.*)")
_FILMING = re.compile(r"(?i)\b(?:film|upload|record)")
_LONGEST_NOTICE = 8
"""Days before a conversation from which on its deadlines do not depend on today."""


def asked_for(text: str) -> str:
    """What stands behind `Film and upload by:`; empty where nothing does, or there is no line."""
    return next((words for _, _, words in _lines(text) if words), "")


def with_meeting(text: str, when: str, before: str, today: date) -> str:
    """The log with the date of the next conversation in it.

    By when to film and to upload is proposed, and agreed on by people: only what the rule made for
    the date before, and somebody took, follows the date.

    Args:
        text: the log.
        when: the date, as `kept` keeps it.
        before: the one set before; empty, there was none.
        today: the local day, or the day of the conversation that the log is of, if that is to come.
    """
    start = datetime.strptime(when, FORMAT)
    if section(text.split("\n"), NEXT) is None:
        text = without_meeting(text, before)
    text = applied(text, next_meeting(text.split("\n"), spelled(start)))
    earlier = meeting(before, 0)
    taken = _said_before(earlier.start.date()) if earlier else ()
    return _filmed(text, said(deadlines(start.date(), today)), {*taken} - {""})


def without_meeting(text: str, before: str, begun: str = "") -> str:
    """The log without the date set `before` and the days taken for it, where that date stands as
    it was written here. `begun`: the log as it was made, whose labels stay.
    """
    out, found = meeting_out(text.split("\n"), ways(before), begun), meeting(before, 0)
    if out is None or found is None:
        return text
    return _filmed(applied(text, out), "", {*_said_before(found.start.date())} - {""})


def proposed(text: str, when: str, today: date) -> str:
    """By when to film and to upload, where the log asks for it and nobody said; else nothing.

    `when`: the date of the next conversation, or empty.
    """
    found = meeting(when, 0)
    return said(deadlines(found.start.date(), today)) if found and is_blank(text) else ""


def is_blank(text: str) -> bool:
    """Whether the log asks for it, and nobody said."""
    return any(not words for _, _, words in _lines(text))


def with_deadlines(text: str, when: str, today: date) -> str:
    """The log with what is proposed."""
    found = meeting(when, 0)
    return _filmed(text, said(deadlines(found.start.date(), today)), {""}) if found else text


def _filmed(text: str, days: str, instead_of: Collection[str]) -> str:
    """`text` with these deadlines in the first line for them that says one of these words."""
    for row, label, words in _lines(text):
        if words in instead_of:
            lines = text.split("\n")
            lines[row] = f"{label}{days}".rstrip()
            return "\n".join(lines)
    return text


def said(days: Deadlines | None) -> str:
    """`Wed 2 Dec (film), Thu 3 Dec (upload)`; a day that is both is said once."""
    if days is None:
        return ""
    upload = short_day(days.upload)
    return (
        upload if days.film == days.upload else f"{short_day(days.film)} (film), {upload} (upload)"
    )


def _said_before(talk: date) -> Iterator[str]:
    """All that may have been written here for that day, whenever it was set."""
    for notice in range(_LONGEST_NOTICE + 1):
        yield said(deadlines(talk, talk - timedelta(notice)))


def _lines(text: str) -> Iterator[tuple[int, str, str]]:
    """Of each such line below the heading of the next conversation: the row that its words stand
    in, which may be the one below its label, what stands before them there, and the words.
    """
    lines = text.split("\n")
    if not (found := section(lines, NEXT)):
        return
    for row in range(found.row + 1, found.end):
        if match := _LINE.fullmatch(lines[row]):
            words, below = match[2].strip(), _below(lines[row + 1 : found.end])
            if words or not below:
                yield row, f"{match[1]} ", words
            else:
                first = lines[row + 1]
                yield row + 1, first[: begins(first)], "; ".join(below)


def _below(lines: Sequence[str]) -> list[str]:
    """The answer right below a label: the words of each line up to what is blank, or asks.

    It begins with a day, or with filming. Other words there are no answer: whoever types at the
    end of the log types below this label.
    """
    below = takewhile(lambda line: says_something(line) and not is_label(line), lines)
    words = [line[begins(line) :].strip() for line in below]
    return words if words and (names_when(words[0]) or _FILMING.search(words[0])) else []
