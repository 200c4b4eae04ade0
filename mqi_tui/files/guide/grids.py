"""Tables that are drawn with letters: pipes, `+---+`, dashes above columns; and in HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import dedent

Source = str
"""What a cell says, in Markdown, of one or more lines."""
_GRID = re.compile(r"\s*\+(?:[-=:]+\+)+\s*")
_DASHES = re.compile(r"\s*-{2,}(?: +-{2,})+\s*")
_ONE_DASH = re.compile(r"\s*-{4,}\s*")
_UNDER = re.compile(r"\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*")
"""Below the first row of a table with pipes, where no pipe begins its lines."""
_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\|?[\s:|_*=-]+\|?")
_ROW, _CELL = re.compile(r"<tr\b[^>]*>", re.IGNORECASE), re.compile(r"<t[dh]\b[^>]*>", re.I)
_ENDS = re.compile(r"</t[dhr]>|</?t(?:able|head|body|foot)\b[^>]*>|</?col(?:group)?\b[^>]*>", re.I)
LONGEST = 2_000
"""Lines of a table."""
TALLEST_HEAD = 10
"""Lines above the dashes of its columns."""
_BULLET = re.compile(r"\s*(?:[-*+•]|\d{1,2}[.)])\s")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table: its rows, and how many lines of the text it takes."""

    rows: tuple[tuple[Source, ...], ...]
    lines: int


def read_table(first: Sequence[str], more: Callable[[int], list[str]]) -> Drawn | None:
    """The table that begins with a line; None where none begins.

    Args:
        first: that line, and the next.
        more: gives so many lines from there; asked for only if a table may begin.
    """
    line, below = first[0].strip(), first[1] if len(first) > 1 else ""
    if _begins_with_pipe(line):
        return _pipes(more(LONGEST))
    if _GRID.fullmatch(line):
        return _grid(more(LONGEST))
    if line.lower().startswith("<table"):
        return _html(more(LONGEST))
    if "|" in line and _UNDER.fullmatch(below):
        return _pipes(more(LONGEST), lambda one: bool(_PIPE.search(one)))
    if line and (_DASHES.fullmatch(below) or _begins_columns(line)):
        return _columns(more(LONGEST)) if _has_columns(more(TALLEST_HEAD)) else None
    return None


def _has_columns(lines: Sequence[str]) -> bool:
    return any(map(_DASHES.fullmatch, lines))


def _begins_columns(line: str) -> bool:
    return bool(_DASHES.fullmatch(line) or _ONE_DASH.fullmatch(line))


# With pipes


def _begins_with_pipe(line: str) -> bool:
    """A row, or a line of verse; but `|x| > 2` is neither."""
    line = line.strip()
    return line.startswith("|") and (line[1:2] in " \t|" or line.endswith("|"))


def _pipes(lines: Iterable[str], belongs: Callable[[str], bool] = _begins_with_pipe) -> Drawn:
    rows, count = [], 0
    for raw in lines:
        if not belongs(raw):
            break
        count += 1
        line = raw.strip()
        if not _RULE.fullmatch(line):
            rows.append(tuple(cell.replace("\\|", "|") for cell in _between(line)))
    return Drawn(tuple(rows), count)


def _between(line: str) -> list[Source]:
    """The cells of a row; a line with one pipe in front of it is a line of verse: one cell."""
    inner = line.removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [_lined(cell.strip()) for cell in _PIPE.split(inner)]


def _lined(cell: str) -> Source:
    return re.sub(r"\s*<br\s*/?>\s*", "\n", cell, flags=re.IGNORECASE)


# With +---+


def _grid(lines: Sequence[str]) -> Drawn | None:
    """A row ends at a line of dashes; a cell has as many lines as there are between two of them."""
    edges = [place for place, letter in enumerate(lines[0]) if letter == "+"]
    rows, row, count = [], list[list[str]](), 0
    for line in lines:
        if _GRID.fullmatch(line):
            rows += [_joined(row, edges)] if row else []
            row = []
        elif line.strip().startswith(("|", "+")):
            row.append(_cut(line, edges))
        else:
            break
        count += 1
    if row or count < 3:
        return None
    return Drawn(tuple(rows), count)


