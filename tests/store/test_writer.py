"""The writing thread outlives whatever happens; and what goes while nothing is typed is told."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from mqi_tui.store import autosaver as keeping
from mqi_tui.store.autosaver import Keeper
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from mqi_tui.store.storage import JournalledStorage
from tests.store.conftest import ID, text_of, wait_for
from tests.store.test_recovery import put_text, shared_file

ERRORS = [
    MemoryError(),
    RecursionError("deep"),
    KeyError("schema"),
    ValueError("Out of range float values are not JSON compliant"),
    SystemExit(3),
    KeyboardInterrupt(),
    GeneratorExit(),
    AssertionError("private words"),
]
PLACES = [
    "mqi_tui.store.revision_log.Ledger.commit",
    "mqi_tui.store.revision_log.Ledger.stage",
    "mqi_tui.store.revision_log.Ledger.publish",
    "mqi_tui.store.revision_log.Ledger.check",
    "mqi_tui.store.journal.frame",
    "mqi_tui.store.autosaver.up_to_one_apart",
    "mqi_tui.store.autosaver.Keeper._gather",
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("error", ERRORS, ids=[type(error).__name__ for error in ERRORS])
def test_no_error_of_any_kind_ends_the_writing(
    library: Library,
    saved: Keeper,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    error: BaseException,
) -> None:
    met: list[bool] = []

    def fail(*_: Any, **__: Any) -> Any:
        met.append(True)
        raise error

    monkeypatch.setattr(keeping, "WATCH", 0.05)
    with monkeypatch.context() as patch:
        patch.setattr(place, fail)
        saved.put(shared={"log": {"1": {"text": "typed meanwhile"}}})
        saved.publish()
        wait_for(lambda: met, "the error")
        told = saved.status
        assert "private words" not in told.reason
    assert saved._thread.is_alive()
    wait_for(lambda: str(saved.status) == "saved", "it is saved when the trouble is over")
    assert text_of(library.read(ID).shared) == "typed meanwhile"


def test_a_status_line_that_fails_does_not_stop_the_writing(saved: Keeper) -> None:
    def fail(_: object) -> None:
        raise SystemExit

    saved.on_status = fail
    put_text(saved, "two")
    assert saved._thread.is_alive()


def test_a_failed_save_keeps_all_that_was_put(
    library: Library, saved: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write that fails half-way, in memory, must not let journal and memory drift apart."""
    real, calls = JournalledStorage.write, [0]

    def sometimes(storage: JournalledStorage, data: Any) -> None:
        calls[0] += 1
        real(storage, data)
        if calls[0] % 2:
            raise MemoryError

    monkeypatch.setattr(JournalledStorage, "write", sometimes)
    for number in range(6):
        saved.put(
            shared={"log": {"1": {"text": f"text {number}"}}},
            private={"notes": {str(n): {"id": n, "text": "x"} for n in range(1, number + 1)}},
        )
    wait_for(lambda: str(saved.status) == "saved", "all is saved in the end")
    record = library.read(ID)
    assert text_of(record.shared) == "text 5"
    assert len(record.private["notes"]) == 5


def test_what_goes_while_nothing_is_typed_is_told_and_written_again(
    library: Library, home: Home, saved: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(keeping, "WATCH", 0.05)
    monkeypatch.setattr(keeping, "PUBLISH", 0.3)
    put_text(saved, "two")
    saved.publish()
    wait_for(lambda: saved._ledger.is_published, "published")
    saved.on_status = lambda status: told.append(f"{status}|{status.reason}")
    shutil.rmtree(home.state.parent)
    wait_for(lambda: any("NOT SAVED – the folder is gone" in one for one in told), "it is told")
    wait_for(shared_file(home).exists, "and written again")
    wait_for(lambda: saved.status.word == "saved", "saved")
    assert text_of(Library(home).read(ID).shared) == "two"
    assert any("was written again" in notice for notice in saved.notices)


def test_a_library_that_goes_while_nothing_is_typed_is_told(
    home: Home, saved: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "WATCH", 0.05)
    before = shared_file(home).read_bytes()
    shutil.rmtree(home.library)
    wait_for(lambda: saved.status.reason, "it is told")
    assert saved.status.word == "saved"
    assert "not in the library" in saved.notices[-1]
    shared_file(home).parent.mkdir(parents=True)
    shared_file(home).write_bytes(before)
    private = shared_file(home).with_name(f"{shared_file(home).stem}.private.json")
    saved._ledger.miss(["private"])
    saved.publish()
    wait_for(private.exists, "it is back")
    wait_for(lambda: not saved.status.reason, "trouble that is over is not told any more")


@pytest.mark.parametrize("what", ["read-only", "another disk"])
def test_a_disk_that_cannot_be_written_to_is_told_before_anything_is_typed(
    home: Home, saved: Keeper, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr(keeping, "WATCH", 0.05)
    if what == "read-only":
        real = os.access
        monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and real(path, mode))
        wait_for(lambda: saved.status.reason == "the disk is read-only", "it is told")
    else:
        saved._ledger._device = -1
        for path in shared_file(home).parent.iterdir():
            path.unlink()
        wait_for(lambda: saved.status.reason == "the disk is not there", "it is told")
        put_text(saved, "two")
        saved.publish()
        wait_for(lambda: not saved._publish_asked, "tried")
        assert not list(shared_file(home).parent.iterdir()), "nothing goes onto another disk"


def test_a_file_that_a_sync_program_changes_is_not_gone(
    home: Home, saved: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    path: Path = shared_file(home)
    data = path.read_bytes()
    monkeypatch.setattr(saved._ledger, "check", lambda: ["shared"])
    saved._gone = (0, 0.0)
    path.unlink()
    path.write_bytes(data)
    saved._ledger.miss(["shared"])
    assert saved._ledger.is_published
