"""A library in a synced folder: other versions, files that are online only, parts, litter."""

from __future__ import annotations

import errno
import json
import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from mqi_tui.store import files, folder, synced
from mqi_tui.store.autosaver import Keeper
from mqi_tui.store.entry import Entry
from mqi_tui.store.errors import Damaged, OnlineOnly, StoreError
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from mqi_tui.systems import here, macos, windows
from tests.store.conftest import ID, content, text_of

NAME = "2026-11-24 rivera 6"
TAGS = [
    " (conflicted copy 2026-11-25)",
    " (Ann's conflicted copy 2026-11-25)",
    "-DESKTOP-ABC",
    "-MYPC",
    " (1)",
    " 2",
    "_conflict",
    ".sync-conflict-20261125-101500-ABCDEFG",
    " (Case Conflict)",
]
"""What sync programs put behind a name."""


@pytest.fixture
def year(home: Home, saved: Keeper) -> Path:
    """The folder with the two files of a conversation, which is closed."""
    saved.put(private={"notes": {"1": {"text": "mine"}}})
    saved.close()
    return home.library / "2026"


def changed(path: Path, target: Path, **tables: Any) -> Path:
    """A copy of a library file with other tables in it."""
    target.write_bytes(files.dump({**json.loads(path.read_bytes()), **tables}))
    return target


def another(library: Library) -> Entry:
    """The one entry beside the conversation itself, which is as ever."""
    entries = {entry.id: entry for entry in library.entries()}
    assert entries.pop(ID).note == ""
    [(_, other)] = entries.items()
    return other


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("tag", TAGS)
def test_another_version_of_the_log_is_listed_and_read(
    library: Library, year: Path, tag: str
) -> None:
    changed(year / f"{NAME}.json", year / f"{NAME}{tag}.json", log={"1": {"text": "theirs"}})
    before = bytes_of(year)
    other = another(library)
    assert other.note == f"another version of {ID}: the log alone"
    assert (other.version_of, other.state, other.plan_key) == (ID, "version", "")
    record = library.read(other.id)
    assert text_of(record.shared) == "theirs"
    assert record.private["notes"]["1"]["text"] == "mine", "the other half is the first one's"
    assert text_of(library.read(ID).shared) == "one"
    assert bytes_of(year) == before


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("form", ["{}.private{}.json", "{}{}.private.json"])
def test_another_version_of_the_private_half_alone(
    library: Library, year: Path, tag: str, form: str
) -> None:
    name = form.format(NAME, tag)
    changed(year / f"{NAME}.private.json", year / name, notes={"1": {"text": "theirs"}})
    before = bytes_of(year)
    other = another(library)
    assert other.note.startswith(f"another version of {ID}")
    assert (other.plan_key, other.state) == ("", "version")
    assert (other.teacher, other.cycle, other.when) == ("Ms. Rivera", 6, "2026-11-24 16:00")
    assert [entry.id for entry in library.entries()] == [ID, other.id], "below the first"
    found = library.find("key")
    assert found
    assert found.id == ID
    record = library.read(other.id)
    assert record.private["notes"]["1"]["text"] == "theirs"
    assert text_of(record.shared) == "one", "the private half never stands for the shared one"
    assert "notes" not in record.shared
    assert library.read(ID).private["notes"]["1"]["text"] == "mine"
    assert bytes_of(year) == before


@pytest.mark.parametrize("tag", TAGS)
def test_both_halves_of_another_version_are_one_entry_or_two_but_never_mixed_up(
    library: Library, year: Path, tag: str
) -> None:
    shared, private = year / f"{NAME}.json", year / f"{NAME}.private.json"
    changed(shared, year / f"{NAME}{tag}.json", log={"1": {"text": "theirs"}})
    changed(private, year / f"{NAME}.private{tag}.json", notes={"1": {"text": "theirs"}})
    others = [entry for entry in library.entries() if entry.id != ID]
    told = [library.read(entry.id) for entry in others]
    seen = {(text_of(one.shared), one.private["notes"]["1"]["text"]) for one in told}
    assert seen == {("theirs", "mine"), ("one", "theirs")}


def test_a_second_conversation_is_not_taken_for_a_copy(library: Library, year: Path) -> None:
    """iCloud would call a copy of the first one just as the second one is called."""
    second = library.create(**content("second"))
    second.close()
    changed(year / f"{NAME}.private.json", year / f"{NAME}.private 2.json", notes={})
    entries = {entry.id: entry for entry in library.entries()}
    [copy] = entries.keys() - {ID, second.id}
    assert entries[copy].version_of == ID
    assert entries[second.id].note == ""
    assert text_of(library.read(second.id).shared) == "second"


@pytest.mark.parametrize("half", [".json", ".private.json"])
def test_a_version_never_takes_the_place_of_what_is_not_here(
    home: Home, year: Path, half: str
) -> None:
    """The first file did not come yet, and there is no journal: another computer wrote it."""
    lone = NAME + half.replace(".json", " (conflicted copy).json")
    (year / f"{NAME}{half}").rename(year / lone)
    for file in year.glob(f"{NAME}*"):
        if file.name != lone:
            file.unlink()
    shutil.rmtree(home.state)
    [entry] = Library(home).entries()
    assert (entry.state, entry.version_of) == ("version", ID)
    assert entry.id != ID
    assert Library(home).running() is None
    Library(home).read(entry.id)


