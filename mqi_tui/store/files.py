"""The library files: two TinyDB files a conversation, readable by people and by plain TinyDB."""

from __future__ import annotations

import hashlib
import json
import math
import re
import stat
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zlib import crc32

from mqi_tui.files import strict
from mqi_tui.store import synced
from mqi_tui.store.changes import Tables, copied, encode, to_utf8
from mqi_tui.store.errors import OfNoVersion, OnlineOnly, Refused, StoreError, TooNew, reason
from mqi_tui.store.replay import are_tables
from mqi_tui.systems import here

LARGEST = 64_000_000
"""Bytes of a library file. A log that is written for years has not one of them."""
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
    """None where the file is missing, or is no sound TinyDB file."""
    wrong: str = ""
    """What is wrong with a TinyDB file that is not sound, in a line that names the field."""
    stranger: str = ""
    """The id of the other conversation to which it belongs."""
    said: Mapping[str, Any] = field(default_factory=dict)
    """The tables, sound or not: good for a name and a version alone."""

    @property
    def hash(self) -> str:
        """The name by which the journal knows the content; empty where there is none."""
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
        if about.st_size > LARGEST:
            raise StoreError(
                f'"{path.name}" is larger than {LARGEST // 1_000_000} MB: no log of ours'
            )
        data = _fetched(path, patience) if here.is_away(about) else path.read_bytes()
    except FileNotFoundError:
        if placeholder(path).exists():
            raise OnlineOnly(path.name) from None
        return Found(path, None, None)
    except OSError as error:
        raise StoreError(f'"{path.name}" cannot be read now: {reason(error)}') from error
    return _judged(path, data)


def _judged(path: Path, data: bytes) -> Found:
    try:
        parsed = strict.read(data)
    except ValueError:
        return Found(path, data, None)
    if not are_tables(parsed.value):
        return Found(path, data, None)
    tables = {name: table for name, table in parsed.value.items() if name != WRITTEN}
    return Found(path, data, None if parsed.wrong else tables, parsed.wrong, "", tables)


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
    """The tables in `data`; None if it is no sound TinyDB file."""
    return _judged(Path(), data).tables


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


def check_schema(tables: Tables, name: str, default: object = None) -> None:
    """Refuse tables of any version of mqi that is not known here, however it is spelled.

    `default`: what counts where they do not say it.

    Raises:
        TooNew, OfNoVersion: they are; `name` is the file's.
    """
    schema = meta(tables).get("schema", default)
    if _is_later(schema):
        raise TooNew(name)
    if type(schema) is not int or any(n not in MIGRATIONS for n in range(schema, SCHEMA)):
        raise OfNoVersion(name)


def _is_later(schema: object) -> bool:
    """Whether this is the number of a later version, as whoever may have spelled it."""
    if isinstance(schema, list):
        return any(map(_is_later, schema))
    if isinstance(schema, str):
        return _is_later(_number(schema))
    return isinstance(schema, (int, float)) and not isinstance(schema, bool) and schema > SCHEMA


def _number(text: str) -> float:
    try:
        return float(text.strip().lstrip("vV"))
    except ValueError:
        return math.nan


def is_older(tables: Tables) -> bool:
    """Whether `tables`, of a version that is known, must be migrated."""
    return _schema(tables) < SCHEMA


def migrated(tables: Tables) -> dict[str, Any]:
    """A copy of `tables`, of a version that is known, in today's schema."""
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


def _schema(tables: Tables) -> int:
    return int(meta(tables).get("schema", SCHEMA))
