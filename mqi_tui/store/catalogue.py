"""Which conversations there are: the library folder, what only the journals hold, and a cache.

The folder may be synced and hold anything; what is not ours is passed over. The cache (the index)
spares reading every file: a file counts as unchanged while time and size are what they were.
"""

from __future__ import annotations

import contextlib
import itertools
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from pathlib import Path

from mqi_tui.domain.ids import is_id
from mqi_tui.store import files, index, names, synced
from mqi_tui.store import folder as library_folder
from mqi_tui.store.entry import ASIDE, AWAY, Entry, from_files, from_state
from mqi_tui.store.errors import OnlineOnly, StoreError
from mqi_tui.store.home import Home
from mqi_tui.store.index import Index, Record
from mqi_tui.store.recovery import recover
from mqi_tui.store.replay import replay

__all__ = ["Entry"]
RUNNING = "live"
"""The state of a conversation that was begun and not ended."""

Filed = tuple[str, Entry, Record]
"""A pair of files: the shared one's name in the library, what it is, and that for the cache."""
CACHED = [field.name for field in fields(Entry) if field.name not in ("id", "file", "version_of")]
SHAPES = [
    [str, *({"cycle": cycle, "archived": bool}.get(name, str) for name in CACHED)]
    for cycle in (int, type(None))
]
"""The types of what the cache says of a conversation."""
MANY = 50
"""Files read anew, after which the next look should find them in the cache."""


def journal_folder(home: Home, id: str) -> Path:  # noqa: A002
    """Where the journal of conversation `id` is."""
    return home.state / "journals" / id


def remembered(home: Home, first: int = -1) -> list[Entry]:
    """All conversations as the cache has them, newest first: at once, perhaps not the latest.

    With `first`, at least so many: those that run, and the newest.
    """
    entries = _distinct(home, _cached(home, first))
    if first >= 0 and not unsettled(home) <= {entry.id for entry in entries}:
        return remembered(home)
    return newest_first(_as_journals_say(home, entries))


def _cached(home: Home, first: int) -> list[Entry]:
    records, library = Index(home.state, first).records, f"{home.library}{os.sep}"
    entries = (_from_record(record, library + name) for name, record in records.items())
    return [entry for entry in entries if entry]


def noted(home: Home) -> list[Entry]:
    """Conversations that were closed since the cache was made anew, as they were then."""
    return _cached(home, 0)


def unsettled(home: Home) -> set[str]:
    """The ids of those that are open, or were when the machine stopped."""
    return _names(home.state / "locks", ".lock")


def scan(home: Home) -> list[Entry]:
    """All conversations, newest first."""
    cache = Index(home.state)
    filed = [*_filed(home, cache)]
    fresh = sum(cache.records.get(name) != record for name, _, record in filed)
    if home.state.is_dir() and (fresh > MANY or cache.is_worn):
        with contextlib.suppress(OSError):  # it is only a cache
            _write(home, filed)
    entries = _distinct(home, [entry for _, entry, _ in filed])
    entries = _as_journals_say(home, entries)
    known = {entry.id for entry in entries}
    for lost in _names(home.state / "journals") - known:
        with contextlib.suppress(StoreError):  # it is told by whatever opens it
            if is_id(lost) and (said := replay(journal_folder(home, lost))):
                note = "the file is missing" if said.tracks["shared"].known else ""
                entries.append(from_state(lost, home.library / said.path, said.state, note))
    return newest_first(entries)


def look(home: Home, path: Path) -> Entry | None:
    """The conversation whose shared file is at `path`; None if none of ours is there."""
    entry = from_files(path, judge=False)  # whoever opens it will judge it
    return _as_journals_say(home, [entry])[0] if entry else None