def test_the_two_halves_of_a_lone_version_have_a_stamp_each(year: Path) -> None:
    name = f"{NAME}.private (1).json"
    shutil.copy(year / f"{NAME}.private.json", year / name)
    assert folder.pairs(year)[name][:2] == [0, 0]
    shutil.copy(year / f"{NAME}.json", year / f"{NAME}.shared (1).json")
    assert all(folder.pairs(year)[name])
    assert folder.pairs(year)[name] == folder.stamp(year / name)


def test_the_id_of_a_version_stays_whatever_others_come(library: Library, year: Path) -> None:
    shutil.copy(year / f"{NAME}.json", year / f"{NAME} (conflicted copy).json")
    before = another(library)
    shutil.copy(year / f"{NAME}.json", year / f"{NAME} (1).json")
    assert before.id in {entry.id for entry in library.entries()}
    assert library.read(before.id)


def test_a_version_goes_into_the_trash_and_back(library: Library, home: Home, year: Path) -> None:
    name = f"{NAME}.private (conflicted copy).json"
    changed(year / f"{NAME}.private.json", year / name, notes={"1": {"text": "theirs"}})
    before, other = bytes_of(year), another(library)
    library.trash(other.id)
    assert [entry.id for entry in library.entries()] == [ID]
    assert [one.entry.id for one in library.trashed_entries()] == [other.id]
    library.restore_trashed(other.id)
    assert bytes_of(year) == before
    assert another(Library(home)) == other


def test_a_version_opened_for_writing_leaves_the_first_as_it_is(
    library: Library, year: Path
) -> None:
    name = f"{NAME}.private (conflicted copy).json"
    changed(year / f"{NAME}.private.json", year / name, notes={"1": {"text": "theirs"}})
    first = {name: data for name, data in bytes_of(year).items() if "conflicted" not in name}
    other = another(library)
    keeper = library.open(other.id)
    keeper.put(shared={"log": {"1": {"text": "written"}}})
    keeper.close()
    assert first.items() <= bytes_of(year).items()
    record = library.read(other.id)
    assert (text_of(record.shared), record.private["notes"]["1"]["text"]) == ("written", "theirs")


# -- what is not here, or not all here ----------------------------------------------------------


@pytest.mark.parametrize("half", [".json", ".private.json"])
def test_what_icloud_has_put_away_is_listed_as_it_was_known(
    library: Library, home: Home, year: Path, half: str
) -> None:
    library.entries()
    path = year / f"{NAME}{half}"
    data = path.read_bytes()
    path.unlink()
    placeholder = year / f".{NAME}{half}.icloud"
    placeholder.write_bytes(b"bplist00")
    [entry] = Library(home).entries()
    assert (entry.id, entry.teacher) == (ID, "Ms. Rivera")
    assert entry.note == "online only: open the folder and download it"
    for deed in (library.read, library.open, library.trash):
        with pytest.raises(OnlineOnly, match="online only"):
            deed(ID)
    assert not path.exists(), "nothing is written in its place"
    placeholder.unlink()
    path.write_bytes(data)
    assert Library(home).entries()[0].note == ""
    assert library.read(ID)


def test_what_is_put_away_while_it_is_open_is_not_written_over(
    library: Library, home: Home, saved: Keeper
) -> None:
    path = home.library / "2026" / f"{NAME}.json"
    path.rename(path.with_name("elsewhere"))
    path.with_name(f".{path.name}.icloud").write_bytes(b"bplist00")
    saved.put(shared={"log": {"1": {"text": "two"}}})
    saved.close()
    assert (saved.status.word, path.exists()) == ("saved", False)
    assert "online only" in saved.status.reason


def test_of_a_library_that_is_all_online_only_the_names_are_listed(home: Home) -> None:
    year = home.library / "2026"
    year.mkdir(parents=True)
    for half in ("", ".private"):
        (year / f".{NAME}{half}.json.icloud").write_bytes(b"bplist00")
    [entry] = Library(home).entries()
    assert (entry.id, entry.state, entry.when) == (ID, "online only", "2026-11-24")
    assert synced.advice(entry.note)


@pytest.mark.parametrize(
    ("about", "is_away"),
    [
        ({}, False),
        ({"st_file_attributes": 0x20}, False),
        ({"st_file_attributes": 0x20 | 0x1000}, True),
        ({"st_file_attributes": 0x400000}, True),
        ({"st_file_attributes": 0x40000}, True),
        ({"st_flags": 0x40000000}, True),
        ({"st_flags": 0x40}, False),
    ],
)
def test_the_system_tells_what_is_online_only(about: dict[str, int], is_away: bool) -> None:
    found = SimpleNamespace(**about)
    assert (windows.is_away(found) or macos.is_away(found)) is is_away  # type: ignore[arg-type]


