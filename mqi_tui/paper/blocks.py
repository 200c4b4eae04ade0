"""A document as the lines that people read, from top to bottom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mqi_tui.text import clean


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
    """One line. `stands_out`: a heading, in bold, or beside its answer in a table."""

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


_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*")
_ITEM = re.compile(r"(?:[-*+•◦▪–]|\[[ xX]?\]|[☐☒☑])\s+(.*)")
_BOLD = re.compile(r"(\*\*|__)(.+?)\1[:?]?")
_LABELLED = re.compile(r"(\*\*|__)(.+?)\1\s*(.*)")
_RULE = re.compile(r"\|?[\s:|_*=-]*\|?")


def lines(text: str) -> Iterator[Block]:
    """The blocks of Markdown or plain text; blank lines and rules are none."""
    for raw in clean(text).split("\n"):
        line = raw.strip()
        if raw.startswith(">"):
            yield Block(raw[1:].removeprefix(" "), quoted=True)
        elif not _RULE.fullmatch(line):
            yield from _row(line) if line.startswith("|") else _line(line)


def _row(line: str) -> Iterator[Block]:
    cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))]
    yield from row([[Block(unmarked(cell))] if cell else [] for cell in cells])


def row(cells: list[list[Block]]) -> Iterator[Block]:
    """The lines of a table's row: its first cell may be the label of the others.

    A number in a cell of its own is that of the label beside it.
    """
    if len(cells) > 2 and len(cells[0]) == len(cells[1]) == 1 and _is_number(cells[0][0]):
        label = replace(cells[1][0], text=f"{cells[0][0].text} {cells[1][0].text}")
        cells = [[label], *cells[2:]]
    first, *others = cells
    is_label = len(first) == 1 and others
    yield from (
        replace(one, stands_out=True, only_bold=False) if is_label else one for one in first
    )
    for cell in others:
        yield from cell


def _is_number(block: Block) -> bool:
    return re.fullmatch(r"\d{1,2}[.)]?", block.text) is not None


def _line(line: str) -> Iterator[Block]:
    if heading := _HEADING.fullmatch(line):
        yield Block(unmarked(heading[1]), stands_out=True)
    elif item := _ITEM.fullmatch(line):
        if words := item[1].strip():
            yield Block(unmarked(words), item=True)
    elif _BOLD.fullmatch(line):
        yield Block(unmarked(line), stands_out=True, only_bold=True)
    elif label := _LABELLED.fullmatch(line):
        yield Block(unmarked(label[2]), stands_out=True, only_bold=True)
        yield Block(unmarked(label[3].removeprefix(":").strip()))
    else:
        yield Block(unmarked(line))


def unmarked(line: str) -> str:
    """A line of Markdown without the marks of bold."""
    return re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", line)