def put_away(id: str, folder: Path, journal: Path) -> Entry:  # noqa: A002
    """The conversation whose files lie somewhere in `folder`, away from the library."""
    there = (file for file in folder.rglob("*") if file.is_file())
    path = next(map(files.entry_path, there), folder / f"{id}.json")
    try:
        return from_state(id, path, recover(id, path, journal).state)
    except StoreError as error:
        return Entry(id, str(path), state="damaged", note=str(error))


def note(home: Home, path: Path, *, ours: bool = False) -> None:
    """Bring the cache up to date with the files at `path`; `ours`: as we wrote them."""
    name, entry = path.relative_to(home.library).as_posix(), from_files(path, judge=not ours)
    if entry and not _is_sure(entry):
        return
    record = _record(entry, library_folder.stamp(path)) if entry else []
    if not index.add(home.state, name, record):
        _write(home, [*_filed(home, Index(home.state))])


def write_anew(home: Home) -> None:
    """Make the cache hold what the library's files say, and not a word of what is gone."""
    if index.is_there(home.state):
        _write(home, [*_filed(home, Index(home.state))])


def _write(home: Home, filed: list[Filed]) -> None:
    """Make the cache anew, those that run and the newest in front."""
    filed.sort(key=lambda one: (one[1].state == RUNNING, _age(one[1])), reverse=True)
    index.write(home.state, ((name, record) for name, _, record in filed))


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """The entries by their date, else by their id; versions stand below their conversation.

    Of those of one teacher on one day the later cycle is the newer one, whatever time was agreed
    on: one that was held early keeps that.
    """
    found = sorted(entries, key=_age, reverse=True)
    days = ([*day] for _, day in itertools.groupby(found, key=lambda one: one.when[:10]))
    return [one for day in days for one in (_by_cycle(day) if len(day) > 1 else day)]


def _by_cycle(day: list[Entry]) -> list[Entry]:
    """Those of one day, each teacher's cycles in order, in the places that they had."""
    if any(one.version_of for one in day):
        return day
    places = defaultdict(list)
    for place, one in enumerate(day):
        if one.when and one.cycle is not None:
            places[one.teacher].append(place)
    found = [*day]
    for own in places.values():
        ordered = sorted(
            (day[place] for place in own), key=lambda one: one.cycle or 0, reverse=True
        )
        for place, one in zip(own, ordered, strict=True):
            found[place] = one
    return found


def _age(entry: Entry) -> tuple[str, str, bool]:
    """What a list is sorted by: the versions of a conversation stand below it."""
    return entry.when or entry.id, entry.version_of or entry.id, not entry.version_of


def _as_journals_say(home: Home, entries: list[Entry]) -> list[Entry]:
    """Those that are open, or were when the machine stopped, as they are with their journals."""
    open_ = unsettled(home)
    return [
        _from_journal(home, entry) if entry.id in open_ or not entry.state else entry
        for entry in entries
    ]


def _filed(home: Home, cache: Index) -> Iterator[Filed]:
    """Name, entry and record of each pair of files, from the cache where they are unchanged."""
    library = f"{home.library}{os.sep}"
    for name, stamp in library_folder.pairs(home.library).items():
        record = cache.records.get(name)
        entry = _from_record(record, library + name) if record and record[0] == stamp else None
        if entry and record and _is_sure(entry):
            yield name, entry, record
        elif entry := _looked_at(home.library / name):
            entry = _completed(entry, record)
            yield name, entry, _record(entry, stamp)


def _is_sure(entry: Entry) -> bool:
    """Whether it need not be looked at again: a disk that fails now may not fail the next time."""
    return "cannot be read" not in entry.note


def _looked_at(path: Path) -> Entry | None:
    """What the files at `path` say; whatever is odd about them, it is only theirs."""
    try:
        return from_files(path)
    except Exception as error:
        note = f"cannot be read ({type(error).__name__})"
        return Entry(names.id_of(path.stem), str(path), state="damaged", note=note)


