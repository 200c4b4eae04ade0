"""Tables as lines: which cell is the label of which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from mqi_tui.paper.blocks import Block
from mqi_tui.paper.labels import names_head

Cell = list[Block]
_LETTER = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(r"\d{1,2}[.)]?")


def table(rows: Iterable[list[Cell]]) -> Iterator[Block]:
    """The lines of a table, row by row; where the first row names who and when, below its names."""
    left = list(rows)
    if len(left) > 1 and len(left[0]) == len(left[1]) > 1 and _names(left[0]) > _names(left[1]):
        for name, said in zip(left[0], left[1], strict=True):
            yield from _row([name, said])
        left = left[2:]
    for cells in left:
        yield from _row(cells)


def _names(cells: list[Cell]) -> bool:
    """Whether all cells of a row are such names."""
    return all(len(cell) == 1 and names_head(cell[0].text) for cell in cells)


def _row(cells: list[Cell]) -> Iterator[Block]:
    """The lines of a row: its first cell may be the label of the others.

    A number in a cell of its own is that of the label beside it, a time that of the remark.
    """
    if len(cells) > 2 and len(cells[0]) == len(cells[1]) == 1 and _is_number(cells[0][0]):
        label = replace(cells[1][0], text=f"{cells[0][0].text} {cells[1][0].text}")
        cells = [[label], *cells[2:]]
    first, *others = cells
    if len(first) == 1 and others and others[0] and not _LETTER.search(first[0].text):
        said, *more = others[0]
        others[0], first = [replace(said, text=f"{first[0].text} {said.text}"), *more], []
    is_label = len(first) == 1 and others
    for block in first:
        yield replace(block, stands_out=True, only_bold=False) if is_label else block
    for cell in others:
        yield from cell


def _is_number(block: Block) -> bool:
    return bool(_NUMBER.fullmatch(block.text))
