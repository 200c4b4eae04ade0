"""The codes of the MQI rubric: their names, where they stand, and how they are scored.

Names only: what a score point means stands in the rubric itself, on the page given here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from mqi_tui.data import shipped
from mqi_tui.text import complaints


class Code(NamedTuple):
    """One code of the rubric."""

    name: str
    dimension: str
    """Empty for a code that stands alone."""
    page: int
    """Page of the rubric's PDF; for a whole-lesson code, the page where those begin."""
    points: tuple[str, ...]
    """Score points in the rubric's order: the first is the least of what the code names."""
    abbreviation: str = ""
    """The rubric's own; nearly always empty."""
    inverted: bool = False
    """The first point is the best one: the code counts errors."""
    whole_lesson: bool = False
    """Scored once for a lesson, not for a clip."""


@cache
def codes() -> tuple[Code, ...]:
    """All codes in the rubric's order, those for whole lessons last."""
    data = tomllib.loads(shipped("rubric.toml"))
    return tuple(
        Code(
            name=code["name"],
            dimension=dimension["name"],
            page=code.get("page", dimension["page"]),
            points=tuple(dimension.get("points", data["points"])),
            abbreviation=code.get("abbreviation", ""),
            inverted=dimension.get("inverted", False),
            whole_lesson=dimension.get("whole_lesson", False),
        )
        for dimension in data["dimensions"]
        for code in dimension["codes"]
    )


@cache
def dimensions() -> tuple[str, ...]:
    """The names of the rubric's dimensions, in its order; of codes that are scored for a clip."""
    named = (one.dimension for one in codes() if not one.whole_lesson)
    return tuple(dict.fromkeys(filter(None, named)))


@cache
def credit() -> str:
    """The line to show wherever the rubric is named as a source."""
    return str(tomllib.loads(shipped("rubric.toml"))["credit"])


def code(name: str) -> Code | None:
    """The code with this name or abbreviation, whatever its case."""
    wanted = _plain(name)
    return next((one for one in codes() if wanted in _names(one)), None)


def meant(points: Sequence[str], typed: str) -> str:
    """The point of a scale that somebody means by its name, its first letters or its place there,
    from 0; empty where it is none, or more than one.
    """
    wanted = _plain(typed)
    names = {_plain(point): point for point in points}
    if wanted in names or not wanted:
        return names.get(wanted, "")
    if len(wanted) == 1 and wanted.isascii() and wanted.isdigit():
        return points[int(wanted)] if int(wanted) < len(points) and "1" not in names else ""
    fits = (
        [point for name, point in names.items() if name.startswith(wanted)],
        [point for name, point in names.items() if _initials(name) == wanted],
    )
    return next((found[0] for found in fits if len(found) == 1), "")


def legend(points: Sequence[str]) -> str:
    """What the digits mean that `meant` takes; empty where they are the points' own names.

    >>> legend(["No", "Yes"])
    '0 No · 1 Yes'
    """
    said = [f"{place} {point}" for place, point in enumerate(points)]
    return "" if "1" in points else " · ".join(said)


def digits(points: Sequence[str]) -> str:
    """From which digit to which there are points: `0–3`."""
    first = 1 if "1" in points else 0
    return f"{first}–{first + len(points) - 1}"


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split())


def nearest(name: str) -> Code | None:
    """The code that somebody who wrote `name` probably means, if there is one."""
    names = {_plain(one.name): one for one in reversed(codes())}
    if close := complaints.nearest(_plain(name), names):
        return names[close]
    return next(
        (one for one in find(name) if _plain(name) and _plain(name) in _plain(one.name)), None
    )


def find(text: str, *, loosely: bool = True) -> tuple[Code, ...]:
    """Codes that a few letters may mean, best first; all of them for no letters.

    Not `loosely`, only beginnings of words and initials count, not letters from anywhere in them.

    "expl", "expl stud", "smqr" and the initials "msm" all find theirs. Codes for whole
    lessons always come after the others.
    """
    if len(text) > complaints.LONGEST:
        return ()
    weakest = _WEAKEST if loosely else _INITIALS
    ranks = ((one, _rank(text, one)) for one in codes())
    ranked = [(one.whole_lesson, rank, one) for one, rank in ranks if 0 <= rank <= weakest]
    return tuple(one for *_, one in sorted(ranked, key=lambda entry: entry[:2]))


_INITIALS, _WEAKEST = 3, 5


def _rank(text: str, code: Code) -> int:
    """0 for the best fit, more for a weaker one, -1 for none."""
    wanted, name = _plain(text), _plain(code.name)
    words = name.replace("-", " ").split()
    fits = (
        wanted in _names(code),
        name.startswith(wanted),
        all(any(word.startswith(part) for word in words) for part in wanted.split()),
        "".join(word[0] for word in words).startswith(wanted),
        wanted in name,
        _in_order(wanted, name),
    )
    return fits.index(True) if True in fits else -1


def _in_order(letters: str, name: str) -> bool:
    rest = iter(name)
    return len(letters) > 2 and all(letter in rest for letter in letters)


def _names(code: Code) -> tuple[str, ...]:
    return tuple(_plain(name) for name in (code.name, code.abbreviation) if name)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
