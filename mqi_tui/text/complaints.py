"""What is said of a mistake in something that came from outside: one line, and what was meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from mqi_tui.text.clean import visible

LONGEST = 200
"""Letters of a name that may still be a slip of the pen. Whole paragraphs are not compared."""


class Complaint(NamedTuple):
    """One thing that is wrong with a file; as text, one harmless line. `line`: from 1, if any."""

    file: str
    line: int | None
    text: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return visible(f"{place}: {self.text}")


def quoted(text: str) -> str:
    """What somebody wrote, short enough for a message."""
    return f'"{text[:40]}…"' if len(text) > 41 else f'"{text}"'


def nearest(name: str, known: Iterable[str]) -> str:
    """The name that somebody who wrote `name` probably meant; empty where none is near."""
    if len(name) > LONGEST:
        return ""
    import difflib

    return next(iter(difflib.get_close_matches(name.lower(), list(known), 1)), "")


def unknown(
    name: str, what: str, near: str, otherwise: str = "", mark: Callable[[str], str] = quoted
) -> str:
    """That `name` is not `what`, and which was meant; `otherwise`, where `near` is empty.

    `mark`: how a name is written in a sentence.
    """
    hint = f"did you mean {mark(near)}?" if near else otherwise
    return f"{mark(name)} is not {what}{'; ' * bool(hint)}{hint}"
