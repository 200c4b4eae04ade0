"""Which conversations there are: the library folder, what only the journals hold, and a cache.

The folder may be synced and hold anything; what is not ours is passed over. The cache (the index)
spares reading every file: a file counts as unchanged while time and size are what they were.
"""

from __future__ import annotations

import contextlib
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path

from mqi_tui.store import files, index, names
from mqi_tui.store.changes import State
from mqi_tui.store.errors import StoreError, TooNew
from mqi_tui.store.files import Found
from mqi_tui.store.home import Home
from mqi_tui.store.index import Index, Record
from mqi_tui.store.journal import replay
from mqi_tui.store.recovery import recover

PRIVATE = ".private.json"
RUNNING = "live"
"""The state of a conversation that was begun and not ended."""
Stamp = list[int]
"""Time (ns) and size of the shared file, then of the private one; zeros where there is none."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One conversation in the list. `note` says in a line what is not as it should be."""

    id: str
    file: str
    """The shared half's file, also where it is missing. Text: a path takes its time to make."""
    teacher: str = ""
    coach: str = ""
    cycle: int | None = None
    when: str = ""
    state: str = ""
    plan_key: str = ""
    note: str = ""
    focus: str = ""
    archived: bool = False

    @property
    def path(self) -> Path:
        return Path(self.file)


Filed = tuple[str, Entry, Record]
"""A pair of files: the shared one's name in the library, what it is, and that for the cache."""
CACHED = [field.name for field in fields(Entry) if field.name not in ("id", "file")]
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
        if names.is_id(lost) and (said := replay(journal_folder(home, lost))):
            note = "the file is missing" if said.tracks["shared"].known else ""
            entries.append(_entry(lost, home.library / said.path, said.state, note))
    return newest_first(entries)


def look(home: Home, path: Path) -> Entry | None:
    """The conversation whose shared file is at `path`; None if none of ours is there."""
    entry = _from_files(path)
    return _as_journals_say(home, [entry])[0] if entry else None


def put_away(id: str, folder: Path, journal: Path) -> Entry:  # noqa: A002
    """The conversation whose files lie somewhere in `folder`, away from the library."""
    path = next(map(files.shared_path, folder.glob("**/*.json")), folder / f"{id}.json")
    try:
        return _entry(id, path, recover(id, path, journal).state)
    except StoreError as error:
        return Entry(id, str(path), state="damaged", note=str(error))


def note(home: Home, path: Path) -> None:
    """Bring the cache up to date with the files at `path`."""
    name, entry = path.relative_to(home.library).as_posix(), _from_files(path)
    record = _record(entry, _stamp(path)) if entry else []
    if not index.add(home.state, name, record):
        _write(home, [*_filed(home, Index(home.state))])


def _write(home: Home, filed: list[Filed]) -> None:
    """Make the cache anew, those that run and the newest in front."""
    filed.sort(key=lambda one: (one[1].state == RUNNING, _age(one[1])), reverse=True)
    index.write(home.state, ((name, record) for name, _, record in filed))


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=_age, reverse=True)


def _age(entry: Entry) -> tuple[str, str]:
    return entry.when or entry.id, entry.id


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
    for name, stamp in _pairs(home.library).items():
        record = cache.records.get(name)
        if record and record[0] == stamp and (entry := _from_record(record, library + name)):
            yield name, entry, record
        elif entry := _from_files(home.library / name):
            yield name, entry, _record(entry, stamp)


def _pairs(library: Path) -> dict[str, Stamp]:
    """Each pair of files in `library` and its folders: the shared one's name there, and stamp.

    Names are text here, not paths: with thousands of conversations that is what takes the time.
    """
    pairs: dict[str, Stamp] = defaultdict(lambda: [0, 0, 0, 0])
    for folder, item in _json_files(library):
        is_private = item.name.endswith(PRIVATE)
        name = item.name.removesuffix(PRIVATE) + ".json" if is_private else item.name
        with contextlib.suppress(OSError):
            about = item.stat()
            at = 2 if is_private else 0
            pairs[folder + name][at : at + 2] = [about.st_mtime_ns, about.st_size]
    return pairs


