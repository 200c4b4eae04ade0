"""The library as home shows it: a row for each conversation, in words."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from mqi_tui.domain.private.preparation import blanks
from mqi_tui.services import conversations, reading, to_do
from mqi_tui.store.entry import ASIDE
from mqi_tui.store.errors import StoreError
from mqi_tui.store.synced import advice
from mqi_tui.text.clean import clean_line
from mqi_tui.text.dates import brief
from mqi_tui.text.finding import HomeRow, HomeRows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mqi_tui.domain.conversation import Conversation
    from mqi_tui.domain.private.events import Reading
    from mqi_tui.store.catalogue import Entry
    from mqi_tui.store.library import Library

STATES = {"live": "running", "ended": "done"}
"""What a state is called here, where it is called otherwise."""


LOOKED = 40
"""Conversations, the newest, that are looked through for what is still to be done."""
FIRST = 100
"""Conversations that are shown before all are known: more than a window has lines."""


def rows(library: Library, now: Reading, ours: str = "") -> HomeRows:
    """All conversations, the trash, and where the running one stands.

    `ours`: the conversation that this program has open itself, for the windows that show its log.
    """
    entries, today = library.entries(), conversations.wall(now)
    shown = tuple(_looked_through(library, _rows(entries, today)))
    trash = tuple(_in_the_trash(one.entry, today) for one in library.trashed_entries())
    going = next((entry for entry in entries if entry.state == "live"), None)
    if going is None:
        return HomeRows(shown, trash)
    word, where = _going(library, going.id, now, ours)
    shown = tuple(replace(row, state=word) if row.id == going.id else row for row in shown)
    return HomeRows(shown, trash, going.id, f"{word} · {where}")


def _going(library: Library, id_: str, now: Reading, ours: str) -> tuple[str, str]:
    """Whether the clock of what was begun runs, which it does wherever one left it; and where."""
    found = reading.read(library, id_)
    word = "paused" if conversations.is_paused(found, now) else STATES["live"]
    if id_ != ours and library.open_in(id_):
        return word, "open in another window"
    return word, f"you {conversations.left(found, now)}"


def remembered(library: Library, now: Reading) -> HomeRows:
    """What was there last, or the newest of it where there is much; no file is looked at."""
    entries = library.newest(FIRST)
    running = next((entry.id for entry in entries if entry.state == "live"), "")
    return HomeRows(_rows(entries, conversations.wall(now)), running=running, is_old=True)


def _looked_through(library: Library, rows: Iterable[HomeRow]) -> Iterator[HomeRow]:
    """The rows; they say how much of a plan is blank, and what is to be done after an hour."""
    looked = 0
    for row in rows:
        if row.state in TO_DO and not row.archived and looked < LOOKED:
            looked += 1
            yield replace(row, state=_to_do(library, row.id, row.state))
        else:
            yield row


def _to_do(library: Library, id_: str, state: str) -> str:
    """What is still to be done; where nothing is, or it cannot be read, its state."""
    with suppress(StoreError):
        return TO_DO[state](reading.read(library, id_)) or state
    return state


def _blank(found: Conversation) -> str:
    count = blanks(found.private)
    return f"{count} blank" if count else ""


def _after(found: Conversation) -> str:
    keys = [IN_A_WORD.get(todo.key, todo.key) for todo in to_do.todos(found) if not todo.done]
    return f"to do: {', '.join(keys)}" if keys else ""


IN_A_WORD = {"due": "filming"}
"""What is to be done after an hour, where its key says too little."""
TO_DO: dict[str, Callable[[Conversation], str]] = {"prepared": _blank, "done": _after}


def _rows(entries: Iterable[Entry], today: datetime) -> tuple[HomeRow, ...]:
    return tuple(_row(entry, today) for entry in entries)


def _in_the_trash(entry: Entry, today: datetime) -> HomeRow:
    """One whose files tell nothing any more goes by its id, which holds a date and a name."""
    row = _row(entry, today)
    return row if row.teacher else replace(row, teacher=entry.id)


def state(entry: Entry) -> str:
    """What became of a conversation, in a word; what comes of no plan was only rehearsed."""
    if entry.state == "ended" and not entry.plan_key:
        return "rehearsed"
    return STATES.get(entry.state, entry.state)


def _row(entry: Entry, today: datetime) -> HomeRow:
    return HomeRow(
        id=entry.id,
        when=clean_line(entry.when),
        shown=_shown(entry.when, today),
        teacher=clean_line(entry.teacher),
        cycle=str(entry.cycle or ""),
        focus=clean_line(entry.focus),
        kind=entry.state,
        state=clean_line(state(entry)),
        note=_note(entry),
        advice=advice(entry.note),
        is_version=entry.state == ASIDE,
        archived=entry.archived,
    )


def _note(entry: Entry) -> str:
    """The row has the date and the name already: no id is needed."""
    return entry.note.replace(f" of {entry.version_of}", "") if entry.version_of else entry.note


def _shown(when: str, today: datetime) -> str:
    """`Tue 24 Nov, 4:00 pm`, or the day where only that is known; as it is where it is no date."""
    try:
        said = brief(datetime.fromisoformat(when), today)
        return said if ":" in when else said.rpartition(", ")[0]
    except (ValueError, TypeError):
        return clean_line(when) or "no date"
