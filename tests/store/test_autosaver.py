"""Put returns at once; "saved" is said when it is so; the newest wins."""

import json
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from mqi_tui.store import atomic
from mqi_tui.store import autosaver as keeper_module
from mqi_tui.store.autosaver import Keeper, Status
from mqi_tui.store.errors import Refused, StoreError
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from mqi_tui.store.storage import open_half
from tests.store.conftest import HEADER, ID, content, text_of, wait_for

Tables = dict[str, dict[str, dict[str, Any]]]


def test_what_is_flushed_is_read_by_others_at_once(library: Library, saved: Keeper) -> None:
    saved.put(shared={"log": {"1": {"text": "two"}}})
    assert saved.flush(5)
    record = library.read(ID)
    assert text_of(record.shared) == "two"
    assert record.shared["header"]["1"] == HEADER, "tables that were not named stay"


def test_the_newest_put_wins_and_fields_and_documents_go(library: Library, saved: Keeper) -> None:
    saved.put(private={"notes": {"1": {"text": "a", "code": "x"}, "2": {"text": "b"}}})
    assert saved.flush(5)
    saved.put(private={"notes": {"1": {"text": "old"}}})
    saved.put(private={"notes": {"1": {"text": "new"}, "3": {"text": "c"}}})
    assert saved.flush(5)
    assert library.read(ID).private["notes"] == {"1": {"text": "new"}, "3": {"text": "c"}}


def test_puts_in_quick_succession_are_one_revision(library: Library, saved: Keeper) -> None:
    before = len([one for one, _ in library.history(ID)])
    for n in range(50):
        saved.put(shared={"log": {"1": {"text": f"{n}"}}})
    assert saved.flush(5)
    assert text_of(library.read(ID).shared) == "49"
    assert len([one for one, _ in library.history(ID)]) - before <= 10


def test_what_stood_before_a_put_apart_can_be_restored(library: Library, saved: Keeper) -> None:
    """However quickly one follows the other, and although the conversation is closed at once."""
    for text, apart in (("all", False), ("nothing", True), ("a", False), ("b", True), ("c", True)):
        saved.put(shared={"log": {"1": {"text": text}}}, apart=apart)
    saved.close()
    assert text_of(library.read(ID).shared) == "c"
    revisions = [one.rev for one, _ in library.history(ID)]
    texts = [text_of(library.read(ID, rev).shared) for rev in revisions]
    assert {"all", "a", "b", "c"} <= set(texts)


def test_a_callable_is_called_on_the_writing_thread(library: Library, saved: Keeper) -> None:
    callers: list[str] = []

    def tables() -> Tables:
        callers.append(threading.current_thread().name)
        return {"log": {"1": {"text": "made"}}}

    saved.put(shared=tables)
    assert saved.flush(5)
    assert text_of(library.read(ID).shared) == "made"
    assert callers == [f"keeper {ID}"]


def test_both_files_are_plain_tinydb_files(home: Home, saved: Keeper) -> None:
    saved.close()
    folder = home.library / "2026"
    shared = TinyDB(folder / "2026-11-24 rivera 6.json")
    private = TinyDB(folder / "2026-11-24 rivera 6.private.json")
    assert shared.table("log").get(doc_id=1) == {"text": "one"}
    meta = {"state": "live", "plan_key": "key", "schema": 1, "id": ID}
    assert private.table("meta").get(doc_id=1) == meta
    assert "notes" not in shared.tables()


