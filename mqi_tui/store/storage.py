"""TinyDB over the ledger."""

from __future__ import annotations

from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from mqi_tui.store.changes import Tables
from mqi_tui.store.errors import Refused
from mqi_tui.store.revision_log import Ledger


class JournalledStorage(Storage):
    """One half of a conversation as a TinyDB storage: `TinyDB(ledger, "shared", storage=…)`.

    A write is in memory when it returns, and durable after `ledger.commit()`, which makes one
    revision of all the writes before it. A refused write changes nothing.
    """

    def __init__(self, ledger: Ledger, half: str) -> None:
        self._ledger = ledger
        self._half = half

    def read(self) -> dict[str, dict[str, Any]]:
        """All tables of the half: name to number to document, in copies that may be changed."""
        # TinyDB changes documents that it was given before it writes, so it is given copies of
        # them; not of what is in them, which is replaced and never changed: there may be thousands.
        return {
            name: {key: dict(document) for key, document in documents.items()}
            for name, documents in self._ledger.state[self._half].items()
        }

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Take in all tables of the half; durable after `ledger.commit()`.

        Raises:
            Refused: they hold what cannot be written; nothing has changed then.
        """
        self._ledger.stage(self._half, data)


def open_half(ledger: Ledger, half: str) -> TinyDB:
    """The TinyDB database of one half."""
    return TinyDB(ledger, half, storage=JournalledStorage)


def fill(database: TinyDB, tables: Tables) -> None:
    """Let each table named in `tables` hold exactly the documents given; others stay.

    However many documents change, TinyDB reads and writes a few times only.

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
        new = [
            Document(document, int(key))
            for key, document in documents.items()
            if old.get(key) != document
        ]
        _put_all(table, new, {int(key) for key in old}, refused)
    if refused:
        raise refused[0]


def _put_all(table: Table, new: list[Document], old: set[int], refused: list[Refused]) -> None:
    """All at once; one after the other where one of them is refused."""
    try:
        _replace(table, [document for document in new if document.doc_id in old])
        if added := [document for document in new if document.doc_id not in old]:
            table.insert_multiple(added)
    except Refused as error:
        if len(new) == 1:
            refused.append(error)
            return
        there = {document.doc_id for document in table}
        for document in new:
            _put_all(table, [document], there, refused)


def _replace(table: Table, new: list[Document]) -> None:
    """Not `upsert`, which would keep the fields that the new documents lack."""
    coming = iter(new)

    def replace(stored: Any) -> None:
        document = next(coming)  # TinyDB takes the ids in the order in which they are given
        stored.clear()
        stored.update(document)

    if new:
        table.update(replace, doc_ids=[document.doc_id for document in new])
