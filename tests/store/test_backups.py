"""Backups: one a day on which something changed; whole, few, and never in the way."""

from __future__ import annotations

import shutil
import sys
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mqi_tui.store import atomic, backups, files
from mqi_tui.store.errors import StoreError
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from mqi_tui.store.returning import bring_back
from tests.store.conftest import ID, text_of
from tests.store.test_library import make

DAY = datetime(2026, 11, 25, 12, tzinfo=UTC)


def write(library: Library, text: str, id_: str = ID) -> None:
    keeper = library.open(id_)
    keeper.put(shared={"log": {"1": {"text": text}}})
    keeper.close()


def on(home: Home, day: datetime) -> list[str]:
    """Tidy as the app does on that day; the days of which there are backups then."""
    Library(home, now=lambda: day).tidy()
    return [one.day for one in backups.listed(home)]


def lose(home: Home, *, journals: bool = True) -> None:
    """What a synced folder does at its worst, on a computer that has no journals."""
    shutil.rmtree(home.library)
    if journals:
        shutil.rmtree(home.state / "journals")


def test_there_is_one_a_day_and_only_of_days_with_a_change(library: Library, home: Home) -> None:
    assert on(home, DAY) == [], "of nothing there is no backup"
    make(library)
    assert on(home, DAY) == ["2026-11-25"]
    write(library, "two")
    assert on(home, DAY + timedelta(hours=1)) == ["2026-11-25"]
    assert b"two" not in _log(home), "once a day"
    assert on(home, DAY + timedelta(days=1)) == ["2026-11-26", "2026-11-25"]
    assert b"two" in _log(home)
    later = DAY + timedelta(days=2)
    assert on(home, later) == ["2026-11-26", "2026-11-25"]
    assert backups.listed(home)[0].at == later, "it is as of that day, though nothing changed"


def _log(home: Home) -> bytes:
    held = backups.contents(backups.listed(home)[0])[ID]
    return held["2026/2026-11-24 rivera 6.json"]


def test_each_is_whole_and_only_so_many_and_so_much_are_kept(
    library: Library, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make(library, cycle=7)
    make(library)
    for number in range(10):
        write(library, f"text {number}")
        days = on(home, DAY + timedelta(days=number))
    assert days == [f"2026-{day}" for day in
                    ("12-04", "12-03", "12-02", "12-01", "11-30", "11-29", "11-28")]  # fmt: skip
    for one in backups.listed(home):
        assert backups.contents(one).keys() == {ID, other}
    monkeypatch.setattr(backups, "MOST", 1)
    write(library, "more")
    assert on(home, DAY + timedelta(days=20)) == ["2026-12-15"], "the newest is always kept"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_backups_are_for_their_owner_alone(library: Library, home: Home) -> None:
    make(library)
    on(home, DAY)
    [one] = backups.listed(home)
    assert one.path.stat().st_mode & 0o777 == 0o600
    assert not list(one.path.parent.glob(f".*{atomic.LITTER}"))


def test_what_the_folder_lost_comes_back(library: Library, home: Home) -> None:
    make(library)
    write(library, "kept")
    on(home, DAY)
    lose(home)
    assert Library(home).entries() == []
    for later in range(1, 9):
        on(home, DAY + timedelta(days=later))
    make(Library(home), cycle=8)
    assert on(home, DAY + timedelta(days=9))[0] == "2026-12-04", "absence is never a deletion"
    assert len(bring_back(home, Library(home), "2026-12-04")) == 2
    assert text_of(Library(home).read(ID).shared) == "kept"
    assert bring_back(home, Library(home), "2026-12-04") == []


def test_nothing_that_is_there_is_overwritten(library: Library, home: Home) -> None:
    make(library)
    write(library, "old")
    on(home, DAY)
    write(library, "new")
    before = {path: path.read_bytes() for path in home.library.rglob("*.json")}
    assert bring_back(home, library, "2026-11-25") == []
    assert bring_back(home, library, "2026-11-25", ID) == [
        "2026/2026-11-24 rivera 6 (other version 2026-11-25).json"
    ]
    assert {path: path.read_bytes() for path in before} == before
    [version] = [entry for entry in library.entries() if entry.version_of == ID]
    assert text_of(library.read(version.id).shared) == "old"
    assert bring_back(home, library, "2026-11-25", ID) == [], "it is there already"


def test_what_is_newer_in_the_journal_stays_newer(library: Library, home: Home) -> None:
    make(library)
    write(library, "old")
    on(home, DAY)
    write(library, "new")
    lose(home, journals=False)
    assert bring_back(home, library, "2026-11-25") == []
    bring_back(home, library, "2026-11-25", ID)
    assert text_of(library.read(ID).shared) == "new"
    library.open(ID).close()
    assert b'"new"' in next(home.library.rglob("*6.json")).read_bytes()


def test_what_is_in_the_trash_is_not_brought_back(library: Library, home: Home) -> None:
    make(library)
    on(home, DAY)
    library.trash(ID)
    assert bring_back(home, library, "2026-11-25") == []
    library.restore_trashed(ID)
    assert library.read(ID)


def test_a_renamed_file_is_kept_once(library: Library, home: Home) -> None:
    make(library)
    on(home, DAY)
    path = home.library / "2026" / "2026-11-24 rivera 6.json"
    path.rename(path.with_name("mine.json"))
    files.private_path(path).rename(path.with_name("mine.private.json"))
    on(home, DAY + timedelta(days=1))
    assert set(backups.contents(backups.listed(home)[0])[ID]) == {
        "2026/mine.json",
        "2026/mine.private.json",
    }


def test_a_damaged_file_never_replaces_the_sound_one_of_before(
    library: Library, home: Home
) -> None:
    make(library)
    write(library, "sound")
    on(home, DAY)
    next(home.library.rglob("*6.json")).write_text("{")
    make(library, cycle=7)
    on(home, DAY + timedelta(days=1))
    assert b"sound" in _log(home)


def test_a_damaged_backup_stands_in_nobodys_way(library: Library, home: Home) -> None:
    make(library)
    on(home, DAY)
    backups.listed(home)[0].path.write_bytes(b"PK\3\4 no zip")
    with pytest.raises(StoreError, match="cannot be read"):
        bring_back(home, library, "2026-11-25")
    assert on(home, DAY + timedelta(days=1))[0] == "2026-11-26"
    assert backups.listed(home)[0].conversations() == 1
    library.trash(ID)
    library.delete_trashed(ID)


def test_a_full_disk_leaves_the_backup_of_before(
    library: Library, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(library)
    on(home, DAY)
    before = backups.listed(home)[0].path.read_bytes()
    write(library, "two")

    def full(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(atomic, "sync", full)
    with pytest.raises(StoreError, match="no backup could be made: no space left"):
        backups.make(home, DAY)
    monkeypatch.undo()
    assert backups.listed(home)[0].path.read_bytes() == before
    assert len(list(backups.folder(home).iterdir())) == 1


def test_a_name_in_a_backup_never_leads_out_of_the_library(library: Library, home: Home) -> None:
    make(library)
    on(home, DAY)
    [one] = backups.listed(home)
    with zipfile.ZipFile(one.path, "a") as zipped:
        for name in ("../outside.json", f"{home.library.parent}/absolute.json"):
            info = zipfile.ZipInfo(name)
            info.comment = b"lost-1\n1 1"
            zipped.writestr(info, b"{}")
    bring_back(home, library, "2026-11-25")
    assert not list(Path(home.library.parent).glob("*.json"))
