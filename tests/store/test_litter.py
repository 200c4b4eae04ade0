"""What killed processes leave half-written goes; what a living one writes does not."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import pytest

from mqi_tui.services import export_writer
from mqi_tui.store import atomic, backups, litter, lock
from mqi_tui.store.errors import StoreError
from mqi_tui.store.home import Home, make_folder
from mqi_tui.store.library import Library
from mqi_tui.systems import here
from tests.store.conftest import ID
from tests.store.test_erase import traces, two
from tests.torture.faults import Faults, dying, faulty, in_a_child

DAY = datetime(2026, 11, 25, 12, tzinfo=UTC)


def stop_in_a_backup(home: Home) -> None:
    """Die when all of it is written, and not yet in its place."""

    def dies() -> None:
        with faulty(Faults(home.library.parent, 0, dying)) as faults:
            faults.at = -1
            met = faults.met

            def until(what: str) -> None:
                met(what)
                if what in ("fdatasync", "fsync"):
                    dying()

            faults.met = until  # type: ignore[method-assign]
            backups.make(home, DAY)

    in_a_child(dies)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
def test_half_a_backup_tells_nothing_of_what_was_deleted_for_good(
    library: Library, home: Home
) -> None:
    two(library)
    stop_in_a_backup(home)
    [left] = backups.folder(home).iterdir()
    assert left.suffix == atomic.LITTER
    library.trash(ID)
    library.delete_trashed(ID)
    assert not left.exists()
    assert traces(home, "rivera", ID) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
def test_half_a_backup_is_gone_at_the_next_start(library: Library, home: Home) -> None:
    two(library)
    stop_in_a_backup(home)
    Library(home, now=lambda: DAY).tidy()
    assert [path.name for path in backups.folder(home).iterdir()] == ["library-2026-11-25.zip"]


def test_everything_half_written_goes_wherever_it_lies(library: Library, home: Home) -> None:
    two(library)
    for folder in (home.library / "2026", home.state, home.exports / "a talk", home.config):
        (make_folder(folder) / f".some file.00ff{atomic.LITTER}").write_text("half")
    library.tidy()
    assert not [*home.library.parent.rglob(f"*{atomic.LITTER}")]


@pytest.mark.skipif(sys.platform == "win32", reason="open files cannot be removed there")
def test_what_is_being_written_just_now_stays(library: Library, home: Home) -> None:
    two(library)
    library.trash(ID)
    path = make_folder(backups.folder(home)) / "library-2026-11-25.zip"
    with atomic.replacing(path) as file:
        file.write(b"PK")
        litter.sweep(home)
        with pytest.raises(StoreError, match="a backup is being made"):
            library.delete_trashed(ID)
        assert library.trashed() == [ID], "it can be tried again"
    assert path.exists()
    library.delete_trashed(ID)
    assert library.trashed() == []


def test_where_the_filesystem_knows_no_locks_it_goes_all_the_same(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(_: int) -> bool:
        raise OSError(95, "not supported")

    monkeypatch.setattr(here, "locked", none)
    (make_folder(home.state) / f".x.00{atomic.LITTER}").write_text("half")
    litter.sweep(home)
    assert list(home.state.iterdir()) == []
    assert lock.holder(home.state / "locks", ID) == 0


def test_an_export_removes_what_was_left_in_its_place(home: Home) -> None:
    path = make_folder(home.exports) / "Log.md"
    (home.exports / f".Log.md.00ff{atomic.LITTER}").write_text("half")
    export_writer.put(path, b"whole")
    assert [*home.exports.iterdir()] == [path]