def _completed(entry: Entry, record: Record | None) -> Entry:
    """With what the cache knew, where the files are not all here, or not whole, just now."""
    old = _from_record(record, entry.file) if record else None
    is_known = old is not None and bool(old.teacher) and not entry.teacher
    is_here = not any(what in entry.note for what in (synced.ONLINE_ONLY, synced.INCOMPLETE))
    return replace(old, note=entry.note) if old and is_known and not is_here else entry


def _record(entry: Entry, stamp: library_folder.Stamp) -> Record:
    return [stamp, entry.id, *(getattr(entry, name) for name in CACHED)]


def _from_record(record: Record, path: str) -> Entry | None:
    if [*map(type, record[1:])] not in SHAPES:
        return None
    return Entry(record[1], path, *record[2:])


def _distinct(home: Home, entries: list[Entry]) -> list[Entry]:
    """Give copies of a file, which carry the same id, ids of their own."""
    by_id: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_id[entry.id].append(entry)
    for id, same in by_id.items():  # noqa: A001
        if len(same) > 1 or (synced.may_be_aside(same[0].file) and synced.is_aside(same[0].name)):
            by_id[id] = _tell_apart(home, same)
    return [entry for same in by_id.values() for entry in same]


def _tell_apart(home: Home, same: list[Entry]) -> list[Entry]:
    """The conversation itself, if it is among them, and the other versions of it."""
    said = None
    with contextlib.suppress(StoreError):
        said = replay(journal_folder(home, same[0].id))
    main = str(home.library / said.path) if said else ""

    def order(entry: Entry) -> tuple[bool, bool, int, str]:
        name = entry.name
        return entry.file != main, synced.is_aside(name), len(name), name

    same = sorted(same, key=order)
    is_there = same[0].file == main or not synced.is_aside(same[0].name)
    first = same[0] if is_there else None
    return [*same[:is_there], *(_version(one, first or one) for one in same[is_there:])]


def _version(entry: Entry, first: Entry) -> Entry:
    """The entry of a version: no plan is known by it, and it is never the one that runs.

    What its own file does not tell is as with the first.
    Its id stays the same whatever other versions come and go: a journal may be kept by it.
    """
    name = files.digest("/".join(entry.path.parts[-2:]).encode())[:6]
    return replace(
        entry,
        id=f"{entry.id[:68]}-copy-{name}",
        teacher=entry.teacher or first.teacher,
        cycle=first.cycle if entry.cycle is None else entry.cycle,
        when=first.when if len(entry.when) < len(first.when) else entry.when,
        state=ASIDE,
        plan_key="",
        note=_version_note(entry),
        version_of=entry.id,
    )


def _version_note(entry: Entry) -> str:
    if synced.oddity(entry.name):
        return entry.note
    if any(what in entry.note for what in (synced.ONLINE_ONLY, synced.INCOMPLETE)):
        return f"{synced.ANOTHER} {entry.id}, {entry.note}"
    only = ": your private half alone" if synced.lone(entry.name)[0] else ""
    only = ": the log alone" if entry.note == "the private file is missing" else only
    return f"{synced.ANOTHER} {entry.id}{only}"


def _from_journal(home: Home, entry: Entry) -> Entry:
    """`entry` as it is with what its journal holds."""
    try:
        journal = journal_folder(home, entry.id)
        ids = [*filter(None, (entry.id, entry.version_of))]
        found = recover(entry.id, entry.path, journal, patience=0, ids=ids)
    except OnlineOnly:
        return replace(entry, state=entry.state or AWAY)
    except StoreError as error:
        return replace(entry, state="damaged", note=entry.note or str(error))
    except Exception as error:  # whatever is odd about this one, it is only its own
        note = f"cannot be read ({type(error).__name__})"
        return replace(entry, state="damaged", note=entry.note or note)
    return from_state(entry.id, entry.path, found.state, entry.note)


def _names(folder: Path, ending: str = "") -> set[str]:
    try:
        return {path.name.removesuffix(ending) for path in folder.iterdir()}
    except OSError:
        return set()
