"""The gate for a programme's own outline: a TOML file like the one that is shipped.

Steps that it leaves out keep their number and are "not today". Everything that is wrong is told
at once, a line each, with the line of the file.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from mqi_tui.domain.guide import LONGEST, SHORTEST, ArcPart, Outline, Step, load_guide
from mqi_tui.text.clean import clean, clean_line, visible

KNOWN = sorted({field.name for field in fields(Step)} - {"planned"})
SHORT = 22
"""Characters that a narrow timeline has for a title."""
MOST_SHARES = 1.001
"""Of a step's time; nearly one, since thirds are written as 0.333."""
MOST = 10
"""Complaints about one file; with these mended, the next ones are told."""


class BadOutline(Exception):
    """The file is no outline; as text, one line for each complaint."""

    def __init__(self, complaints: list[str]) -> None:
        super().__init__("\n".join(complaints))
        self.complaints = tuple(complaints)


def read_outline(text: str, name: str) -> Outline:
    """The outline that `text` describes; `name` is what complaints call its file.

    Raises:
        BadOutline: with all complaints.
    """
    text = text.replace("\r\n", "\n")
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits is a ValueError
        raise BadOutline([visible(f"{name}: not TOML: {error}")]) from None
    return _Reader(text, name).outline(data)


class _Reader:
    def __init__(self, text: str, name: str) -> None:
        self._lines, self._name = text.split("\n"), name
        self._heads = [n for n, line in enumerate(self._lines) if _HEAD.match(line)]
        self._complaints: list[str] = []
        self._at = -1
        """Which step is being read; -1: what stands above them."""

    def outline(self, data: Mapping[str, Any]) -> Outline:
        for key in data:
            if key not in ("name", "steps"):
                self._complain(key, _unknown(key, ["name", "steps"]))
        title = self._line_of_text(data, "name")
        steps = self._steps(data.get("steps"))
        total = sum(step.minutes for step in steps.values())
        if not self._complaints and not SHORTEST <= total <= LONGEST:
            told = f"the steps have {total} minutes in all; {SHORTEST} to {LONGEST} are expected"
            self._complain("steps", told)
        if self._complaints:
            raise BadOutline(self._complaints)
        absent = (replace(step, planned=False) for step in load_guide().steps)
        made = tuple(steps.get(step.number, step) for step in absent)
        return Outline(title or self._name, made, total)

    def _steps(self, given: Any) -> dict[int, Step]:
        if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
            self._complain("steps", "steps are expected: a line [[steps]] before each of them")
            return {}
        made: dict[int, Step] = {}
        for self._at, fields_ in enumerate(given):
            step = self._step(fields_)
            if step.number in made:
                self._complain("number", f"step {step.number} is given twice")
            made[step.number] = step
        self._at = -1
        return made

    def _step(self, given: Mapping[str, Any]) -> Step:
        for key in given:
            if key not in KNOWN:
                self._complain(key, _unknown(key, KNOWN))
        number = self._number(given, "number", 1, 10, needed=True)
        title = self._line_of_text(given, "title", needed=True)
        short = self._line_of_text(given, "short") or title[:SHORT].strip()
        if len(short) > SHORT:
            self._complain("short", f"short: at most {SHORT} characters; found {len(short)}")
        clip = self._number(given, "clip", 1, 2)
        return Step(
            number=number or 0,
            title=title,
            short=short,
            minutes=self._number(given, "minutes", 0, LONGEST, needed=True) or 0,
            goal=self._line_of_text(given, "goal"),
            prompts=self._prompts(given),
            optional=self._truth(given, "optional"),
            protected=self._truth(given, "protected"),
            clip=None if clip is None else clip - 1,
            stock=self._truth(given, "stock"),
            section=self._line_of_text(given, "section"),
            arc=self._arc(given.get("arc", {})),
        )

    def _number(
        self, given: Mapping[str, Any], key: str, least: int, most: int, *, needed: bool = False
    ) -> int | None:
        value = given.get(key)
        if value is None and not needed:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        found = "nothing" if value is None else _told(value)
        self._complain(key, f"{key}: a whole number from {least} to {most} expected; found {found}")
        return None

    def _line_of_text(self, given: Mapping[str, Any], key: str, *, needed: bool = False) -> str:
        value = given.get(key, "")
        if not isinstance(value, str) or (needed and not value.strip()):
            self._complain(key, f"{key}: words in quotes expected")
            return ""
        return clean_line(value)

    def _prompts(self, given: Mapping[str, Any]) -> tuple[str, ...]:
        value = given.get("prompts", [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self._complain("prompts", 'prompts: a list expected, such as ["One", "Two"]')
            return ()
        return tuple(clean(one) for one in value)

    def _truth(self, given: Mapping[str, Any], key: str) -> bool:
        value = given.get(key, False)
        if not isinstance(value, bool):
            self._complain(key, f"{key}: true or false expected")
        return value is True

    def _arc(self, given: Any) -> tuple[ArcPart, ...]:
        sound = isinstance(given, dict) and all(
            isinstance(share, (int, float)) and not isinstance(share, bool) and 0 < share <= 1
            for share in given.values()
        )
        if not sound:
            self._complain("arc", "arc: names with their share expected, such as describe = 0.4")
            return ()
        if sum(given.values()) > MOST_SHARES:
            self._complain("arc", "arc: the shares are more than the whole, which is 1")
            return ()
        return tuple(ArcPart(clean_line(name), float(share)) for name, share in given.items())

    def _complain(self, key: str, words: str) -> None:
        if len(self._complaints) == MOST:
            raise BadOutline(self._complaints)
        self._complaints.append(visible(f"{self._name}:{self._line(key)}: {words}"))

    def _line(self, key: str) -> int:
        """The line of a key in the step that is being read; where it is missing, the step's."""
        first = self._heads[self._at] if 0 <= self._at < len(self._heads) else 0
        here = re.compile(rf"\s*\[*\s*[\"']?(?:steps\.)?{re.escape(key)}\b")
        above = self._at < 0  # the first [[steps]] stands for them all
        later = [n + above for n in self._heads if above or n > first]
        last = later[0] if later else len(self._lines)
        rows = range(first, last)
        return next((n for n in rows if here.match(self._lines[n])), first) + 1


_HEAD = re.compile(r"\s*\[\[\s*steps\s*\]\]")


def _told(value: Any) -> str:
    """A value in a message; of what is no single value, its kind."""
    if isinstance(value, str):
        return f'"{value[:40]}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value) if abs(value) < 10**9 else "a number that is far too large"
    return "a list" if isinstance(value, list) else type(value).__name__


def _unknown(key: str, known: list[str]) -> str:
    near = difflib.get_close_matches(key, known, 1)
    hint = f'; did you mean "{near[0]}"?' if near else f"; there is {', '.join(known)}"
    return f'"{key}" is not known here{hint}'