def _cut(line: str, edges: Sequence[int]) -> list[str]:
    """The pieces of a line; by its pipes where it has one at each edge, else by the edges."""
    pieces = _PIPE.split(line.strip())[1:-1]
    if len(pieces) == len(edges) - 1:
        return pieces
    return [line[left + 1 : right] for left, right in pairwise(edges)]


def _joined(row: Sequence[Sequence[str]], edges: Sequence[int]) -> tuple[Source, ...]:
    widths = [right - left - 3 for left, right in pairwise(edges)]
    columns = zip(*row, strict=True) if len({*map(len, row)}) == 1 else zip(*row, strict=False)
    return tuple(_unfolded(column, width) for column, width in zip(columns, widths, strict=False))


def _unfolded(pieces: Iterable[str], width: int) -> Source:
    """The lines of a cell; one that was only broken because the cell is narrow goes on."""
    lines: list[str] = []
    for raw in dedent("\n".join(piece.rstrip() for piece in pieces)).strip("\n").split("\n"):
        first = raw.strip().partition(" ")[0]
        above = lines[-1] if lines else ""
        broken = above.strip() and first and len(above) + 1 + len(first) > width
        if broken and not _BULLET.match(raw) and not above.endswith("\\"):
            lines[-1] = f"{above} {raw.strip()}"
        else:
            lines.append(raw)
    return "\n".join(lines)


# With dashes above the columns


def _columns(lines: Sequence[str]) -> Drawn | None:
    """pandoc's tables: a line of dashes for each column, names above, rows below to a blank line.

    Between two lines of dashes that go all the way, blank lines part the rows.
    """
    place = 1 if _ONE_DASH.fullmatch(lines[0]) else 0
    head = range(place, min(TALLEST_HEAD, len(lines)))
    headed = next((n for n in head if _DASHES.fullmatch(lines[n])), -1)
    if headed < 0 or (place == 0 and headed > 1):
        return None
    spans = [match.span() for match in re.finditer(r"-+", lines[headed])]
    closed = place == 1 or headed == 0
    last = _end(lines, headed, closed=closed)
    if last < 0:
        return None
    rows = [_fields(lines[place:headed], spans)] if headed > place else []
    body = lines[headed + 1 : last]
    apart = closed and any(not line.strip() for line in body)
    groups = _parted(body) if apart else [[line] for line in body if line.strip()]
    rows += [_fields(group, spans) for group in groups]
    return Drawn(tuple(rows), last + 1 if closed else last)


def _end(lines: Sequence[str], headed: int, *, closed: bool) -> int:
    """The line after the last row; -1 where a table with dashes below it has none."""
    for n in range(headed + 1, len(lines)):
        if closed and _begins_columns(lines[n]):
            return n
        if not closed and not lines[n].strip():
            return n
    return -1 if closed else len(lines)


def _parted(lines: Iterable[str]) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _fields(lines: Sequence[str], spans: Sequence[tuple[int, int]]) -> tuple[Source, ...]:
    """What stands in each column; the last goes to the end of the line."""
    starts = [0, *(start for start, _ in spans[1:])]
    ends = [*starts[1:], None]
    widths = [end - start for start, end in spans]
    return tuple(
        _unfolded([line[start:end] for line in lines], width)
        for start, end, width in zip(starts, ends, widths, strict=True)
    )


# In HTML


def _html(lines: Sequence[str]) -> Drawn | None:
    last = next((n for n, line in enumerate(lines) if "</table" in line.lower()), -1)
    if last < 0:
        return None
    rows = []
    for row in _ROW.split("\n".join(lines[: last + 1]))[1:]:
        cells = _CELL.split(row)[1:]
        rows.append(tuple(_lined(_ENDS.sub(" ", cell).strip()) for cell in cells))
    return Drawn(tuple(rows), last + 1)
