"""The library files: two TinyDB files a conversation, readable by people and by plain TinyDB."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from mqi_tui.store.changes import Tables, copied, to_utf8
from mqi_tui.store.errors import StoreError, TooNew, reason

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


def look(path: Path) -> Found:
    """The library file at `path`.

    Raises:
        StoreError: it is there but cannot be read now (not downloaded yet, not allowed).
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Found(path, None, None)
    except OSError as error:
        raise StoreError(f'"{path.name}" cannot be read now: {reason(error)}') from error
    return Found(path, data, parse(data))


def parse(data: bytes) -> dict[str, Any] | None:
    """The tables in `data`; None if it is no TinyDB file."""
    try:
        tables = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return tables if _are_tables(tables) else None


def dump(tables: dict[str, Any]) -> bytes:
    """`tables` as a library file, one field a line."""
    return to_utf8(json.dumps(tables, ensure_ascii=False, allow_nan=False, indent=1)) + b"\n"


def digest(data: bytes) -> str:
    """The name by which the journal knows a file's content."""
    return hashlib.sha256(data).hexdigest()


def private_path(shared: Path) -> Path:
    """The private half's file beside the shared one."""
    return shared.with_name(f"{shared.stem}.private.json")


def shared_path(half: Path) -> Path:
    """The shared half's file, for the file of either half."""
    return half.with_name(f"{half.name.removesuffix('.json').removesuffix('.private')}.json")


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


def set_aside(path: Path, now: datetime, *, damaged: bool) -> Path:
    """Rename a file that we did not write and must not overwrite; returns its new path."""
    for number in range(100):
        target = _aside(path, f"{now:%Y-%m-%d %H%M%S}{f' {number}' if number else ''}", damaged)
        if not target.exists():
            return path.rename(target)
    raise FileExistsError(path)


def _aside(path: Path, when: str, damaged: bool) -> Path:
    if damaged:
        return path.with_name(f"{path.name}.damaged-{when}")
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
