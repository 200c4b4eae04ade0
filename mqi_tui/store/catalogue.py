"""Which conversations there are: the library folder, what only the journals hold, and a cache.

The folder may be synced and hold anything; what is not ours is passed over. The cache (the index)
spares reading every file: a file counts as unchanged while time and size are what they were. It
may be deleted at any time.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from mqi_tui.store import atomic, files, names
from mqi_tui.store.changes import State, to_utf8
from mqi_tui.store.errors import StoreError
from mqi_tui.store.home import Home, make_folder
from mqi_tui.store.journal import replay
from mqi_tui.store.recovery import recover

PRIVATE = ".private.json"
Stamp = list[int]
"""Time (ns) and size of the shared file, then of the private one; zeros where there is none."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One conversation in the list. `note` says in a line what is not as it should be."""

    id: str
    path: Path
    """The shared half's file, also where it is missing."""
    teacher: str = ""
    coach: str = ""
    cycle: int | None = None
    when: str = ""
    state: str = ""
    plan_key: str = ""
    note: str = ""


CACHED = [field.name for field in fields(Entry) if field.name != "path"]


def journal_folder(home: Home, id: str) -> Path:  # noqa: A002
    """Where the journal of conversation `id` is."""
    return home.state / "journals" / id


def scan(home: Home) -> list[Entry]:
    """All conversations, newest first."""
    entries = _distinct(home, [entry for _, entry, _ in _filed(home)])
    unsettled = _names(home.state / "locks", ".lock")
    known = {entry.id for entry in entries}
    entries = [
        _from_journal(home, entry) if entry.id in unsettled or not entry.state else entry
        for entry in entries
    ]
    for lost in _names(home.state / "journals") - known:
        if names.is_id(lost) and (said := replay(journal_folder(home, lost))):
            note = "the file is missing" if said.tracks["shared"].known else ""
            entries.append(_entry(lost, home.library / said.path, said.state, note))
    return sorted(entries, key=lambda entry: (entry.when or entry.id, entry.id), reverse=True)


def write_index(home: Home) -> None:
    """Bring the cache up to date."""
    records = {
        name: {"stamp": stamp, **{field: getattr(entry, field) for field in CACHED}}
        for name, entry, stamp in _filed(home)
    }
    make_folder(home.state)
    atomic.sweep(_index(home))
    data = json.dumps(records, ensure_ascii=False)
    atomic.replace_file(_index(home), to_utf8(data), durable=False)


def _filed(home: Home) -> Iterator[tuple[str, Entry, Stamp]]:
    """Name, entry and stamp of each pair of files, from the cache where they are unchanged."""
    cache = _load_index(home)
    for name, stamp in _pairs(home.library).items():
        path = home.library / name
        entry = _from_record(cache.get(name), path, stamp) or _from_files(path)
        if entry:
            yield name, entry, stamp


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


def _from_record(record: Any, path: Path, stamp: Stamp) -> Entry | None:
    try:
        if record["stamp"] != stamp:
            return None
        return Entry(path=path, **{name: record[name] for name in CACHED})
    except (TypeError, KeyError):
        return None


def _from_files(path: Path) -> Entry | None:
    """The entry of the pair at `path`; None if it is none of ours."""
    try:
        shared, private = files.look(path), files.look(files.private_path(path))
    except StoreError:
        shared = private = files.Found(path, b"", None)
    state = {"shared": shared.tables or {}, "private": private.tables or {}}
    said = files.meta(state["shared"]).get("id") or files.meta(state["private"]).get("id")
    if said is not None:
        return _entry(said if names.is_id(said) else names.id_of(path.stem), path, state)
    if shared.tables is None and names.looks_ours(path.stem):
        note = "the file cannot be read"
        return Entry(names.id_of(path.stem), path, when=path.stem[:10], note=note)
    return None


def _entry(id: str, path: Path, state: State, note: str = "") -> Entry:  # noqa: A002
    header = state["shared"].get("header", {}).get("1", {})
    meta = files.meta(state["private"])
    cycle = header.get("cycle")
    return Entry(
        id=id,
        path=path,
        teacher=str(header.get("teacher") or ""),
        coach=str(header.get("coach") or ""),
        cycle=cycle if isinstance(cycle, int) else None,
        when=str(header.get("when") or ""),
        state=str(meta.get("state") or "unknown"),
        plan_key=str(meta.get("plan_key") or ""),
        note=note,
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


def _index(home: Home) -> Path:
    return home.state / "index.json"


def _load_index(home: Home) -> dict[str, Any]:
    try:
        records = json.loads(_index(home).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return records if isinstance(records, dict) else {}
