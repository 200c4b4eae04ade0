"""The library as home shows it: a row for each conversation, in words."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from mqi_tui.services import conversations, reading, to_do
from mqi_tui.services.carry_over import HELD, person
from mqi_tui.store.entry import ASIDE
from mqi_tui.store.errors import StoreError
from mqi_tui.store.synced import advice
from mqi_tui.text.clean import clean_line
from mqi_tui.text.dates import brief
from mqi_tui.text.finding import HomeRow, HomeRows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

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
    shown = tuple(_looked_through(library, _rows(entries, today), _followed(entries)))
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


def _followed(entries: Iterable[Entry]) -> set[str]:
    """The conversations after which another one was held with the teacher; `entries`: newest first.

    What was agreed on for that one is past: what stays open of it stands there.
    """
    held, followed = set[str](), set[str]()
    for entry in entries:
        who = person(entry.teacher)
        if who in held:
            followed.add(entry.id)
        if entry.state in HELD and entry.plan_key:
            held.add(who)
    return followed


def _looked_through(
    library: Library, rows: Iterable[HomeRow], followed: Collection[str]
) -> Iterator[HomeRow]:
    """The rows; they say how much of a plan is blank, and what is to be done after an hour."""
    looked = 0
    for row in rows:
        if row.state in TO_DO and not row.archived and looked < LOOKED:
            looked += 1
            past = to_do.BOTH if row.id in followed else ()
            yield replace(row, state=_to_do(library, row.id, row.state, past))
        else:
            yield row


def _to_do(library: Library, id_: str, state: str, past: Collection[str]) -> str:
    """What is still to be done; where nothing is, or it cannot be read, its state.

    `past`: keys of what nothing is to be done about any more.
    """
    with suppress(StoreError):
        return TO_DO[state](reading.read(library, id_), past) or state
    return state


def _blank(found: Conversation, _: Collection[str]) -> str:
    from mqi_tui.domain.private.preparation import blanks  # home is seen before it is counted

    count = blanks(found.private)
    return f"{count} blank" if count else ""


def _after(found: Conversation, past: Collection[str]) -> str:
    open_ = (todo.key for todo in to_do.todos(found) if not todo.done and todo.key not in past)
    keys = [IN_A_WORD.get(key, key) for key in open_]
    return f"to do: {', '.join(keys)}" if keys else ""


IN_A_WORD = {"due": "filming"}
"""What is to be done after an hour, where its key says too little."""
TO_DO: dict[str, Callable[[Conversation, Collection[str]], str]] = {
    "prepared": _blank,
    "done": _after,
}


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
