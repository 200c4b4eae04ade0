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
    state: str = ""
    note: str = ""
    """What is odd about its files, if anything."""
    advice: str = ""
    """What to do about that."""
    is_version: bool = False
    """Whether it is another version of a conversation, or a part: to be read, not held."""
    archived: bool = False

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


@dataclass(frozen=True, slots=True)
class Hit:
    """A line of a log, or a note. `about`: whose conversation; `row`: the line in the log."""

    id: str
    about: str
    words: str
    row: int = 0
    is_note: bool = False


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


OfOne = Literal["version", "own", "prepare", "when", "cancelled", "no-show", "prepared"]
"""What is done to one conversation, and not undone by a key."""
Deed = (
    OfOne
    | Literal["", "thread", "archive", "trash", "unarchive", "restore", "delete", "empty"]
    | Literal["new", "import", "search", "report"]
    | Literal["view current", "view archive", "view trash"]
)
"""What can be done at home."""
SHOW: dict[View, Deed] = {
    "current": "view current", "archive": "view archive", "trash": "view trash",
}  # fmt: skip


def offers(row: HomeRow | None, view: View) -> dict[Deed, str]:
    """What can be done at home, and to the marked conversation, in words."""
    found: dict[Deed, str] = {"": "Back to the list"}
    if row and row.is_version and view != "trash":
        found |= {"version": "Read it, both halves"}
        found |= {"own": "Make it a conversation of its own", "trash": "To the trash"}
    elif row and view == "current":
        found |= {"prepare": "Prepare: look through its plan", "when": "Another date"}
        found |= {"thread": "From cycle to cycle: goals, steps, scores, past logs (ctrl+l)"}
        if row.state == "prepared":
            found |= {"cancelled": "It was cancelled", "no-show": "Nobody came"}
        elif row.state in ("cancelled", "no-show"):
            found["prepared"] = "It takes place after all"
        found |= {"archive": "To the archive", "trash": "To the trash"}
    elif row:
        found["unarchive" if view == "archive" else "restore"] = "Bring it back"
    if row and view == "trash":
        found |= {"delete": "Delete for good", "empty": "Empty the trash"}
    found |= {"new": "A new conversation", "import": "Import a filled planning guide"}
    found |= {"search": "Search all logs and notes (F3)"}
    found |= {"report": "The report for a programme: see what would leave"}
    return found | {SHOW[one]: f"Show: {title}" for one, title in TITLES.items() if one != view}
