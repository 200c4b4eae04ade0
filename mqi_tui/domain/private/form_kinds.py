"""The kinds of fields: how a value is written as text, and how a typed text is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, NamedTuple

from mqi_tui.domain import rubric
from mqi_tui.domain.private.fields import code_name, date_and_time, dimension_name
from mqi_tui.domain.private.plan import Annotation, Response
from mqi_tui.domain.video import clip_time, web_address
from mqi_tui.text.clean import clean, clean_line
from mqi_tui.text.complaints import unknown

Kind = Literal[
    "line", "sentence", "text", "list", "time", "when", "number", "minutes", "total", "choice",
    "truth", "codes", "annotations", "responses", "scores",
    "dimension", "web",
]  # fmt: skip


MORE = "  "


class NotYet(ValueError):
    """What was typed cannot be read yet; the message says in a line what is expected."""


class Form(NamedTuple):
    """`write`: value to text; `read`: text to value; `empty`: the value of nothing."""

    write: Callable[[Any], str]
    read: Callable[[str], Any]
    empty: Any = ""


def _words(typed: str) -> str:
    return clean(typed).strip()


def _lines(typed: str) -> list[str]:
    return [line.strip() for line in clean(typed).split("\n") if line.strip()]


def _or_empty(read: Callable[[str], str]) -> Callable[[str], str]:
    """Nothing typed is no value; what `read` refuses is not a value yet."""

    def reading(typed: str) -> str:
        line = clean_line(typed)
        try:
            return read(line) if line else ""
        except ValueError as reason:
            raise NotYet(str(reason)) from None

    return reading


def _items(typed: str) -> list[str]:
    """An item a line; lines that begin with two spaces go on with the item above."""
    items: list[str] = []
    for line in clean(typed).split("\n"):
        if items and line.startswith(MORE):
            items[-1] += "\n" + line.removeprefix(MORE)
        elif line.strip():
            items.append(line)
    return [item.strip() for item in items]


def _write_items(items: Iterable[str]) -> str:
    return "\n".join(item.replace("\n", f"\n{MORE}") for item in items)


def _list(typed: str) -> tuple[str, ...]:
    return tuple(_items(typed))


def _write_list(items: tuple[str, ...] | None) -> str:
    return _write_items(items or ())


TOTALS = 20, 180
"""The least and the most minutes of a conversation."""
_UNIT = re.compile(r"\s*min(?:ute)?s?\.?$", re.IGNORECASE)


def _number(least: int, most: int, empty: int | None) -> Callable[[str], int | None]:
    def reading(typed: str) -> int | None:
        line = _UNIT.sub("", clean_line(typed))
        if not line:
            return empty
        if not (line.isascii() and line.isdecimal() and least <= int(line[:9]) <= most):
            raise NotYet(f"a whole number from {least} to {most}")
        return int(line)

    return reading


def _total(typed: str) -> int:
    """Whoever empties the field is about to write another number."""
    minutes = _number(*TOTALS, None)(typed)
    if minutes is None:
        raise NotYet("a whole number from {} to {}".format(*TOTALS))
    return minutes


def _truth(typed: str) -> bool:
    answer = clean_line(typed).casefold()
    if answer in ("", "no", "n"):
        return False
    if answer in ("yes", "y"):
        return True
    raise NotYet("yes or no")


def _choice(typed: str) -> str:
    answer = clean_line(typed).casefold().removeprefix("the ")
    if answer in ("", "coach", "teacher"):
        return answer or "coach"
    raise NotYet("coach or teacher")


def _codes(typed: str) -> tuple[str, ...]:
    names = [part.strip() for line in _lines(typed) for part in _apart(line)]
    try:
        return tuple(dict.fromkeys(code_name(name) for name in names if name))
    except ValueError as reason:
        raise NotYet(str(reason)) from None


def _apart(line: str) -> list[str]:
    """Codes of one line, where commas part them; no code has a comma in its name."""
    return line.split(",")


_ANNOTATION = re.compile(r"(\d{1,3}(?::\d{2}){1,2})(?:\s+(.*))?", re.DOTALL)


def _annotations(typed: str) -> tuple[Annotation, ...]:
    return tuple(_annotation(item) for item in _items(typed))


def _annotation(line: str) -> Annotation:
    """A line without a time keeps its words."""
    match = _ANNOTATION.fullmatch(line)
    if not match:
        return Annotation("", line)
    try:
        return Annotation(clip_time(match[1]), match[2] or "")
    except ValueError as reason:
        raise NotYet(str(reason)) from None


def _write_annotations(items: tuple[Annotation, ...] | None) -> str:
    return _write_items(f"{one.at} {one.note}".strip() for one in items or ())


SHORT: frozenset[Kind] = frozenset(
    ("line", "time", "when", "number", "minutes", "total", "choice", "truth", "dimension", "web")
)
"""Kinds of one line."""

ARROW = re.compile(r"\s*(?:→|->|=>)\s*")


def _responses(typed: str) -> tuple[Response, ...]:
    """A line without an arrow is what they may say."""
    made = []
    for line in _items(typed):
        said, _, then = ARROW.sub("\0", line, count=1).partition("\0")
        made.append(Response(said, then))
    return tuple(made)


def _write_responses(items: tuple[Response, ...] | None) -> str:
    both = (f"{one.if_} → {one.then}" if one.then else one.if_ for one in items or ())
    return _write_items(words.strip() for words in both)


def _scores(typed: str) -> Mapping[str, str]:
    return dict(_score(line) for line in _lines(typed))


def _score(line: str) -> tuple[str, str]:
    """Code and point of `Explanations: High`, `Explanations - h`, `explanations 3`."""
    words = " ".join(line.split())
    names = ((one, name) for one in rubric.codes() for name in (one.name, one.abbreviation) if name)
    found = [(len(name), code) for code, name in names if _begins(words, name)]
    if not found:
        raise _no_code(words.rpartition(":")[0].strip() or words)
    length, code = max(found, key=lambda one: one[0])
    if point := rubric.meant(code.points, words[length:].lstrip(_BETWEEN)):
        return code.name, point
    raise NotYet(f"{code.name}: {', '.join(code.points)}")


_BETWEEN = " :=-–—"
"""What may stand between a code and its score."""


def _begins(words: str, name: str) -> bool:
    return words.casefold().startswith(name.casefold()) and words[len(name) :][:1] in f" {_BETWEEN}"


def _no_code(name: str) -> NotYet:
    near = rubric.nearest(name)
    return NotYet(unknown(name, "a code of the rubric", near.name if near else ""))


def _write_scores(scores: Mapping[str, str] | None) -> str:
    return "\n".join(f"{code}: {point}" for code, point in (scores or {}).items())


def _plain(value: object) -> str:
    return "" if value is None else str(value)


KINDS: Mapping[Kind, Form] = {
    "line": Form(_plain, clean_line),
    "sentence": Form(_plain, clean_line),
    "text": Form(_plain, _words),
    "list": Form(_write_list, _list, ()),
    "time": Form(_plain, _or_empty(clip_time)),
    "when": Form(_plain, _or_empty(date_and_time)),
    "dimension": Form(_plain, _or_empty(dimension_name)),
    "web": Form(_plain, _or_empty(web_address)),
    "number": Form(_plain, _number(1, 999, None), None),
    "minutes": Form(_plain, _number(1, 180, None), None),
    "total": Form(_plain, _total, 60),
    "choice": Form(_plain, _choice, "coach"),
    "truth": Form(lambda on: "yes" if on else "no", _truth, False),
    "codes": Form(lambda codes: "\n".join(codes or ()), _codes, ()),
    "annotations": Form(_write_annotations, _annotations, ()),
    "responses": Form(_write_responses, _responses, ()),
    "scores": Form(_write_scores, _scores, {}),
}
