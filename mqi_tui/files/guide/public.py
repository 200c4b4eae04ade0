"""What of a plan others will see, in the log that begins with it; and what must not slip into it.

A question of the form that was not seen as one would stand there as an answer, and all that is
written below it as well, which may be private. Such lines go into the private notes, and are told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from mqi_tui.domain.private.planning_guide import FIELDS
from mqi_tui.files.guide.labels import known
from mqi_tui.files.guide.printed import is_question
from mqi_tui.files.guide.wording import words_of
from mqi_tui.text.clean import several

_KEYS = re.compile(
    r"teacher|coach|cycle|when|goals|focus|stock_clip\.(?:title|codes)"
    r"|clips\.[12]\.(?:start|end|codes)"
)
_MARKS = re.compile(r"<[^<>\s]{1,20}>|[*_~=#`]{1,6}|\\")
_COUNT = re.compile(
    r"\A(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})[.):]|\d\.\d)\s+", re.IGNORECASE
)
"""What numbers a line: `2.`, `1.2`, `a)`, `ii.`; or says that it asks: `Q:`."""
_HEAD = re.compile(r"[^:?]{3,200}[:?](?=\W|$)")
_PRIVATE = re.compile(
    r"\b(?:private(?:ly)?|confidential|for (?:me|my eyes|coach) only|only for (?:me|the coach)"
    r"|(?:do not|don['’]t) (?:share|show)|not (?:for|to be) (?:sharing|shared))\b",
    re.IGNORECASE,
)
SHORT_LINE = 8
"""Words that a line has at most that says it of others; a goal may be private talk, at length."""
FEW = 3
"""Words of a label on a first line; with less it may begin an answer: `Questions: open ones`."""


def is_public(key: str) -> bool:
    """Whether the log begins with what stands in a field."""
    return _KEYS.fullmatch(key) is not None


def apart(key: str, lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines of an answer, and those from the first that reads like a question of the form."""
    if not is_public(key):
        return [*lines], []
    place = next((n for n in range(len(lines)) if _asks(lines, n)), len(lines))
    return [*lines[:place]], [*lines[place:]]


def told(label: str, lines: Sequence[str]) -> str:
    """What is said of lines that were set apart."""
    below = f", with {several(len(lines) - 1, 'line')} below it" if len(lines) > 1 else ""
    return f'{label}: "{lines[0]}" reads like a question of the form; kept private{below}'


def _asks(lines: Sequence[str], place: int) -> bool:
    """Whether a line has the words of a label, or ends as one does and is followed by an answer."""
    line = _COUNT.sub("", " ".join(_MARKS.sub(" ", lines[place]).split()))
    below = next((one.strip() for one in lines[place + 1 :] if one.strip()), "")
    if (
        is_question(line)
        or _is_for_nobody_else(line)
        or _is_label(line, alone=bool(place or below))
    ):
        return True
    head = _HEAD.match(line)
    if head and known(head[0]) and (place or len(words_of(head[0])) >= FEW):
        return True
    asked = line.endswith("?") and bool(below) and not below.endswith("?")
    return asked or (line.endswith(":") and bool(below) and place > 0)


def _is_for_nobody_else(line: str) -> bool:
    """Whether a short line says that it is private, or that what is below it is."""
    return len(words_of(line)) <= SHORT_LINE and bool(_PRIVATE.search(line))


def _is_label(line: str, *, alone: bool) -> bool:
    """Whether a line is a label of the form, or goes on behind that of a private field.

    `alone`: whether a label of a word or two is one, too.
    """
    words = words_of(line)
    if any(words_of(f.label) == words for f in FIELDS.values()):
        return alone or len(words) >= FEW
    return any(words[: len(one)] == one for one in _private_labels())


@cache
def _private_labels() -> frozenset[tuple[str, ...]]:
    """The words of our own labels of private fields, but not those of one word."""
    labels = (words_of(f.label) for f in FIELDS.values() if not is_public(f.key))
    return frozenset(words for words in labels if len(words) > 1)
