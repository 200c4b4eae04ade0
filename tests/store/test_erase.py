"""Deleted for good: not a byte in the home tells of it any more, and nothing else is touched."""

from __future__ import annotations

import json
import os
import shutil
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mqi_tui.store import atomic, backups
from mqi_tui.store.errors import InUse, NotFound, StoreError
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from mqi_tui.store.lock import Lock
from mqi_tui.store.share_state import Address, Meeting
from mqi_tui.store.tidying import empty_trash
from tests.store.conftest import HEADER, ID, content
from tests.store.test_library import tidied_on

OTHER = "2026-12-08-lark-1"


def make(library: Library, **header: object) -> str:
    """A closed conversation that was written in; its id."""
    both = content()
    both["shared"]["header"] = {"1": {**HEADER, **header}}
    keeper = library.create(**both)
    keeper.put(private={"notes": {"1": {"text": f"about {header['teacher']}"}}})
    keeper.close()
    return keeper.id


def two(library: Library) -> None:
    """Two conversations with two teachers."""
    make(library, teacher="Ms. Rivera")
    make(library, teacher="Ms. Lark", when="2026-12-08 16:00", cycle=1)
    library.entries()


def traces(home: Home, *words: str) -> list[str]:
    """Where one of these words stands: in names, in files, in what is packed into them."""
    root = home.library.parent
    sought = [word.casefold().encode() for word in words]
    found = []
    for path in root.rglob("*"):
        texts = [path.relative_to(root).as_posix().encode()]
        if path.is_file():
            texts.append(path.read_bytes())
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as zipped:
                texts += [zipped.read(name) for name in zipped.namelist()]
        if any(word in text.lower() for word in sought for text in texts):
            found.append(path.relative_to(root).as_posix())
    return found


def full_of_traces(library: Library, home: Home) -> None:
    """Wherever something of a conversation may be left, something is."""
    for day in (20, 21):
        backups.make(home, datetime(2026, 11, day, tzinfo=UTC))
        make(library, teacher="Ms. Rivera", cycle=day)
    library.trash(f"{ID[:-2]}-20")
    library.trash(f"{ID[:-2]}-21")
    (home.state / "backups" / "2026-11-24 rivera 6.json").write_text("Ms. Rivera")
    meeting = Meeting(home)
    tokens = {"c" * 22: "coach", "w" * 22: "window"}
    meeting.announce(Address(ID, "0123456789abcdef", 1, tokens))
    meeting.ask(ID)
    for room in ("0123456789abcdef", "older"):
        updates = meeting.updates(room)
        updates.append(b"Rivera said")
        updates.close()
    os.utime(home.state / "share" / "older.updates", (time.time() - 9999,) * 2)
    for name in ("0123456789abcdef.half.tmp", "address.json.half.tmp"):
        (home.state / "share" / name).write_text("Ms. Rivera, half written")
        os.utime(home.state / "share" / name, (time.time() - 60,) * 2)


def test_after_the_trash_is_emptied_no_byte_tells_of_it(library: Library, home: Home) -> None:
    two(library)
    full_of_traces(library, home)
    library.trash(ID)
    litter = f".2026-11-24 rivera 6.json.00ff{atomic.LITTER}"
    (home.library / "2026" / litter).write_text("Ms. Rivera")
    kept = {path: path.read_bytes() for path in home.library.rglob("*lark*.json")}
    assert len(traces(home, "rivera")) > 12
    assert empty_trash(library, home) == 3
    assert traces(home, "rivera", ID) == []
    assert library.trashed() == []
    assert {path: path.read_bytes() for path in kept} == kept
    assert [entry.id for entry in Library(home).entries()] == [OTHER]
    assert [entry.id for entry in Library(home).remembered()] == [OTHER]
    assert [one for one, _ in library.history(OTHER)]


def test_the_last_conversation_of_all_leaves_no_trace_in_the_index(
    library: Library, home: Home
) -> None:
    make(library, teacher="Ms. Rivera")
    library.entries()
    library.trash(ID)
    assert "state/index.json" in traces(home, "rivera")
    library.delete_trashed(ID)
    assert traces(home, "rivera", ID) == []


def test_one_is_deleted_and_the_others_in_the_trash_stay(library: Library, home: Home) -> None:
    two(library)
    backups.make(home, datetime.now(UTC))
    library.trash(ID)
    library.trash(OTHER)
    library.delete_trashed(ID)
    assert library.trashed() == [OTHER]
    assert traces(home, "rivera", ID) == []
    assert backups.contents(backups.listed(home)[0]).keys() == {OTHER}
    library.restore_trashed(OTHER)
    assert library.read(OTHER)


def test_what_is_not_in_the_trash_is_not_deleted(library: Library, home: Home) -> None:
    two(library)
    with pytest.raises(NotFound):
        library.delete_trashed(ID)
    assert empty_trash(library, home) == 0
    assert {entry.id for entry in library.entries()} == {ID, OTHER}


def test_what_another_window_brings_back_just_now_is_not_deleted(
    library: Library, home: Home
) -> None:
    two(library)
    library.trash(ID)
    library.trash(OTHER)
    lock = Lock(home.state / "locks", ID)
    with pytest.raises(InUse):
        empty_trash(library, home)
    lock.release()
    assert library.trashed() == [ID], "the others are gone"


def test_the_tidy_takes_old_trash_with_all_its_traces(library: Library, home: Home) -> None:
    two(library)
    backups.make(home, datetime.now(UTC))
    library.trash(ID)
    tidied_on(home, range(0, 30, 7))
    assert library.trashed() == [ID]
    tidied_on(home, range(29, 32))
    assert traces(home, "rivera", ID) == []
    assert [entry.id for entry in library.entries()] == [OTHER]


def test_a_deletion_that_fails_is_told_and_can_be_repeated(
    library: Library, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    two(library)
    library.trash(ID)

    def refuse(_: Path) -> None:
        raise PermissionError(13, "held")

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", refuse)
        with pytest.raises(StoreError, match="not all could be deleted: writing is not allowed"):
            library.delete_trashed(ID)
    assert library.trashed() == [ID]
    library.delete_trashed(ID)
    assert traces(home, "rivera", ID) == []


def test_another_versions_deletion_leaves_the_first_as_it_is(library: Library, home: Home) -> None:
    two(library)
    year = home.library / "2026"
    copy = year / "2026-11-24 rivera 6 (conflicted copy).json"
    tables = json.loads((year / "2026-11-24 rivera 6.json").read_bytes())
    tables["log"]["1"]["text"] = "only in the copy"
    copy.write_text(json.dumps(tables))
    backups.make(home, datetime.now(UTC))
    version = next(entry for entry in library.entries() if entry.version_of)
    library.trash(version.id)
    library.delete_trashed(version.id)
    assert traces(home, "only in the copy", "conflicted copy") == []
    assert library.read(ID)
    assert backups.contents(backups.listed(home)[0]).keys() == {ID, OTHER}


def test_what_was_thrown_away_twice_under_one_id_goes_together(
    library: Library, home: Home, tmp_path: Path
) -> None:
    """As where a second version of a sync program took the place of the first."""
    id_ = make(library, teacher="Ms. Rivera")
    shutil.copytree(home.library, tmp_path / "second")
    library.trash(id_)
    shutil.copytree(tmp_path / "second", home.library, dirs_exist_ok=True)
    library.trash(id_)
    assert library.trashed() == [id_, id_]
    library.delete_trashed(*library.trashed())
    assert library.trashed() == []
    assert traces(home, "rivera") == []
