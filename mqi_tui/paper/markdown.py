"""Markdown and plain text as their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from mqi_tui.paper.blocks import Block
from mqi_tui.paper.tables import Cell, table
from mqi_tui.text import clean

_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*")
_ITEM = re.compile(r"(?:[-*+•◦▪–]|\[[ xX]?\]|[☐☒☑])\s+(.*)")
_BOLD = re.compile(r"(\*\*|__)(.+?)\1[:?]?")
_LABELLED = re.compile(r"(\*\*|__)(.+?)\1\s*(.*)")
_ESCAPED = re.compile(r"\\([-.#*_+>|~=!])")
_RULE = re.compile(r"\|?[\s:|_*=-]+\|?")


def lines(text: str) -> Iterator[Block]:
    """The lines of a text; rules are none."""
    for in_table, some in groupby(clean(text).split("\n"), _is_row):
        if in_table:
            rows = (raw.strip() for raw in some)
            yield from table(_cells(line) for line in rows if not _RULE.fullmatch(line))
        else:
            for raw in some:
                yield from _line(raw)


def _is_row(raw: str) -> bool:
    return raw.lstrip().startswith("|")


def _cells(line: str) -> list[Cell]:
    cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))]
    return [[Block(unmarked(cell))] if cell else [] for cell in cells]


def _line(raw: str) -> Iterator[Block]:
    line = raw.strip()
    if raw.startswith(">"):
        yield Block(raw[1:].removeprefix(" "), quoted=True)
    elif heading := _HEADING.fullmatch(line):
        yield Block(unmarked(heading[1]), stands_out=True)
    elif item := _ITEM.fullmatch(line):
        if words := item[1].strip():
            yield Block(unmarked(words), item=True)
    elif _BOLD.fullmatch(line):
        yield Block(unmarked(line), stands_out=True, only_bold=True)
    elif label := _LABELLED.fullmatch(line):
        yield Block(unmarked(label[2]), stands_out=True, only_bold=True)
        yield Block(unmarked(label[3].removeprefix(":").strip()))
    elif not _RULE.fullmatch(line):
        yield Block(unmarked(line))


def unmarked(line: str) -> str:
    """A line of Markdown without the marks of bold, and those that keep a point from being one."""
    bare = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", line)
    return _ESCAPED.sub(r"\1", bare)