def _json_files(library: Path, folder: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        items = list(os.scandir(library / folder))
    except OSError:
        return
    for item in items:
        if item.name.startswith((".", "~$")):
            continue
        if item.name.endswith(".json"):
            yield folder, item
        elif not folder and item.is_dir(follow_symlinks=False):
            yield from _json_files(library, f"{item.name}/")


def _stamp(path: Path) -> Stamp:
    stamp = []
    for half in (path, files.private_path(path)):
        try:
            about = half.stat()
            stamp += [about.st_mtime_ns, about.st_size]
        except OSError:
            stamp += [0, 0]
    return stamp


def _record(entry: Entry, stamp: Stamp) -> Record:
    return [stamp, entry.id, *(getattr(entry, name) for name in CACHED)]


def _from_record(record: Record, path: str) -> Entry | None:
    if len(record) != len(CACHED) + 2:
        return None
    return Entry(record[1], path, *record[2:])


def _from_files(path: Path) -> Entry | None:
    """The entry of the pair at `path`; None if it is none of ours."""
    try:
        shared, private = files.look(path), files.look(files.private_path(path))
    except StoreError:
        shared = private = files.Found(path, b"", None)
    if shared.data is None and private.data is None:
        return None
    state = {"shared": shared.tables or {}, "private": private.tables or {}}
    said = files.meta(state["shared"]).get("id") or files.meta(state["private"]).get("id")
    if said is not None:
        id = said if names.is_id(said) else names.id_of(path.stem)  # noqa: A001
        return _entry(id, path, state, _oddity(shared, private))
    if shared.tables is None and names.looks_ours(path.stem):
        note = "the file cannot be read"
        return Entry(names.id_of(path.stem), str(path), when=path.stem[:10], note=note)
    return None


def _oddity(shared: Found, private: Found) -> str:
    """What is not as it should be with a pair of files, of which one says whose it is."""
    for half, found in (("shared", shared), ("private", private)):
        if found.tables is None:
            return f"the {half} file {'is missing' if found.data is None else 'cannot be read'}"
        try:
            files.check_schema(found.tables, found.path.name)
        except TooNew:
            return "written by a newer version of mqi"
    return ""


def _entry(id: str, path: Path, state: State, note: str = "") -> Entry:  # noqa: A002
    header = state["shared"].get("header", {}).get("1", {})
    meta = files.meta(state["private"])
    plan = state["private"].get("plan", {}).get("1", {})
    cycle = header.get("cycle")
    return Entry(
        id=id,
        file=str(path),
        teacher=str(header.get("teacher") or ""),
        coach=str(header.get("coach") or ""),
        cycle=cycle if isinstance(cycle, int) else None,
        when=str(header.get("when") or ""),
        state=str(meta.get("state") or "unknown"),
        plan_key=str(meta.get("plan_key") or ""),
        note=note,
        focus=str(plan.get("focus") or ""),
        archived=meta.get("archived") is True,
    )


def _distinct(home: Home, entries: list[Entry]) -> list[Entry]:
    """Give copies of a file, which carry the same id, ids of their own."""
    by_id: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_id[entry.id].append(entry)
    for id, same in by_id.items():  # noqa: A001
        if len(same) > 1:
            by_id[id] = _tell_apart(home, same)
    return [entry for same in by_id.values() for entry in same]


def _tell_apart(home: Home, same: list[Entry]) -> list[Entry]:
    said = replay(journal_folder(home, same[0].id))
    main = home.library / said.path if said else None
    first, *others = sorted(same, key=lambda e: (e.path != main, len(e.path.name), e.path.name))
    return [first] + [
        replace(
            other,
            id=f"{other.id}-copy{f'-{number}' if number > 1 else ''}",
            note=f"another version of {first.id}",
        )
        for number, other in enumerate(others, 1)
    ]


def _from_journal(home: Home, entry: Entry) -> Entry:
    """`entry` as it is with what its journal holds."""
    try:
        found = recover(entry.id, entry.path, journal_folder(home, entry.id))
    except StoreError as error:
        return replace(entry, state="damaged", note=str(error))
    return _entry(entry.id, entry.path, found.state, entry.note)


def _names(folder: Path, ending: str = "") -> set[str]:
    try:
        return {path.name.removesuffix(ending) for path in folder.iterdir()}
    except OSError:
        return set()