def test_everything_is_for_the_owner_alone(home: Home, saved: Keeper) -> None:
    saved.close()
    for path in [home.library, home.state, *home.library.rglob("*"), *home.state.rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path


def test_status_says_saving_then_saved(saved: Keeper) -> None:
    words: list[str] = []
    saved.on_status = lambda status: words.append(str(status))
    saved.put(shared={"log": {"1": {"text": "two"}}})
    assert str(saved.status) == "saving"
    assert saved.flush(5)
    assert str(saved.status) == "saved"
    assert saved.status.at is not None
    wait_for(lambda: words == ["saving", "saved"], "both words were told")


def test_a_refused_document_is_told_and_does_not_poison_the_rest(
    library: Library, saved: Keeper
) -> None:
    bad: dict[str, dict[str, Any]] = {"1": {"text": "good"}, "2": {"minutes": float("nan")}}
    saved.put(shared={"log": {"1": {"text": "two"}}}, private={"notes": bad})
    wait_for(lambda: saved.status.word == "NOT SAVED", "the refusal is told")
    assert not saved.flush(0.1)
    record = library.read(ID)
    assert text_of(record.shared) == "two"
    assert record.private["notes"] == {"1": {"text": "good"}}
    saved.publish()
    wait_for(lambda: saved._ledger.is_published, "what is good reaches the files too")
    saved.put(private={"notes": {"1": {"text": "good"}, "2": {"minutes": 3}}})
    assert saved.flush(5)
    assert str(saved.status) == "saved"
    assert library.read(ID).private["notes"]["2"] == {"minutes": 3}


def test_a_write_refused_by_the_storage_leaves_tinydb_usable(saved: Keeper) -> None:
    saved.close()
    database = open_half(saved._ledger, "private")
    with pytest.raises(Refused):
        database.table("notes").insert({"minutes": float("nan")})
    with pytest.raises(Refused):
        database.table("meta").update({"state": float("inf")}, doc_ids=[1])
    assert database.table("notes").all() == []
    database.table("notes").insert({"minutes": 3})
    assert json.dumps(saved._ledger.state["private"]["notes"]) == '{"2": {"minutes": 3}}'


def test_a_source_that_fails_is_told_until_a_newer_one_works(
    library: Library, saved: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper_module, "RETRY", 0.01)

    def fail() -> Tables:
        raise KeyError("a bug")

    saved.put(shared=fail, private={"notes": {"1": {"text": "kept"}}})
    wait_for(lambda: saved.status == Status("NOT SAVED", "KeyError", saved.status.at), "told")
    assert library.read(ID).private["notes"] == {"1": {"text": "kept"}}, "the other half is saved"
    assert not saved.flush(0.2), "trying again does not make it good"
    saved.put(shared={"log": {"1": {"text": "two"}}})
    assert saved.flush(5)
    assert text_of(library.read(ID).shared) == "two"


def test_a_disk_that_does_not_answer_is_not_saved_after_a_second(
    saved: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = threading.Event()
    real = atomic.sync

    def hang(descriptor: int) -> None:
        answer.wait(20)
        real(descriptor)

    monkeypatch.setattr(keeper_module, "LATE", 0.2)
    monkeypatch.setattr(atomic, "sync", hang)
    started = time.monotonic()
    saved.put(shared={"log": {"1": {"text": "two"}}})
    assert time.monotonic() - started < 5, "put waited for the disk"
    wait_for(lambda: saved.status.word == "NOT SAVED", "the delay is told")
    assert "does not answer" in saved.status.reason
    answer.set()
    assert saved.flush(5)
    assert str(saved.status) == "saved"


def test_changes_reach_the_library_file_within_seconds(
    home: Home, saved: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper_module, "PUBLISH", 0.2)
    path = home.library / "2026" / "2026-11-24 rivera 6.json"
    saved.put(shared={"log": {"1": {"text": "published by itself"}}})
    wait_for(lambda: "published by itself" in path.read_text(), "the file is replaced")


def test_a_fault_of_the_screen_does_not_stop_the_saving(library: Library, saved: Keeper) -> None:
    def fail(status: Status) -> None:
        raise RuntimeError(status)

    saved.on_status = fail
    for text in ("two", "three"):
        saved.put(shared={"log": {"1": {"text": text}}})
        assert saved.flush(5)
    assert text_of(library.read(ID).shared) == "three"


def test_a_closed_keeper_takes_nothing_and_can_be_closed_again(saved: Keeper) -> None:
    saved.put(shared={"log": {"1": {"text": "last"}}})
    saved.close()
    assert str(saved.status) == "saved"
    assert not saved._thread.is_alive()
    saved.close()
    with pytest.raises(StoreError):
        saved.put(shared=content()["shared"])


def test_a_long_journal_goes_on_in_a_new_generation(
    library: Library, home: Home, saved: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mqi_tui.store.revision_log.LONG", 100)
    texts = [f"text {n}" for n in range(16)]
    for text in texts:
        saved.put(shared={"log": {"1": {"text": text}}})
        assert saved.flush(5)
        saved.publish()
        wait_for(lambda: saved._ledger.is_published, "published")
    journal: Path = home.state / "journals" / ID
    assert len(list(journal.iterdir())) > 3
    seen = [text_of(library.read(ID, revision.rev).shared) for revision, _ in library.history(ID)]
    assert list(dict.fromkeys(seen)) == ["one", *texts]
