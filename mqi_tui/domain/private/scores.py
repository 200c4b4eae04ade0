"""Scoring the stock clip: the teacher's scores, the coach's, and what both agreed on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from mqi_tui.domain import rubric
from mqi_tui.domain.private.plan import StockClip
from mqi_tui.text.clean import listed, several


@dataclass(frozen=True, slots=True)
class Scores:
    """Code to score point, by whose score it is."""

    teacher: Mapping[str, str] = field(default_factory=dict)
    coach: Mapping[str, str] = field(default_factory=dict)
    agreed: Mapping[str, str] = field(default_factory=dict)


class Row(NamedTuple):
    """One code as it was scored. `master` is empty before the master scores were revealed."""

    code: str
    page: int
    points: tuple[str, ...]
    teacher: str = ""
    coach: str = ""
    master: str = ""
    agreed: str = ""
    apart: int = 0
    """Points between the lowest and the highest score."""
    inverted: bool = False
    words: str = ""
    """How the scores differ, in words."""


def set_score(scores: Scores, who: str, code: str, point: str) -> Scores:
    """`scores` with one score; an empty point takes it away. `who`: teacher, coach or agreed."""
    others = {name: one for name, one in getattr(scores, who).items() if name != code}
    return replace(scores, **{who: {**others, code: point} if point else others})


def compared(scores: Scores, stock: StockClip | None, *, revealed: bool) -> tuple[Row, ...]:
    """All codes of the stock clip; once the master scores are revealed, the most apart first."""
    if stock is None:
        return ()
    masters = stock.master_scores if revealed else {}
    names = dict.fromkeys([*stock.codes, *masters])
    rows = [_row(name, scores, masters.get(name, "")) for name in names]
    return tuple(sorted(rows, key=lambda row: -row.apart)) if revealed else tuple(rows)


def _row(name: str, scores: Scores, master: str) -> Row:
    code = rubric.code(name)
    points = code.points if code else ()
    teacher, coach = scores.teacher.get(name, ""), scores.coach.get(name, "")
    places = [points.index(one) for one in (teacher, coach, master) if one in points]
    inverted = bool(code and code.inverted)
    return Row(
        code=name,
        page=code.page if code else 0,
        points=points,
        teacher=teacher,
        coach=coach,
        master=master,
        agreed=scores.agreed.get(name, ""),
        apart=max(places) - min(places) if places else 0,
        inverted=inverted,
        words=_words(points, (teacher, coach, master), inverted=inverted),
    )


def _words(points: tuple[str, ...], said: tuple[str, str, str], *, inverted: bool) -> str:
    """How far apart the scores are, and who sees more; of errors, more is worse."""
    who = ("teacher", "you", "master")
    given = [
        (points.index(one), name) for one, name in zip(said, who, strict=True) if one in points
    ]
    if len(given) < 2:
        return ""
    apart = max(given)[0] - min(given)[0]
    if not apart:
        return "the same score"
    most = [name for place, name in given if place == max(given)[0]]
    thing = "errors" if inverted else "of it"
    verb = "sees" if most in (["teacher"], ["master"]) else "see"
    return f"{apart} apart · {listed(most)} {verb} more {thing}"


def may_reveal(scores: Scores, codes: Iterable[str]) -> str:
    """What is still to be scored before the master scores are revealed; empty where nothing is."""
    for who, name in (("teacher", "the teacher"), ("coach", "you")):
        open_ = [code for code in codes if code not in getattr(scores, who)]
        if open_:
            return f"not scored yet by {name}: {several(len(open_), 'code')}"
    return ""


OVERALL_ERRORS = "Overall Errors and Imprecision"


def inconsistent(given: Mapping[str, str]) -> str:
    """The one rule between codes, in words where it is broken; empty where it holds.

    Overall Errors and Imprecision cannot be Not Present while an error code is Low or above.
    """
    if given.get(OVERALL_ERRORS) != NOT_PRESENT:
        return ""
    errors = [
        name
        for name, point in given.items()
        if name != OVERALL_ERRORS
        and point != NOT_PRESENT
        and (code := rubric.code(name))
        and code.inverted
    ]
    if not errors:
        return ""
    return f"{OVERALL_ERRORS} cannot be {NOT_PRESENT}: {errors[0]} is {given[errors[0]]}"


NOT_PRESENT = "Not Present"


def turned(row: Row, point: str, by: int = 1) -> str:
    """The next score point of a code, or the one before; none comes between last and first."""
    choices = ("", *row.points)
    place = choices.index(point) if point in choices else 0
    return choices[(place + by) % len(choices)]


def agreed_on(code: str) -> str:
    """How the line of the log begins that says what was agreed on a code."""
    return f"- {code}: we agreed on "


def log_line(row: Row, before: str = "") -> str:
    """What was agreed on a code, as a line for the log.

    `before`: the line that says it so far; what somebody wrote behind its score stays.
    """
    begins = agreed_on(row.code)
    said = next((one for one in row.points if before.startswith(begins + one)), None)
    rest = before.removeprefix(begins + said) if said else ""
    return f"{begins}{row.agreed}{rest}"
