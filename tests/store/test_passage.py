"""Between library and trash: over the border of two disks, and with what earlier kills left."""

from __future__ import annotations

import errno
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mqi_tui.store import backups, exchange, passage, trash
from mqi_tui.store.errors import StoreError
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from tests.store.conftest import ID, text_of
from tests.store.test_library import make


def test_the_trash_may_lie_on_another_disk_than_the_library(
    library: Library, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(library)
    before = library.read(ID)
    renamed = exchange._rename

    def rename(source: Path, target: Path, swaps: bool) -> bool:
        if source.is_relative_to(home.library) != target.is_relative_to(home.library):
            raise OSError(errno.EXDEV, "another disk")
        return renamed(source, target, swaps)

    monkeypatch.setattr(exchange, "_rename", rename)
    library.trash(ID)
    assert library.trashed() == [ID]
    assert not [path for path in home.library.rglob("*") if path.is_file()]
    library.restore_trashed(ID)
    assert library.read(ID) == before
    assert library.trashed() == []


def test_half_a_folder_in_the_trash_takes_nothing_of_what_lives(
    library: Library, home: Home
) -> None:
    """As an earlier version of mqi left it when the disk refused the rest."""
    make(library)
    backups.make(home, datetime(2026, 11, 25, tzinfo=UTC))
    half = home.state / "trash" / f"{ID}@20261124T160000000000" / "library" / "2026"
    half.mkdir(parents=True)
    shutil.copy(home.library / "2026" / "2026-11-24 rivera 6.private.json", half)
    library.delete_trashed(ID)
    assert library.trashed() == []
    assert library.read(ID)
    [backup] = backups.listed(home)
    assert set(backups.contents(backup)[ID]) == {
        "2026/2026-11-24 rivera 6.json",
        "2026/2026-11-24 rivera 6.private.json",
    }


def test_what_took_the_place_of_a_file_on_its_way_stays_and_both_are_kept(
    library: Library, home: Home
) -> None:
    make(library)
    shutil.copytree(home.library, home.library.parent / "copy")
    library.trash(ID)
    [folder] = passage.folders(home)
    passage.mark(folder, passage.MOVING)
    path = home.library / "2026" / "2026-11-24 rivera 6.json"
    shutil.copytree(home.library.parent / "copy", home.library, dirs_exist_ok=True)
    path.write_text(path.read_text().replace("one", "from elsewhere"))
    library.entries()
    assert passage.folders(home) == []
    texts = {text_of(library.read(entry.id).shared) for entry in library.entries()}
    assert len(texts) == len([*home.library.rglob("*6*.json")]) - 1


def test_a_trash_that_cannot_be_looked_at_is_told(
    library: Library, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(library)
    library.trash(ID)

    def refuse(*_: object) -> None:
        raise OSError(errno.EIO, "input/output error")

    monkeypatch.setattr(trash, "names_in", refuse)
    with pytest.raises(StoreError, match="the disk reports an error"):
        library.delete_trashed(ID)
    monkeypatch.undo()
    assert library.trashed() == [ID]
    library.delete_trashed(ID)
    assert library.trashed() == []


def test_a_file_that_could_not_be_read_once_is_looked_at_again(
    library: Library, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(library)
    (home.state / "index.json").unlink()
    monkeypatch.setattr("mqi_tui.store.catalogue.MANY", 0)

    def refuse(_: Path) -> bytes:
        raise OSError(errno.EIO, "input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", refuse)
        assert [entry.note for entry in library.entries()] != [""]
    assert [entry.note for entry in Library(home).entries()] == [""]
