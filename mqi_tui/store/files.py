"""The library files: two TinyDB files a conversation, readable by people and by plain TinyDB."""

from __future__ import annotations

import hashlib
import json
import re
import stat
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from mqi_tui.store import synced
from mqi_tui.store.changes import Tables, copied, encode, to_utf8
from mqi_tui.store.errors import OnlineOnly, Refused, StoreError, TooNew, reason

PATIENCE = 10.0
"""Seconds that a file may take to be downloaded by its sync program."""
DISCOURAGED = 60.0
"""Seconds after a file that did not come, in which no other is waited for: we are offline."""
_gave_up: list[float] = []
"""When a file was waited for in vain (monotonic seconds)."""
PRIVATE = ".private.json"
WRITTEN = "written"
"""The table that says by which device a file was written. It is in the file alone."""
_DEVICE = re.compile(r"[0-9a-f]{8}")
SCHEMA = 1
"""Version of the tables that this program reads and writes."""
MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""Schema to the function that turns tables of it into tables of the next one."""


@dataclass(frozen=True, slots=True)
class Found:
    """One library file as it was found."""

    path: Path
    data: bytes | None
    """None where there is no file."""
    tables: dict[str, Any] | None
    """None where the file is missing or is no TinyDB file."""

    @property
    def hash(self) -> str:
        return digest(self.data) if self.data is not None else ""


def look(path: Path, patience: float | None = None) -> Found:
    """The library file at `path`; one that is online only is waited for, `patience` seconds.

    Raises:
        OnlineOnly: its content did not come.
        StoreError: it is there but cannot be read now, or is no file at all.
    """
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise StoreError(f'"{path.name}" is no file')
        data = _fetched(path, patience) if synced.is_away(about) else path.read_bytes()
    except FileNotFoundError:
        if placeholder(path).exists():
            raise OnlineOnly(path.name) from None
        return Found(path, None, None)
    except OSError as error:
        raise StoreError(f'"{path.name}" cannot be read now: {reason(error)}') from error
    return Found(path, data, parse(data))


def placeholder(path: Path) -> Path:
    """What iCloud puts in a file's place while its content is not on this computer."""
    return path.with_name(f".{path.name}.icloud")


def is_torn(data: bytes) -> bool:
    """Whether what cannot be read looks like the beginning of a file, and no more."""
    return not data.rstrip(b"\0 \r\n").endswith(b"}")


def _fetched(path: Path, patience: float | None) -> bytes:
    """What is in a file that its sync program must fetch first.

    To open such a file may wait for ever, so a thread does it that can be left behind.
    """
    got: list[bytes | OSError] = []

    def fetch() -> None:
        try:
            got.append(path.read_bytes())
        except OSError as error:
            got.append(error)

    patience = PATIENCE if patience is None else patience
    if patience and not any(time.monotonic() - at < DISCOURAGED for at in _gave_up):
        thread = threading.Thread(target=fetch, daemon=True)
        thread.start()
        thread.join(patience)
        _gave_up[:] = [] if got else [time.monotonic()]
    if not got or isinstance(got[0], OSError):
        raise OnlineOnly(path.name)
    return got[0]


def parse(data: bytes) -> dict[str, Any] | None:
    """The tables in `data`; None if it is no TinyDB file."""
    try:
        tables = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not _are_tables(tables):
        return None
    tables.pop(WRITTEN, None)
    return dict(tables)


def writer(data: bytes) -> str:
    """The device that wrote a library file as it is; empty where it does not say, or not truly."""
    try:
        tables = json.loads(data)
        said = tables.pop(WRITTEN)["1"]
        by = said["by"]
        is_true = said["sum"] == _sum(tables)
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError, Refused):
        return ""
    return by if is_true and is_device(by) else ""


def _sum(tables: dict[str, Any]) -> str:
    """What changes with any word in `tables`: who edits a file by hand is not the device."""
    return f"{crc32(encode(tables)):08x}"


def is_device(text: object) -> bool:
    """Whether `text` can name a device. It becomes part of a file's name."""
    return isinstance(text, str) and _DEVICE.fullmatch(text) is not None


def dump(tables: dict[str, Any], by: str = "") -> bytes:
    """`tables` as a library file, one field a line, written by the device `by`."""
    if by:
        tables = {**tables, WRITTEN: {"1": {"by": by, "sum": _sum(tables)}}}
    return to_utf8(json.dumps(tables, ensure_ascii=False, allow_nan=False, indent=1)) + b"\n"


def digest(data: bytes) -> str:
    """The name by which the journal knows a file's content."""
    return hashlib.sha256(data).hexdigest()


def private_path(shared: Path) -> Path:
    """The private half's file beside the shared one."""
    return shared.with_name(f"{shared.stem}{PRIVATE}")


def halves(path: Path) -> dict[str, Path]:
    """The files of the two halves, by the file that the conversation goes by (`entry_path`)."""
    half, other = synced.lone(path.name)
    if half:
        return {"shared": path.with_name(other), "private": path}
    return {"shared": path, "private": private_path(path)}


def entry_path(file: Path) -> Path:
    """The file that a conversation goes by, for the file of either half: mostly the shared one."""
    return file.with_name(entry_name(file.name))


def entry_name(name: str) -> str:
    """The same for names alone."""
    half, other = synced.lone(name)
    if half:
        return name if half == "private" else other
    return f"{name.removesuffix(PRIVATE)}.json" if name.endswith(PRIVATE) else name


def meta(tables: Tables) -> dict[str, Any]:
    """What a half says of itself: `schema`, `id`; the private one also `state`, `plan_key`."""
    return dict(tables.get("meta", {}).get("1", {}))


def check_schema(tables: dict[str, Any], name: str) -> None:
    """Refuse tables of a later version of mqi.

    Raises:
        TooNew: they are; `name` is the file's.
    """
    if _schema(tables) > SCHEMA:
        raise TooNew(name)


def is_older(tables: dict[str, Any]) -> bool:
    """Whether `tables` must be migrated."""
    return _schema(tables) < SCHEMA


def migrated(tables: dict[str, Any]) -> dict[str, Any]:
    """A copy of `tables` in today's schema."""
    new: dict[str, Any] = copied(tables)
    for version in range(_schema(tables), SCHEMA):
        new = MIGRATIONS[version](new)
        new["meta"]["1"]["schema"] = version + 1
    return new


def aside(path: Path, when: str) -> Path:
    """Where another version of a file may lie beside it."""
    stem, half, _ = path.name.partition(".private.json")
    stem = stem if half else path.stem
    return path.with_name(f"{stem} (other version {when}){half or '.json'}")


def _schema(tables: dict[str, Any]) -> int:
    schema = meta(tables).get("schema", SCHEMA)
    return schema if isinstance(schema, int) else SCHEMA


def _are_tables(tables: Any) -> bool:
    return isinstance(tables, dict) and all(
        isinstance(docs, dict)
        and all(key.isdecimal() and isinstance(doc, dict) for key, doc in docs.items())
        for docs in tables.values()
    )
