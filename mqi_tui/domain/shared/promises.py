"""What the words of an action step promise: `what — who, by when`, on one line or on two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mqi_tui.domain.shared.speakers import speaker
from mqi_tui.text.due import is_deadline

_DASHES = (" — ", " – ", " -- ", " - ", "—")
"""What may stand between the step and who does it; the surest first."""
BY = re.compile(r"(?:^|[\s,])by(?:\s|$)", re.IGNORECASE)
_LAST_BY = re.compile(r"(?P<what>.*)[\s,]by\s+(?P<by>.{1,60})", re.IGNORECASE)
_OPENING = re.compile(r"\s*(--|[—–])\s*(?=\w)")
"""The dash that a line begins with."""
_WAITING = re.compile(r"\s(?:--|[—–-])\s*$")
"""A dash that words end with: who does it is still to be said."""
_AND = re.compile(r"\s*(?:[,+&/]|\band\b)\s*")


def promised_below(step: str, line: str, beside: Sequence[str], names: Sequence[str]) -> str:
    """Who does a step and by when, where the line below it says so; else nothing.

    Two dashes are no mark of a list: whatever stands behind them says it. Another dash is one, and
    words below a dash may go on with the step: both are to name somebody, or a day.

    Args:
        step: what is said of it so far, and does not say who.
        line: the line below.
        beside: lines that would begin with the same dash where it makes a list.
        names: of those who may promise.
    """
    dash = _OPENING.match(line)
    if dash is None and not _WAITING.search(step):
        return ""
    if dash and any(same and same[1] == dash[1] for same in map(_OPENING.match, beside)):
        return ""
    words = line[dash.end() :].strip() if dash else line.strip()
    is_sure = dash is not None and dash[1] == "--"
    return words if is_sure or _names_who_or_when(words, names) else ""


def _names_who_or_when(words: str, names: Sequence[str]) -> bool:
    who, by = _promise(words)
    people = [speaker(one) if one[:1].isupper() else "" for one in _AND.split(who)]
    return is_deadline(by) or all(one in names for one in people)


def without_waiting(line: str) -> str:
    """A line without the dash that it ends with."""
    return _WAITING.sub("", line)


def parsed(words: str) -> tuple[str, str, str]:
    """What, who, and by when."""
    what, tail = apart(words)
    return what, *_promise(tail)


def _promise(tail: str) -> tuple[str, str]:
    """Who, and by when, of what stands behind the dash."""
    if match := BY.search(tail):
        return tail[: match.start()].strip(" ,"), tail[match.end() :].strip()
    who, _, by = tail.partition(",")
    return who.strip(), by.strip()


def with_deadline(what: str) -> tuple[str, str]:
    """A step without dash, and the day that it ends with: `Ask why, by Friday`."""
    found = _LAST_BY.fullmatch(what)
    if found and (step := found["what"].rstrip(" ,")) and is_deadline(found["by"]):
        return step, found["by"].rstrip(" .!;")
    return what, ""


def apart(words: str) -> tuple[str, str]:
    """The step, and who and when: what stands before and after the last dash of the surest kind.

    A dash at the end parts nothing where one before it does.
    """
    dash, what, tail = _split(words)
    if dash and not tail:
        bare = what.rstrip(" —–-")
        inner = _split(bare)
        if dash == inner[0] or BY.search(inner[2]):
            return inner[1:]
    return what, tail


def _split(words: str) -> tuple[str, str, str]:
    """The last dash of the surest kind, and what stands before and after it."""
    for dash in _DASHES:
        what, found, tail = f"{words} ".rpartition(dash)
        if found:
            return dash, what.strip(), tail.strip()
    return "", words, ""
