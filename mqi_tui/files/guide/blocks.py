"""A document as the lines that people read, from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass


class PaperError(ValueError):
    """A file cannot be read; the message says in a line which, why, and what to do."""


MOST = 1_000_000
"""Letters of a file's text; a filled guide has some ten thousand."""
TOO_MUCH = "take out what is not the planning guide"


def bound(letters: int) -> None:
    """Refuse a text that is longer than anyone's guide, before time is spent on it."""
    if letters > MOST:
        raise PaperError(f"holds more than 1 MB of text: {TOO_MUCH}")


@dataclass(frozen=True, slots=True)
class Block:
    """One line. `stands_out`: a heading, emphasised, or beside its answer in a table."""

    text: str
    stands_out: bool = False
    item: bool = False
    """Whether it is an entry of a list."""
    quoted: bool = False
    """Whether it is certainly an answer, to be taken as it is."""
    only_bold: bool = False
    """Whether it stands out by its letters alone."""
    numbered: bool = False
    """Whether it is an entry that the program numbers."""
    beside: bool = False
    """Whether it stands beside the guide's text: a comment, a footnote, or what was left out of
    the file. It answers nothing, whatever it says.
    """
    slanted: bool = False
    """Whether it stands out by italics alone, or a marker pen, in which answers are written too."""
    typed: str = ""
    """The line with the stars of its italics, if any: they show the gaps in the e-mail."""
    left_out: str = ""
    """What stood here and cannot be read, such as `picture`; it has no text."""
