"""Looking for words in every log, every plan and every note of the library."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mqi_tui.domain.conversation import planned, written
from mqi_tui.domain.private.notes import MARKS, shown
from mqi_tui.domain.values import NotAValue
from mqi_tui.store.errors import StoreError
from mqi_tui.text.clean import clean_line
from mqi_tui.text.dates import in_words
from mqi_tui.text.finding import Hit, Hits, Part
from mqi_tui.text.letters import plain

if TYPE_CHECKING:
    from mqi_tui.store.library import Library

AT_ONCE = 40
"""Conversations that are read before what was found so far is shown."""
MOST = 300
"""Lines that are found before a search stops: whoever sees so many types another word."""
REMEMBERED = 30_000_000
"""Characters that are kept while one goes on searching; what is beyond is read again."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a search looks through in one conversation, as written or in plain letters.

    `text`, `notes` and `plan` have a line for a line, a note, a text of it; `about` says whose
    conversation it is and when, `day` the day as it is kept.
    """

    about: str = ""
    day: str = ""
    text: str = ""
    notes: str = ""
    plan: str = ""

    @property
    def size(self) -> int:
        return len(self.text) + len(self.notes) + len(self.plan)

    @property
    def parts(self) -> tuple[tuple[Part, str], ...]:
        return ("log", self.text), ("notes", self.notes), ("plan", self.plan)


@dataclass(slots=True)
class Searcher:
    """Searches one library, and remembers what it has read."""

    library: Library
    known: dict[str, tuple[Kept, Kept]] = field(default_factory=dict)
    """Each conversation as it is written, and in plain letters."""
    size: int = 0

    async def seek(self, query: str) -> AsyncIterator[Hits]:
        """What is found, the newest conversations first, as it is found."""
        ids = [entry.id for entry in await asyncio.to_thread(self.library.remembered)]
        hits: list[Hit] = []
        for start in range(0, len(ids), AT_ONCE):
            hits += await asyncio.to_thread(self.look, ids[start : start + AT_ONCE], query)
            looked = min(start + AT_ONCE, len(ids))
            yield Hits(query, tuple(hits[:MOST]), looked, len(ids))
            if len(hits) >= MOST:
                return
        if not ids:
            yield Hits(query)

    def look(self, ids: Sequence[str], query: str) -> list[Hit]:
        """The lines of these conversations that hold every word of `query`.

        Words may stand in the name of the teacher or the cycle, too; one at least is in the line.
        """
        words = plain(query).split()
        return [hit for id_ in ids for hit in self._in(id_, words)]

    def _in(self, id_: str, words: Sequence[str]) -> Iterator[Hit]:
        said, low = self._kept(id_)
        beyond = [word for word in words if word not in low.about]
        for (part, text), (_, folded) in zip(said.parts, low.parts, strict=True):
            if all(word in folded for word in beyond or words[:1]):
                for row in _rows(folded, words, beyond):
                    line = text.split("\n")[row].strip()
                    yield Hit(id_, said.about, line, row, part)

    def _kept(self, id_: str) -> tuple[Kept, Kept]:
        if found := self.known.get(id_):
            return found
        said = self._read(id_)
        about = f"{said.about} {said.day}"
        low = (plain(one) for one in (about, said.day, said.text, said.notes, said.plan))
        found = said, Kept(*low)
        if self.size + 2 * said.size < REMEMBERED:
            self.known[id_] = found
            self.size += 2 * said.size
        return found

    def _read(self, id_: str) -> Kept:
        """What a conversation says; one that cannot be read says nothing, and home says why."""
        try:
            record = self.library.read(id_)
            log, notes = written(record.shared, record.private)
        except (StoreError, NotAValue):
            return Kept()
        head = log.header
        day = in_words(head.when).partition(", ")[0]
        about = clean_line(" · ".join(filter(None, (head.who, day))))
        lines = (f"{MARKS[note.kind]} {note.text}" for note in shown(notes))
        return Kept(about, head.when[:10], log.text, "\n".join(lines), planned(record.private))


def _rows(folded: str, words: Sequence[str], beyond: Sequence[str]) -> Iterator[int]:
    """The lines that hold one of the words, and all of those that stand nowhere else."""
    for row, line in enumerate(folded.split("\n")):
        if all(word in line for word in beyond) and any(word in line for word in words):
            yield row


def plan_of(library: Library, id_: str) -> str:
    """What people wrote in the plan of a conversation, a line each, as it is searched.

    Raises:
        StoreError: in one line, why it cannot be read.
    """
    return planned(library.read(id_).private)
