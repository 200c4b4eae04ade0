"""The conversations of the library as home lists them, and finding some by a few words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from mqi_tui.text.letters import plain

View = Literal["current", "archive", "trash"]
TITLES: dict[View, str] = {
    "current": "Conversations", "archive": "Archive", "trash": "Trash · kept for 30 days",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class HomeRow:
    """One conversation of the list. `when` sorts, `shown` is read."""

    id: str
    when: str = ""
    shown: str = ""
    teacher: str = ""
    cycle: str = ""
    focus: str = ""
    kind: str = ""
    """Its state in a word, as it is stored."""
    state: str = ""
    """How it stands, in words."""
    note: str = ""
    """What is odd about its files, if anything."""
    advice: str = ""
    """What to do about that."""
    is_version: bool = False
    """Whether it is another version of a conversation, or a part: to be read, not held."""
    archived: bool = False

    @property
    def about(self) -> str:
        """Which one it is, where it is asked about: whose, which cycle and when."""
        cycle = f"cycle {self.cycle}" if self.cycle else ""
        return ", ".join(filter(None, (self.teacher or self.id, cycle, self.shown)))

    @property
    def words(self) -> str:
        """What a search looks through."""
        cycle = f"cycle {self.cycle}" if self.cycle else ""
        told = (self.when, self.shown, self.teacher, cycle, self.focus, self.state, self.note)
        return plain(" ".join((*told, self.id)))


@dataclass(frozen=True, slots=True)
class HomeRows:
    """What the library holds, newest first; `stopped` says where a running one stands."""

    rows: tuple[HomeRow, ...] = ()
    trash: tuple[HomeRow, ...] = ()
    running: str = ""
    stopped: str = ""
    is_old: bool = False
    """As remembered: the files are still being looked at."""

    def of(self, view: View) -> tuple[HomeRow, ...]:
        """The rows of one of its lists."""
        is_archive = view == "archive"
        kept = (row for row in self.rows if row.archived == is_archive)
        return self.trash if view == "trash" else tuple(kept)


Part = Literal["log", "notes", "plan"]
"""Of a conversation; all but the log is private."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A line of a log, of a plan, or a note. `about`: whose conversation; `row`: the line in it."""

    id: str
    about: str
    words: str
    row: int = 0
    part: Part = "log"


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search has found so far: in how many conversations it looked, and of how many."""

    query: str = ""
    hits: tuple[Hit, ...] = ()
    looked: int = 0
    total: int = 0


def places(texts: Sequence[str], query: str) -> list[int]:
    """The places of the texts that hold every word of `query`; all for no words.

    `texts` are `plain` already; where a word stands, and in which order, does not matter.
    """
    words = plain(query).split()
    if not words:
        return list(range(len(texts)))
    return [place for place, text in enumerate(texts) if all(word in text for word in words)]
