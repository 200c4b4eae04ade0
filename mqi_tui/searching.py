"""Looking for words in every log and every note of the library."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mqi_tui import shelf
from mqi_tui.finding import Hit, Hits, places, plain
from mqi_tui.private.notes import MARKS, shown
from mqi_tui.screens.reader import ReaderScreen
from mqi_tui.screens.search import SearchScreen
from mqi_tui.store.errors import StoreError
from mqi_tui.text import clean_line

if TYPE_CHECKING:
    from mqi_tui.conversation import Conversation
    from mqi_tui.showing import Showing
    from mqi_tui.store.library import Library

AT_ONCE = 40
"""Conversations that are read before what was found so far is shown."""
MOST = 300
"""Lines that are found before a search stops: whoever sees so many types another word."""
REMEMBERED = 2000
"""Conversations whose lines are kept while one goes on searching."""


@dataclass(frozen=True, slots=True)
class Lines:
    """What a search looks through in one conversation: lines, and the same in plain letters."""

    hits: tuple[Hit, ...] = ()
    plain: tuple[str, ...] = ()


@dataclass(slots=True)
class Searcher:
    """Searches one library, and remembers what it has read."""

    library: Library
    known: dict[str, Lines] = field(default_factory=dict)

    def look(self, ids: Sequence[str], query: str) -> list[Hit]:
        """The lines of these conversations that hold every word of `query`.

        Words may stand in the name of the teacher or the cycle, too; one at least is in the line.
        """
        words = plain(query).split()
        return [hit for id_ in ids for hit in self._in(id_, query, words)]

    def _in(self, id_: str, query: str, words: Sequence[str]) -> Iterator[Hit]:
        lines = self._lines(id_)
        for place in places(lines.plain, query):
            hit = lines.hits[place]
            here = plain(hit.words)
            if any(word in here for word in words):
                yield hit

    def _lines(self, id_: str) -> Lines:
        if id_ not in self.known:
            if len(self.known) >= REMEMBERED:
                self.known.clear()
            self.known[id_] = self._read(id_)
        return self.known[id_]

    def _read(self, id_: str) -> Lines:
        """The lines of a conversation; one that cannot be read has none, and home says why."""
        try:
            hits = tuple(_hits(shelf.read(self.library, id_)))
        except StoreError:
            return Lines()
        return Lines(hits, tuple(plain(f"{hit.words} {hit.about}") for hit in hits))


def _hits(found: Conversation) -> Iterator[Hit]:
    """Every line of the log, then every note, that says something."""
    header = found.log.header
    about = clean_line(" · ".join(filter(None, (header.who, header.when[:10]))))
    for row, line in enumerate(found.log.text.split("\n")):
        if line.strip():
            yield Hit(found.id, about, line.strip(), row)
    for note in shown(found.private.notes):
        yield Hit(found.id, about, f"{MARKS[note.kind]} {note.text}", is_note=True)


def show(app: Showing, teacher: str = "") -> None:
    """A place to search; `teacher`: what is looked for first."""
    searcher = Searcher(app.library)

    async def seek(screen: SearchScreen, query: str) -> None:
        await _seek(searcher, screen, query)

    app.push_screen(SearchScreen(seek, f"{teacher} " if teacher else ""))


async def _seek(searcher: Searcher, screen: SearchScreen, query: str) -> None:
    """Read the conversations, the newest first, and show what is found as it is found."""
    ids = [entry.id for entry in await asyncio.to_thread(searcher.library.remembered)]
    hits: list[Hit] = []
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        hits += await asyncio.to_thread(searcher.look, some, query)
        looked = min(start + AT_ONCE, len(ids))
        screen.found = Hits(query, tuple(hits[:MOST]), looked, len(ids))
        if len(hits) >= MOST:
            return
    screen.found = Hits(query, tuple(hits), len(ids), len(ids))


async def open_hit(app: Showing, hit: Hit) -> None:
    """The log of what was found, from that line on; or the notes of that conversation."""
    from mqi_tui import threads

    if not hit.is_note:
        await threads.show_log(app, hit.id, hit.row)
        return
    try:
        found = await asyncio.to_thread(shelf.read, app.library, hit.id)
    except StoreError as error:
        app.complain(error)
        return
    notes = [
        f"step {one.step:>2}  {MARKS[one.kind]} {one.text}" for one in shown(found.private.notes)
    ]
    row = next((n for n, line in enumerate(notes) if line.endswith(hit.words)), 0)
    app.push_screen(ReaderScreen(f"{hit.about} · my notes · PRIVATE", "\n".join(notes), row))
