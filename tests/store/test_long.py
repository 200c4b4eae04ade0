"""Long logs and thousands of notes: written is what changed, and old journals still open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from mqi_tui.store import revision_log as ledger_module
from mqi_tui.store import storage
from mqi_tui.store.autosaver import Keeper
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from tests.store.conftest import ID, content, text_of, wait_for

LONG = "Rivera: why does each step hold, and S2 drew it. 😀\n" * 30_000


def journal(home: Home) -> list[Path]:
    return sorted((home.state / "journals" / ID).iterdir())


def published(keeper: Keeper) -> None:
    keeper.publish()
    wait_for(lambda: keeper._ledger.is_published, "published", timeout=60)


def test_a_publish_of_a_long_log_adds_what_changed_to_the_journal(home: Home) -> None:
    keeper = Library(home).create(**content(LONG))
    published(keeper)
    before = sum(path.stat().st_size for path in journal(home))
    for number in range(8):
        keeper.put(shared={"log": {"1": {"text": f"{LONG}typed {number}"}}})
        assert keeper.flush(60)
        published(keeper)
    grown = sum(path.stat().st_size for path in journal(home)) - before
    assert len(journal(home)) == 1
    assert grown < 8 * 2000
    keeper.close()
    assert text_of(Library(home).read(ID).shared) == f"{LONG}typed 7"


def test_a_generation_ends_when_its_changes_outweigh_its_beginning(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_module, "LONG", 2000)
    keeper = Library(home).create(**content("begun"))
    published(keeper)
    for number in range(12):
        keeper.put(shared={"log": {"1": {"text": f"{number} " * 300}}})
        assert keeper.flush(60)
        published(keeper)
    assert 1 < len(journal(home)) < 12
    texts = [text_of(record.shared) for _, record in Library(home).history(ID)]
    assert texts[-1] == "11 " * 300
    keeper.close()


def test_one_note_more_among_thousands_is_one_line_and_few_readings(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = {str(n): {"text": f"note {n} on what was said", "at": n} for n in range(1, 10_001)}
    both = content()
    both["private"]["notes"] = notes
    calls: list[str] = []
    real = storage.JournalledStorage.write

    def write(self: Any, data: Any) -> None:
        calls.append("write")
        real(self, data)

    monkeypatch.setattr(storage.JournalledStorage, "write", write)
    keeper = Library(home).create(**both)
    assert keeper.flush(60)
    assert len(calls) < 20, "however many documents: a few writes"
    published(keeper)
    before = sum(path.stat().st_size for path in journal(home))
    keeper.put(private={"notes": {**notes, "10001": {"text": "one more"}}})
    assert keeper.flush(60)
    assert sum(path.stat().st_size for path in journal(home)) - before < 300
    keeper.close()


def test_a_refused_document_among_many_is_refused_alone(home: Home) -> None:
    keeper = Library(home).create(**content())
    assert keeper.flush(5)
    notes = {str(n): {"text": f"note {n}"} for n in range(1, 6)}
    keeper.put(private={"notes": {**notes, "3": {"text": float("nan")}}})
    wait_for(lambda: keeper.status.word == "NOT SAVED", "it is told")
    kept = Library(home).read(ID).private["notes"]
    assert {key: note["text"] for key, note in kept.items()} == {
        key: note["text"] for key, note in notes.items() if key != "3"
    }
    keeper.put(private={"notes": notes})
    assert keeper.flush(5)
    keeper.close()


OLD = [
    {"rev": 1, "at": "2026-11-24T16:00:00.000+00:00", "full": {
        "shared": {"meta": {"1": {"schema": 1, "id": ID}}, "log": {"1": {"text": "one"}}},
        "private": {"meta": {"1": {"schema": 1, "id": ID, "state": "live"}}},
    }, "path": "2026/2026-11-24 rivera 6.json", "known": {"shared": {}, "private": {}}, "done": []},
    {"rev": 2, "at": "2026-11-24T16:01:00.000+00:00",
     "set": [[["shared", "log", "1", "text"], "one, two"]]},
    {"rev": 2, "at": "2026-11-24T16:01:05.000+00:00", "publish": {"shared": "0" * 64}},
    {"rev": 2, "at": "2026-11-24T16:01:05.001+00:00", "done": ["shared"]},
    {"rev": 3, "at": "2026-11-24T16:02:00.000+00:00",
     "set": [[["shared", "log", "1", "text"], 3, 0, " and"]]},
]  # fmt: skip


def test_a_journal_of_an_earlier_version_opens(home: Home) -> None:
    folder = home.state / "journals" / ID
    folder.mkdir(parents=True)
    lines = [json.dumps(line, separators=(",", ":")).encode() for line in OLD]
    whole = b"".join(b"%08x %b\n" % (crc32(line), line) for line in lines)
    (folder / "000001.jsonl").write_bytes(whole)
    record = Library(home).read(ID)
    assert text_of(record.shared) == "one and, two"
    assert [revision.rev for revision, _ in Library(home).history(ID)] == [1, 2, 3]
