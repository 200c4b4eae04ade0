"""Tables as lines: which cell is the label of which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from mqi_tui.files.guide.blocks import Block
from mqi_tui.files.guide.labels import clip_in, known, names_head
from mqi_tui.files.guide.wording import says, words_of

Cell = list[Block]
CORNER = frozenset(["clip", "clips", "selection", "teaching", "number", "no"])
"""Words above the names of the clips."""
NAMES = CORNER | {"1", "2", "first", "second", "the", "timestamps"}
TIMES = "time|timestamp|from to|minute"
"""A clip's times stand right below its name, as in the form."""
COLUMNS = frozenset(
    ["time", "times", "timestamp", "timestamps", "time stamp", "stamp", "at", "minute", "minutes",
     "annotation", "annotations", "note", "notes", "remark", "remarks", "comment", "comments",
     "observation", "observations", "evidence", "description", "what", "happens", "is", "said",
     "done", "in", "the", "clip", "video", "i", "see", "saw", "code", "codes", "and"]
)  # fmt: skip
"""Words above a column of times, and beside it above what is remarked."""
_LETTER = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(r"\d{1,2}[.)]?")


def table(rows: Iterable[list[Cell]]) -> Iterator[Block]:
    """The lines of a table, row by row; where the first row names who and when, below its names."""
    left = list(rows)
    for grid in (left, _turned(left)):
        if _has_clips(grid):
            yield from _clips(grid)
            return
    if len(left) > 1 and len(left[0]) == len(left[1]) > 1 and _is_head(left[0], left[1]):
        for name, said in zip(left[0], left[1], strict=True):
            yield from _row([name, said])
        yield from map(_of_another, left[2:])
        return
    if len(left) > 1 and _names_columns(left):
        left = left[1:]
    for cells in left:
        yield from _row(cells)


def _turned(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Rows as columns; none, where they are not all of one length."""
    return list(map(list, zip(*rows, strict=True))) if len({*map(len, rows)}) == 1 else []


def _has_clips(rows: list[list[Cell]]) -> bool:
    """Whether each row is a clip's, below a row that says what is asked of it."""
    if len(rows) < 2 or len({*map(len, rows)}) > 1 or len(rows[0]) < 2:
        return False
    (corner, *asked), *clips = rows
    above = words_of(_text(corner))
    named = [_clip(row[0], above) for row in clips]
    return (
        CORNER.issuperset(above)
        and all(len(cell) == 1 and not clip_in(_text(cell)) for cell in asked)
        and None not in named
        and len({*named}) == len(named)
    )


def _clips(rows: list[list[Cell]]) -> Iterator[Block]:
    """Clip by clip: its name, its times, and what else is said to what is asked."""
    (corner, *asked), *clips = rows
    order = sorted(range(len(asked)), key=lambda n: not says(_text(asked[n]), TIMES))
    for name, *said in clips:
        clip = _clip(name, words_of(_text(corner)))
        yield Block(f"Clip {clip}", stands_out=True)
        for place in order:
            if said[place] and not says(_text(asked[place]), TIMES):
                yield replace(asked[place][0], stands_out=True, only_bold=False)
            yield from said[place]


def _clip(cell: Cell, above: tuple[str, ...]) -> int | None:
    """The clip that a cell names; a number alone does where clips are spoken of above."""
    text = _text(cell)
    if "clip" in " ".join(above) and (alone := re.fullmatch(r"#?([12])[.)]?", text)):
        return int(alone[1])
    return clip_in(text) if NAMES.issuperset(words_of(text)) else None


def _text(cell: Cell) -> str:
    return " ".join(block.text for block in cell)


def _is_head(cells: list[Cell], below: list[Cell]) -> bool:
    """Whether a row holds the names of what stands below each: who, when, and what else is asked.

    In a running log each row below is of another conversation; the first is the one that is meant.
    """
    named = [_text(cell) for cell in cells if cell]
    heads = sum(map(names_head, named))
    are_labels = heads > 1 and all(
        known(one) and len(cell) == 1 for one, cell in zip(named, cells, strict=False)
    )
    return are_labels and not any(names_head(_text(cell)) for cell in below)


def _of_another(cells: list[Cell]) -> Block:
    """A row of a running log below the one that is meant: it answers nothing."""
    return Block(" | ".join(_text(cell) for cell in cells if cell), beside=True)


def _names_columns(rows: list[list[Cell]]) -> bool:
    """Whether the first row only says that times and remarks stand below."""
    (head, *_), *below = rows
    is_timed = all(row and row[0] and not _LETTER.search(_text(row[0])) for row in below)
    words = {word for cell in rows[0] for word in words_of(_text(cell))}
    return bool(head) and is_timed and bool(words) and COLUMNS.issuperset(words)


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
