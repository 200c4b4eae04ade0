"""Making, listing, finding, bringing back and throwing away conversations."""

import dataclasses
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from mqi_tui.store.autosaver import Keeper
from mqi_tui.store.errors import InUse, NotFound, StoreError
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from tests.store.conftest import HEADER, ID, content, crash, text_of

needs_links = pytest.mark.skipif(os.name == "nt", reason="a link needs a right of its own there")


def make(library: Library, **header: Any) -> str:
    """A closed conversation whose header has these fields; its id."""
    both = content()
    both["shared"]["header"] = {"1": {**HEADER, **header}}
    keeper = library.create(**both)
    keeper.close()
    return keeper.id


def test_entries_are_newest_first_with_the_fields_of_the_list(library: Library) -> None:
    make(library)
    make(library, when="2026-12-08 16:00", cycle=7)
    make(library, when="", teacher="", cycle=None)
    today = f"{datetime.now():%Y-%m-%d}"
    entries = library.entries()
    assert {entry.id for entry in entries} == {
        "2026-12-08-rivera-7",
        ID,
        f"{today}-teacher",
    }
    dated = [entry for entry in entries if entry.when]
    assert [entry.cycle for entry in dated] == [7, 6]
    newest = dated[0]
    assert (newest.teacher, newest.coach, newest.state, newest.plan_key, newest.note) == (
        "Ms. Rivera",
        "J. Okafor",
        "live",
        "key",
        "",
    )


def test_of_one_day_the_later_cycle_of_a_teacher_is_the_newer(library: Library) -> None:
    """Cycle 1 was agreed on for four, and held early; cycle 2 was held on the same day."""
    make(library, when="2026-11-24 16:00", cycle=1)
    make(library, when="2026-11-24 10:31", cycle=2)
    make(library, when="2026-11-24 12:00", teacher="Mr. Brown", cycle=9)
    found = [(entry.teacher, entry.cycle) for entry in library.entries()]
    assert found == [("Ms. Rivera", 2), ("Mr. Brown", 9), ("Ms. Rivera", 1)]


def test_ids_and_file_names_are_unique(library: Library, home: Home) -> None:
    ids = [make(library) for _ in range(3)]
    assert ids == [ID, f"{ID}-2", f"{ID}-3"]
    names = sorted(path.name for path in (home.library / "2026").glob("*6*.json"))
    assert len(names) == 6
    library.trash(ids[1])
    assert make(library) == f"{ID}-4", "an id in the trash is not given again"


def test_the_teacher_can_be_kept_out_of_ids_and_names(home: Home) -> None:
    id = make(Library(home, named=False))  # noqa: A001
    assert "rivera" not in id
    assert not list(home.library.rglob("*rivera*"))


def test_the_conversation_of_a_plan_is_found(library: Library) -> None:
    make(library)
    found = library.find("key")
    assert found
    assert found.id == ID
    assert library.find("another") is None


def test_an_open_conversation_is_listed_and_read_as_it_is_now(
    library: Library, home: Home, saved: Keeper
) -> None:
    saved.put(private={"meta": {"1": {"state": "ended", "plan_key": "key"}}})
    saved.flush(5)
    [entry] = Library(home).entries()
    assert entry.state == "ended"
    assert library.read(ID).private["meta"]["1"]["id"] == ID


def test_a_crashed_conversation_is_listed_as_its_journal_says(
    library: Library, saved: Keeper
) -> None:
    saved.put(private={"meta": {"1": {"state": "ended"}}})
    saved.flush(5)
    crash(saved)
    assert [entry.state for entry in library.entries()] == ["ended"]