def test_a_list_never_fetches_a_file_and_opening_waits_only_so_long(
    library: Library, home: Home, year: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, read = threading.Event(), Path.read_bytes

    def slow(path: Path) -> bytes:
        if path.suffix == ".json" and NAME in path.name:
            gate.wait(20)
        return read(path)

    library.entries()
    monkeypatch.setattr(files, "_gave_up", [])
    monkeypatch.setattr(Path, "read_bytes", slow)
    monkeypatch.setattr(here, "is_away", lambda _: True)
    monkeypatch.setattr(files, "PATIENCE", 0.05)
    [entry] = Library(home).entries()
    assert (entry.teacher, entry.note[:11]) == ("Ms. Rivera", "online only")
    with pytest.raises(OnlineOnly):
        library.read(ID)
    monkeypatch.setattr(files, "PATIENCE", 60.0)
    with pytest.raises(OnlineOnly):
        library.read(ID)  # at once: hundreds that are not here do not add up to hours
    gate.set()
    monkeypatch.setattr(files, "DISCOURAGED", 0.0)
    assert text_of(library.read(ID).shared) == "one", "once it has come"


@pytest.mark.parametrize("cut", [0, 1, 40])
@pytest.mark.parametrize("half", [".json", ".private.json"])
def test_a_file_that_has_come_in_part_is_told_and_left_alone(
    home: Home, year: Path, half: str, cut: int
) -> None:
    shutil.rmtree(home.state)
    path = year / f"{NAME}{half}"
    path.write_bytes(path.read_bytes()[:cut])
    before, library = bytes_of(year), Library(home)
    [entry] = library.entries()
    assert entry.id == ID
    assert "not complete: still being synced?" in entry.note
    for deed in (library.read, library.open, library.trash):
        with pytest.raises(Damaged, match="still being synced"):
            deed(ID)
    assert bytes_of(year) == before


@pytest.mark.parametrize(
    "form", ["{}.json.part", "{}.private.json.crdownload", "{}.json.tmp", ".syncthing.{}.json.tmp"]
)
@pytest.mark.parametrize("whole", [True, False])
def test_a_download_under_way_is_listed_apart(
    library: Library, home: Home, year: Path, form: str, whole: bool
) -> None:
    half = ".private.json" if ".private" in form else ".json"
    part = year / form.format(NAME)
    part.write_bytes((year / f"{NAME}{half}").read_bytes()[: None if whole else 30])
    before, other = bytes_of(year), another(library)
    assert "not complete: still being synced?" in other.note
    assert other.state == "version"
    with pytest.raises(StoreError):
        library.open(other.id)
    if whole and half == ".private.json":
        assert "notes" not in library.read(other.id).shared
    assert bytes_of(year) == before
    library.trash(other.id)
    assert not part.exists()
    library.restore_trashed(other.id)
    assert bytes_of(year) == before


def test_a_file_that_cannot_be_read_while_offline_is_left_alone(
    library: Library, home: Home, year: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, read = bytes_of(year), Path.read_bytes

    def offline(path: Path) -> bytes:
        if path.name == f"{NAME}.json":
            raise TimeoutError(errno.ETIMEDOUT, "timed out")
        return read(path)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", offline)
        (home.state / "index.json").unlink()
        [entry] = Library(home).entries()
        assert (entry.id, entry.note) == (ID, "the shared file cannot be read")
        for deed in (library.read, library.open, library.trash):
            with pytest.raises(StoreError, match="cannot be read now"):
                deed(ID)
    assert bytes_of(year) == before
    assert text_of(library.read(ID).shared) == "one"


def test_what_was_damaged_and_set_aside_is_listed_with_what_to_do(
    library: Library, year: Path
) -> None:
    (year / f"{NAME}.json").write_text("{]}")
    library.open(ID).close()
    other = another(library)
    assert (other.state, other.note) == ("version", "damaged, kept as it was found")
    assert "trash" in synced.advice(other.note)


def _folder_with_one(path: Path) -> None:
    path.mkdir()
    shutil.copy(path.parent / f"{NAME}.json", path / f"{NAME}.json")


@pytest.mark.parametrize(
    ("name", "made"),
    [
        *((name, lambda path: path.write_bytes(b"x")) for name in (
            ".DS_Store", "desktop.ini", "Thumbs.db", f"~${NAME}.json", "Icon\r", ".dropbox.attr",
            f"._{NAME}.json", "x.part", "notes.json.tmp",
        )),
        *((name, _folder_with_one) for name in (".tmp.drivedownload", ".stversions")),
    ],
)  # fmt: skip
def test_litter_is_passed_over(
    library: Library, home: Home, year: Path, name: str, made: Callable[[Path], object]
) -> None:
    made(year / name)
    assert [entry.id for entry in library.entries()] == [ID]
    assert text_of(library.read(ID).shared) == "one"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_is_no_file_keeps_nobody_waiting(library: Library, year: Path) -> None:
    os.mkfifo(year / "2026-01-01 pipe.json")
    entries = {entry.id: entry.note for entry in library.entries()}
    assert entries == {ID: "", "2026-01-01-pipe": "the shared file cannot be read"}
    with pytest.raises(StoreError, match="is no file"):
        library.read("2026-01-01-pipe")
