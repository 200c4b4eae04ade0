"""TinyDB over the ledger."""

from __future__ import annotations

from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from mqi_tui.store.changes import Tables
from mqi_tui.store.errors import Refused
from mqi_tui.store.ledger import Ledger


class JournalledStorage(Storage):
    """One half of a conversation as a TinyDB storage: `TinyDB(ledger, "shared", storage=…)`.

    A write is in memory when it returns, and durable after `ledger.commit()`, which makes one
    revision of all the writes before it. A refused write changes nothing.
    """

    def __init__(self, ledger: Ledger, half: str) -> None:
        self._ledger = ledger
        self._half = half

    def read(self) -> dict[str, dict[str, Any]]:
        # TinyDB changes what it was given before it writes, so it is given a copy.
        return self._ledger.read(self._half)

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        self._ledger.stage(self._half, data)


def open_half(ledger: Ledger, half: str) -> TinyDB:
    """The TinyDB database of one half."""
    return TinyDB(ledger, half, storage=JournalledStorage)


def fill(database: TinyDB, tables: Tables) -> None:
    """Let each table named in `tables` hold exactly the documents given; others stay.

    Raises:
        Refused: a document cannot be written. All others were.
    """
    refused: list[Refused] = []
    present = database.storage.read() or {}
    for name, documents in tables.items():
        table, old = database.table(name), present.get(name, {})
        gone = [int(key) for key in old if key not in documents]
        if gone or name not in present:
            table.remove(doc_ids=gone)
        for key, document in documents.items():
            if old.get(key) != document:
                _put(table, Document(document, int(key)), refused)
    if refused:
        raise refused[0]


def _put(table: Table, document: Document, refused: list[Refused]) -> None:
    def replace(stored: Any) -> None:
        stored.clear()
        stored.update(document)

    try:
        # Not `upsert`, which would keep the fields that the new document lacks.
        if not table.update(replace, doc_ids=[document.doc_id]):
            table.insert(document)
    except Refused as error:
        refused.append(error)