def test_a_second_opener_is_told_who_has_it(library: Library, home: Home, saved: Keeper) -> None:
    code = "import sys; from tests.store.test_library import second; second(sys.argv[1])"
    command = [sys.executable, "-c", code, str(home.library.parent)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert f"(process {os.getpid()})" in done.stdout
    with pytest.raises(InUse):
        library.open(ID)


def second(root: str) -> None:
    """What the second process does."""
    try:
        Library(Home.find(Path(root))).open(ID)
    except InUse as error:
        print(error)


def test_what_is_not_ours_is_passed_over(library: Library, home: Home, saved: Keeper) -> None:
    saved.close()
    year = home.library / "2026"
    for name in (".DS_Store", "desktop.ini", ".2026-11-24 rivera 6.json.icloud", "~$x.json"):
        (year / name).write_bytes(b"\x00\xff")
    (year / "settings.json").write_text('{"a": 1}')
    (year / "2026-01-01 notes.json").write_text('{"a": {"1": {}}}')
    (year / "broken.json").write_text("{")
    (year / "folder.json").mkdir()
    (year / "deep").mkdir()
    (home.library / "a file").write_text("")
    (year / "dangling.json").symlink_to(year / "nowhere")
    assert [entry.id for entry in library.entries()] == [ID]


@needs_links
def test_a_year_that_is_a_link_elsewhere_is_listed(home: Home, tmp_path: Path) -> None:
    """Such as one that was moved to a larger disk: what is saved there is there."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    home.library.mkdir(parents=True)
    (home.library / "2026").symlink_to(elsewhere, target_is_directory=True)
    library = Library(home)
    library.create(**content()).close()
    assert len([*elsewhere.glob("*.json")]) == 2
    [entry] = library.entries()
    assert (entry.id, entry.note) == (ID, "")


@needs_links
def test_a_link_to_what_is_listed_lists_nothing_twice(home: Home, saved: Keeper) -> None:
    saved.close()
    for name, to in (("again", "2026"), ("round", "."), ("up", "..")):
        (home.library / name).symlink_to(home.library / to, target_is_directory=True)
    [entry] = Library(home).entries()
    assert (entry.id, entry.note) == (ID, "")


def test_a_renamed_file_keeps_its_id(library: Library, home: Home, saved: Keeper) -> None:
    saved.close()
    year = home.library / "2026"
    for ending in (".json", ".private.json"):
        (year / f"2026-11-24 rivera 6{ending}").rename(home.library / f"my talk{ending}")
    keeper = library.open(ID)
    keeper.put(shared={"log": {"1": {"text": "two"}}})
    keeper.close()
    assert keeper.notices == ()
    assert text_of(json.loads((home.library / "my talk.json").read_bytes())) == "two"
    assert list(year.iterdir()) == []


def test_a_hostile_id_in_a_file_leads_nowhere(library: Library, home: Home, saved: Keeper) -> None:
    saved.close()
    path = home.library / "2026" / "2026-11-24 rivera 6.json"
    tables = json.loads(path.read_bytes())
    tables["meta"]["1"]["id"] = "../../outside"
    path.write_text(json.dumps(tables))
    shutil.rmtree(home.state)
    assert [entry.id for entry in library.entries()] == [ID]


@pytest.mark.parametrize("id", ["nobody", "../state", "", "2026"])
def test_an_unknown_id_is_not_found(library: Library, saved: Keeper, id: str) -> None:  # noqa: A002
    for call in (library.open, library.read, library.trash, library.restore_trashed):
        with pytest.raises(NotFound):
            call(id)


# -- the index ----------------------------------------------------------------------------------


def test_the_index_spares_reading_and_changes_nothing(
    library: Library, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    for cycle in (1, 2, 3):
        make(library, cycle=cycle)
    with_index = library.entries()

    def fail(*_: object) -> None:
        raise AssertionError("a file was read")

    monkeypatch.setattr("mqi_tui.store.files.look", fail)
    assert library.entries() == with_index
    monkeypatch.undo()
    (home.state / "index.json").unlink()
    assert library.entries() == with_index


@pytest.mark.parametrize("garbage", ["", "[]", "null", '{"2026/2026-11-24 rivera 6.json": 3}'])
def test_a_damaged_index_does_not_matter(
    library: Library, home: Home, saved: Keeper, garbage: str
) -> None:
    saved.close()
    expected = library.entries()
    (home.state / "index.json").write_text(garbage)
    assert library.entries() == expected


def test_a_stale_index_does_not_hide_a_change(library: Library, home: Home, saved: Keeper) -> None:
    saved.close()
    index = (home.state / "index.json").read_bytes()
    keeper = library.open(ID)
    keeper.put(private={"meta": {"1": {"state": "ended"}}})
    keeper.close()
    (home.state / "index.json").write_bytes(index)
    assert [entry.state for entry in library.entries()] == ["ended"]


@pytest.mark.parametrize(
    "garbage", ["", "[]", '{"a": {"stamp": []}}', '["mqi index", 1]\n["x.json", [[], "x"]]']
)
def test_an_index_that_is_damaged_or_older_is_made_anew(
    library: Library, home: Home, garbage: str
) -> None:
    make(library)
    (home.state / "index.json").write_text(garbage)
    make(library, cycle=7)
    assert {entry.cycle for entry in Library(home).remembered()} == {6, 7}


def test_a_line_of_the_index_that_was_cut_off_takes_no_other_with_it(
    library: Library, home: Home
) -> None:
    make(library)
    with (home.state / "index.json").open("a") as file:
        file.write('\n["2026/2026-11-24 riv')
    make(library, cycle=7)
    assert {entry.cycle for entry in Library(home).remembered()} == {6, 7}


def test_what_is_remembered_needs_no_look_at_the_files(
    library: Library, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    for cycle in (1, 2, 3):
        make(library, cycle=cycle)
    entries = library.entries()

    def fail(*_: object) -> None:
        raise AssertionError("the library was looked at")

    monkeypatch.setattr("mqi_tui.store.folder.pairs", fail)
    monkeypatch.setattr("mqi_tui.store.files.look", fail)
    assert Library(home).remembered() == entries


def test_one_conversation_is_opened_changed_and_put_away_without_a_look_at_all(
    library: Library, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(library)
    other = make(library, cycle=7)

    def fail(*_: object) -> None:
        raise AssertionError("the library was looked through")

    monkeypatch.setattr("mqi_tui.store.folder.pairs", fail)
    library = Library(home)
    keeper = library.open(ID)
    keeper.put(private={"plan": {"1": {"focus": "why"}}, "meta": {"1": {"archived": True}}})
    keeper.close()
    library.trash(other)
    for one in (library, Library(home)):
        entries = one.remembered()
        assert [(entry.id, entry.focus, entry.archived) for entry in entries] == [(ID, "why", True)]
    library.restore_trashed(other)
    assert {entry.id for entry in Library(home).remembered()} == {ID, other}


def test_what_others_did_to_a_remembered_file_is_seen(library: Library, home: Home) -> None:
    make(library)
    other = make(library, cycle=7)
    year = home.library / "2026"
    for ending in (".json", ".private.json"):
        one, two = (year / f"2026-11-24 rivera {cycle}{ending}" for cycle in (6, 7))
        one.rename(year / "swap")
        two.rename(one)
        (year / "swap").rename(two)
    library = Library(home)
    assert {library.read(id).shared["header"]["1"]["cycle"] for id in (ID, other)} == {6, 7}  # noqa: A001
    assert library.read(other).shared["header"]["1"]["cycle"] == 7


def test_many_files_that_came_from_elsewhere_are_read_once(
    library: Library, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mqi_tui.store.catalogue.MANY", 1)
    for cycle in (1, 2, 3):
        make(library, cycle=cycle)
    (home.state / "index.json").unlink()
    entries = library.entries()
    assert Library(home).remembered() == entries


def test_the_index_does_not_grow_for_ever(
    library: Library, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mqi_tui.store.index.SPARE", 3)
    make(library)
    for _ in range(8):
        library.open(ID).close()
    library.entries()
    assert len((home.state / "index.json").read_text().splitlines()) == 2


def test_the_first_rows_are_those_that_run_and_the_newest(
    library: Library, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mqi_tui.store.catalogue.MANY", 1)
    for cycle in range(1, 6):
        keeper = library.open(make(library, cycle=cycle, when=f"2026-11-2{cycle} 16:00"))
        keeper.put(private={"meta": {"1": {"state": "live" if cycle == 2 else "ended"}}})
        keeper.close()
    (home.state / "index.json").unlink()
    library.entries()  # which makes it anew
    assert [entry.cycle for entry in Library(home).newest(3)] == [5, 4, 2]
    library.trash("2026-11-25-rivera-5")
    make(library, cycle=9, when="2026-12-24 16:00")
    assert [entry.cycle for entry in Library(home).newest(3)] == [9, 4, 2]
    (home.state / "locks" / "2026-11-21-rivera-1.lock").touch()  # left by a crash
    assert [entry.cycle for entry in Library(home).newest(3)] == [9, 4, 3, 2, 1]


def set_state(library: Library, id_: str, state: str) -> None:
    keeper = library.open(id_)
    keeper.put(private={"meta": {"1": {"state": state}}})
    keeper.close()


def begun(library: Library) -> str:
    entry = library.running()
    return entry.id if entry else ""


def test_the_running_one_is_found_whoever_began_it(library: Library, home: Home) -> None:
    first, second = (make(library, cycle=cycle) for cycle in (1, 2))
    for id_ in (first, second):
        set_state(library, id_, "prepared")
    assert begun(library) == ""
    set_state(Library(home), first, "live")  # by another process, which closed it
    assert begun(library) == first
    set_state(Library(home), first, "ended")
    assert begun(library) == ""
    other = Library(home).open(second)
    other.put(private={"meta": {"1": {"state": "live"}}})
    other.flush(5)
    assert begun(library) == second, "open in another process"
    crash(other)
    assert begun(library) == second, "after a crash"
    set_state(Library(home), second, "live")  # and closed it, with the clock going on
    (home.state / "index.json").unlink()
    assert begun(Library(home)) == second, "without the index"


@pytest.mark.parametrize(
    ("half", "content", "note"),
    [
        (".json", None, "the shared file is missing"),
        (".private.json", None, "the private file is missing"),
        (".private.json", "{", "the private file is not complete: still being synced?"),
        (".private.json", "{]}", "the private file cannot be read"),
        (".json", '{"meta": {"1": {"schema": 99}}}', "written by a newer version of mqi"),
    ],
)
def test_what_is_odd_about_the_files_is_noted(
    library: Library, home: Home, half: str, content: str | None, note: str
) -> None:
    make(library)
    shutil.rmtree(home.state)
    path = home.library / "2026" / f"2026-11-24 rivera 6{half}"
    path.unlink()
    if content:
        path.write_text(content)
    assert [(entry.id, entry.note) for entry in library.entries()] == [(ID, note)]


# -- revisions and the trash --------------------------------------------------------------------


def test_any_revision_can_be_made_the_newest(library: Library, saved: Keeper) -> None:
    for text in ("two", "three"):
        saved.put(shared={"log": {"1": {"text": text}}}, private={"extra": {"1": {"a": 1}}})
        assert saved.flush(5)
    saved.close()
    first = next(one for one, _ in library.history(ID))
    library.restore(ID, first.rev)
    record = library.read(ID)
    assert text_of(record.shared) == "one"
    assert record.private["extra"] == {}
    texts = [text_of(library.read(ID, one.rev).shared) for one, _ in library.history(ID)]
    assert texts == ["one", "two", "three", "one"]
    with pytest.raises(StoreError, match="not kept"):
        library.read(ID, 999)


def test_trash_and_back(library: Library, home: Home, saved: Keeper) -> None:
    with pytest.raises(InUse):
        library.trash(ID)
    saved.close()
    before, revisions = library.read(ID), [one for one, _ in library.history(ID)]
    library.trash(ID)
    assert library.entries() == []
    assert library.trashed() == [ID]
    assert not [path for path in home.library.rglob("*") if path.is_file()]
    library.restore_trashed(ID)
    assert library.trashed() == []
    assert library.read(ID) == before
    assert [one for one, _ in library.history(ID)] == revisions


def test_the_trash_says_what_it_holds_and_since_when(home: Home) -> None:
    moment = datetime(2026, 11, 24, 16, tzinfo=UTC)
    library = Library(home, now=lambda: moment)
    make(library)
    make(library, cycle=7)
    library.trash(ID)
    moment += timedelta(days=1)
    library.trash("2026-11-24-rivera-7")
    shutil.rmtree(home.state / "trash" / f"{ID}@20261124T160000000000" / "library")
    (home.state / "trash" / "no@time").mkdir()
    told = [(one.entry.cycle, one.entry.teacher, one.at.day) for one in library.trashed_entries()]
    assert told == [(7, "Ms. Rivera", 25), (6, "Ms. Rivera", 24)]
    (home.state / "trash" / f"{ID}@20261124T160000000000" / "journal").rename(home.state / "gone")
    assert library.trashed_entries()[1].entry.state == "damaged"


def tidied_on(home: Home, days: Iterable[int]) -> None:
    """Tidy as the app does on each of these days from now."""
    for day in days:
        Library(home, now=lambda day=day: datetime.now(UTC) + timedelta(days=day)).tidy()  # type: ignore[misc]


def test_after_thirty_days_the_trash_is_gone_for_good(library: Library, home: Home) -> None:
    make(library)
    library.trash(ID)
    tidied_on(home, range(0, 30, 7))
    assert library.trashed() == [ID]
    tidied_on(home, range(29, 32))
    assert library.trashed() == []
    assert not [path for path in home.state.rglob("*rivera*") if path.is_file()]


def test_entries_are_plain_values(library: Library) -> None:
    make(library)
    [entry] = library.entries()
    assert json.dumps(dataclasses.asdict(entry), default=str)
