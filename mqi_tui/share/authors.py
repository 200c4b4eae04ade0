"""Which letters of a text guests wrote: kept up change by change, as each replica says its own."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from mqi_tui.domain.shared.authors import ByRow, author, count
from mqi_tui.share.patches import NOBODY, Patch

REMEMBERED = 9
"""Deletions; what is put back is whose it was."""


class Run(NamedTuple):
    """So many bytes that one guest wrote, or, without a name, nobody of them."""

    size: int
    who: str = ""


class Gone(NamedTuple):
    """What was deleted, where, and whose it was."""

    text: str
    at: int
    runs: tuple[Run, ...]


class Authors:
    """Of one replica's text."""

    def __init__(self, named: Callable[[int], str]) -> None:
        """`named`: the guest whose replica has a number; empty where it is no guest's."""
        self._named = named
        self._runs: list[Run] = []
        self._gone: deque[Gone] = deque(maxlen=REMEMBERED)
        self._is_run = False
        """Whether the last change was a deletion, which another beside it would make longer."""
        self._by_row: dict[int, str] | None = {}
        self._changed: list[int] = []
        """Bytes at which rows have changed since `_by_row` was made, without moving each other."""

    def begin(self, text: str, by_row: ByRow) -> None:
        """These rows of `text` were theirs before."""
        lines = enumerate(text.split("\n"))
        parts = ((Run(len(line.encode()), by_row.get(row, "")), Run(1)) for row, line in lines)
        self._runs = [*_joined(run for pair in parts for run in pair)]
        self._by_row = None

    # A change

    def take(self, patch: Patch, before: str | None, *, turned: bool = False) -> None:
        """Follow a change of the text `before`, where that is known; `turned`: undo or redo did."""
        start, stop = self._edge(patch.at), self._edge(patch.at + patch.deleted)
        cut = tuple(self._runs[start:stop])
        gone = None
        if patch.deleted and before is not None:
            gone = before.encode()[patch.at : patch.at + patch.deleted].decode(errors="replace")
            self._remember(Gone(gone, patch.at, cut))
        self._is_run = bool(patch.deleted) and not patch.text
        written = self._of(patch, turned=turned)
        self._runs[start:stop] = written
        around = slice(max(0, start - 1), start + len(written) + 1)
        self._runs[around] = _joined(self._runs[around])
        self._look_again(patch, gone)

    def _edge(self, at: int) -> int:
        """The number of the run that begins at a byte; one that goes across is made two."""
        ends = [*accumulate(run.size for run in self._runs)]
        number = bisect_left(ends, at)
        if number == len(ends):
            if rest := at - (ends[-1] if ends else 0):
                self._runs.append(Run(rest))
                number += 1
            return number
        if ends[number] > at:
            size, who = self._runs[number]
            first = size - (ends[number] - at)
            if not first:
                return number
            self._runs[number : number + 1] = [Run(first, who), Run(size - first, who)]
        return number + 1 if at else number

    def _of(self, patch: Patch, *, turned: bool) -> Sequence[Run]:
        """Whose the letters of a patch are: of whom they were, where they were there before."""
        size = len(patch.text.encode())
        for gone in reversed(self._gone):
            is_same = gone.text == patch.text and len(patch.text) > 1
            at = gone.text.find(patch.text) if turned or is_same else -1
            if at >= 0:
                return [*_cut(gone.runs, len(gone.text[:at].encode()), size)]
        who = self._named(patch.by) if patch.by != NOBODY else ""
        return [Run(size, who)] if size else []

    def _remember(self, gone: Gone) -> None:
        """One deletion beside the other is one."""
        last = self._gone[-1] if self._gone and self._is_run else None
        if last and last.at in (gone.at, gone.at + len(gone.text.encode())):
            self._gone.pop()
            one, two = (last, gone) if last.at == gone.at else (gone, last)
            gone = Gone(one.text + two.text, gone.at, (*one.runs, *two.runs))
        self._gone.append(gone)

    # Rows

    def by_row(self, text: str) -> ByRow:
        """The rows of `text`, as it is now, that are a guest's."""
        if not any(run.who for run in self._runs):
            self._by_row = {}
        elif self._by_row is None:
            self._by_row = self._rows(text)
        elif self._changed:
            self._by_row = self._rows(text, self._by_row)
        self._changed = []
        return self._by_row

    def _look_again(self, patch: Patch, gone: str | None) -> None:
        """After a change within a row, that one; else all."""
        is_within = "\n" not in patch.text and (not patch.deleted or (gone and "\n" not in gone))
        if is_within and not self._changed:
            self._changed.append(patch.at)
        else:
            self._by_row = None

    def _rows(self, text: str, before: ByRow | None = None) -> dict[int, str]:
        """Rows and their guests; `before`: how it was before a single row changed."""
        data = text.encode()
        at = self._changed[0] if before is not None else 0
        start = data.rfind(b"\n", 0, at) + 1 if before is not None else 0
        end = data.find(b"\n", at) if before is not None else -1
        stop = end if end >= 0 else len(data)
        first = data.count(b"\n", 0, start)
        lines = data[start:stop].decode().split("\n")
        found = {row: who for row, who in (before or {}).items() if row != first}
        letters = self._letters(data, start, stop)
        for row, counts in letters.items():
            if who := author(lines[row], counts):
                found[first + row] = who
        return found

    def _letters(self, data: bytes, start: int, stop: int) -> dict[int, dict[str, int]]:
        """By row from byte `start` on, how many letters of it each guest wrote."""
        found: defaultdict[int, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
        row, at = 0, start
        for run in _cut(self._runs, start, stop - start):
            piece = data[at : at + run.size]
            at += run.size
            if run.who:
                for further, words in enumerate(piece.decode().split("\n")):
                    if letters := count(words):
                        found[row + further][run.who] += letters
            row += piece.count(b"\n")
        return {row: dict(counts) for row, counts in found.items()}


def _cut(runs: Iterable[Run], start: int, size: int) -> Iterator[Run]:
    """What of them lies within `size` bytes from `start` on."""
    at = 0
    for run in runs:
        first, last = max(at, start), min(at + run.size, start + size)
        if first < last:
            yield Run(last - first, run.who)
        at += run.size


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Those of one guest side by side as one."""
    found: list[Run] = []
    for run in runs:
        if found and found[-1].who == run.who:
            found[-1] = Run(found[-1].size + run.size, run.who)
        elif run.size:
            found.append(run)
    return found
