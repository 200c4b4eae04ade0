"""One odd file takes nothing else down: it is told, and left; the sound ones are as ever."""

from __future__ import annotations

import hashlib
import json
import math
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mqi_tui.domain.private.plan import Plan
from mqi_tui.services import conversations, reading
from mqi_tui.services.system_clock import read as now
from mqi_tui.store import files
from mqi_tui.store.autosaver import Keeper
from mqi_tui.store.catalogue import journal_folder
from mqi_tui.store.errors import Damaged, StoreError, TooNew
from mqi_tui.store.home import Home
from mqi_tui.store.journal import frame, generations, unframe
from mqi_tui.store.library import Library
from mqi_tui.store.replay import damage, replay
from tests.store.conftest import ID, content, crash, text_of, wait_for
from tests.store.test_recovery import edit_file, others, put_text, shared_file

WORD = "WORD-THAT-SOMEBODY-WROTE"


def file_of(home: Home, half: str) -> Path:
    return shared_file(home) if half == "shared" else files.private_path(shared_file(home))


def without_journal(home: Home) -> None:
    for path in generations(journal_folder(home, ID)):
        path.unlink()


def rewrite(path: Path, change: Callable[[dict[str, Any]], object]) -> bytes:
    tables = json.loads(path.read_bytes())
    change(tables)
    path.write_text(json.dumps(tables), encoding="utf-8")
    return path.read_bytes()


def bytes_under(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


# -- versions -----------------------------------------------------------------------------------

LATER: list[Any] = [2, 3, 10**20, 2.0, 2.5, 1e17, math.inf, "2", "2.0", " v3", [2], ["2"], [[9]]]
NO_VERSION: list[Any] = [0, -1, -5, True, None, "one", "", [], {}, {"n": 2}, math.nan, "missing"]


@pytest.mark.parametrize("schema", [*LATER, *NO_VERSION], ids=str)
@pytest.mark.parametrize("journal", [True, False], ids=["with journal", "without"])
@pytest.mark.parametrize("half", ["shared", "private"])
@pytest.mark.some(3)
def test_another_version_however_it_is_spelled_is_refused_untouched(
    library: Library, home: Home, saved: Keeper, half: str, journal: bool, schema: Any
) -> None:
    saved.close()
    if not journal:
        without_journal(home)
    path = file_of(home, half)

    def respell(tables: dict[str, Any]) -> None:
        tables["meta"]["1"]["schema"] = schema
        if schema == "missing":
            del tables["meta"]["1"]["schema"]
        tables["weather"] = {"1": {"sun": "from the future"}}

    rewrite(path, respell)
    before = bytes_under(home.library)
    with pytest.raises(TooNew, match="newer"):
        library.open(ID)
    with pytest.raises(TooNew):
        library.read(ID)
    [entry] = library.entries()
    assert entry.id == ID
    assert "version" in entry.note
    assert bytes_under(home.library) == before


def test_a_newer_file_that_comes_while_it_is_open_is_left_in_its_place_and_told(
    home: Home, saved: Keeper
) -> None:
    def renew(tables: dict[str, Any]) -> None:
        tables["meta"]["1"]["schema"] = "2.0"

    newer = rewrite(shared_file(home), renew)
    put_text(saved, "ours")
    saved.publish()
    wait_for(lambda: saved.status.reason, "it is told")
    assert saved.status.word == "saved"
    assert "newer version" in saved.status.reason
    assert "newer version" in saved.notices[-1]
    saved.close()
    assert shared_file(home).read_bytes() == newer
    said = replay(journal_folder(home, ID))
    assert said
    assert text_of(said.state["shared"]) == "ours"


# -- odd content --------------------------------------------------------------------------------

ODD: dict[str, str] = {
    "NaN": '{"meta": META, "log": {"1": {"text": "x", "n": NaN}}}',
    "Infinity": '{"meta": META, "log": {"1": {"text": "x"}}, "y": {"1": {"z": [Infinity]}}}',
    "1e400": '{"meta": META, "log": {"1": {"text": "x", "n": 1e400}}}',
    "5,000 digits": '{"meta": META, "log": {"1": {"n": ' + "9" * 5000 + "}}}",
    "900 deep": '{"meta": META, "x": {"1": ' + '{"a":' * 900 + "1" + "}" * 900 + "}}",
    "twice": '{"meta": META, "log": {"1": {"text": "x"}}, "log": {"1": {"text": "y"}}}',
    "a word for a cycle": '{"meta": META, "header": {"1": {"teacher": "R", "cycle": "WORD"}}}',
    "true for a cycle": '{"meta": META, "header": {"1": {"teacher": "R", "cycle": true}}}',
    "no date": '{"meta": META, "header": {"1": {"teacher": "R", "when": "WORD"}}}',
    "a list for text": '{"meta": META, "log": {"1": {"text": ["WORD"]}}}',
    "a number for a table": '{"meta": META, "log": {"01": {"text": "x"}, "1": {}}}',
    "the private half": '{"meta": META, "notes": {"1": {"id": 1, "text": "WORD"}}}',
}
NO_TABLES = {"a number for a table"}


def odd(name: str) -> bytes:
    meta = json.dumps({"1": {"schema": 1, "id": ID}})
    return ODD[name].replace("META", meta).replace('WORD"', f'{WORD}"').encode()


@pytest.mark.parametrize("name", ODD)
def test_odd_content_is_set_aside_where_the_journal_knows_better(
    library: Library, home: Home, saved: Keeper, name: str
) -> None:
    saved.close()
    good = shared_file(home).read_bytes()
    shared_file(home).write_bytes(odd(name))
    [entry] = library.entries()
    assert "the shared file cannot be" in entry.note
    assert WORD not in entry.note
    keeper = library.open(ID)
    put_text(keeper, "typed on")
    keeper.close()
    assert keeper.status.word == "saved"
    assert text_of(keeper.shared) == "one"
    [aside] = others(home)
    assert aside.read_bytes() == odd(name)
    assert aside.name in keeper.notices[0]
    assert shared_file(home).read_bytes() != good
    assert text_of(library.read(ID).shared) == "typed on"


@pytest.mark.parametrize("name", ODD)
def test_odd_content_without_a_journal_is_refused_in_a_line_and_left(
    library: Library, home: Home, saved: Keeper, name: str
) -> None:
    saved.close()
    shutil.rmtree(home.state)
    sound = library.create(**content("sound"))
    sound.close()
    shared_file(home).write_bytes(odd(name))
    before = bytes_under(home.library)
    for deed in (library.open, library.read):
        with pytest.raises(Damaged) as refused:
            deed(ID)
        line = str(refused.value)
        assert shared_file(home).name in line
        assert WORD not in line
        assert "\n" not in line
        assert name in NO_TABLES or ":" in line
    notes = {entry.id: entry.note for entry in Library(home).entries()}
    assert notes[sound.id] == ""
    assert notes[ID]
    assert text_of(library.read(sound.id).shared) == "sound"
    assert bytes_under(home.library) == before


def test_a_file_beyond_all_measure_is_not_read(
    library: Library, home: Home, saved: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved.close()
    monkeypatch.setattr(files, "LARGEST", 100)
    with pytest.raises(StoreError, match="larger than"):
        library.read(ID)
    assert [entry.id for entry in Library(home).entries()]


# -- the wrong file -----------------------------------------------------------------------------


@pytest.fixture(name="two")
def _two(library: Library, saved: Keeper) -> tuple[str, str]:
    """Two closed conversations with a note each; the ids."""
    saved.put(private={"notes": {"1": {"id": 1, "text": "note one"}}})
    saved.close()
    second = library.create(**content("two", note="note two"))
    second.close()
    return ID, second.id


def pair(home: Home, id_: str) -> tuple[Path, Path]:
    stem = "2026-11-24 rivera 6" + ("" if id_ == ID else " 2")
    shared = home.library / "2026" / f"{stem}.json"
    return shared, files.private_path(shared)


def swap(one: Path, other: Path) -> None:
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def test_swapped_halves_never_win(library: Library, home: Home, two: tuple[str, str]) -> None:
    swap(*pair(home, ID))
    keeper = library.open(ID)
    keeper.close()
    assert text_of(keeper.shared) == "one"
    assert keeper.private["notes"]["1"]["text"] == "note one"
    assert [("damaged" in notice) for notice in keeper.notices] == [True, True]
    shared, private = pair(home, ID)
    assert "note one" not in shared.read_text()
    assert "note one" in private.read_text()


def test_the_private_half_of_another_never_wins(
    library: Library, home: Home, two: tuple[str, str]
) -> None:
    swap(pair(home, two[0])[1], pair(home, two[1])[1])
    assert [one.note for one in library.entries() if not one.version_of] == [
        f"the private file cannot be used: it belongs to another conversation, {other}"
        for other in (two if library.entries()[0].id == two[1] else two[::-1])
    ]
    for id_, note in zip(two, ("note one", "note two"), strict=True):
        keeper = library.open(id_)
        keeper.close()
        assert keeper.private["notes"]["1"]["text"] == note
        assert "another conversation" in keeper.notices[0]


@pytest.mark.parametrize("which", ["halves", "private", "copied"])
def test_without_a_journal_the_wrong_file_is_refused_and_left(
    library: Library, home: Home, two: tuple[str, str], which: str
) -> None:
    shared, private = pair(home, ID)
    if which == "halves":
        swap(shared, private)
    elif which == "private":
        swap(private, pair(home, two[1])[1])
    else:
        shared.write_bytes(private.read_bytes())
    shutil.rmtree(home.state)
    before = bytes_under(home.library)
    for deed in (library.open, library.read):
        with pytest.raises(Damaged, match="belongs"):
            deed(ID)
    assert bytes_under(home.library) == before


def test_the_file_of_another_that_comes_while_it_is_open_is_kept_aside_and_told(
    library: Library, home: Home, two: tuple[str, str]
) -> None:
    keeper = library.open(ID)
    private, other = pair(home, ID)[1], pair(home, two[1])[1]
    private.write_bytes(other.read_bytes())
    keeper.put(private={"notes": {"1": {"id": 1, "text": "note one, and more"}}})
    keeper.close()
    assert "another conversation" in keeper.notices[0]
    assert "and more" in private.read_text()
    [aside] = [path for path in others(home) if "other version" in path.name]
    assert aside.read_bytes() == other.read_bytes()


# -- the journal --------------------------------------------------------------------------------


def lines_of(home: Home) -> tuple[Path, list[bytes]]:
    path = generations(journal_folder(home, ID))[-1]
    return path, path.read_bytes().splitlines(keepends=True)


def flipped(line: bytes) -> bytes:
    return line[:30] + bytes([line[30] ^ 4]) + line[31:]


@pytest.mark.parametrize(("where", "text"), [(0, "one"), (1, "two"), (2, "three")])
def test_damage_of_a_journal_is_told_with_the_time_up_to_which_it_is_whole(
    library: Library, home: Home, saved: Keeper, where: int, text: str
) -> None:
    first = saved.status.at
    saved.close()
    keeper = library.open(ID)  # the second part of the journal
    for words in ("two", "three", "four"):
        put_text(keeper, words)
    crash(keeper)
    path, lines = lines_of(home)
    lines = [line for line in lines if b'"full"' in line or b'"set"' in line]
    path.write_bytes(b"".join([*lines[:where], flipped(lines[where]), *lines[where:][1:]]))
    assert damage(journal_folder(home, ID))
    keeper = library.open(ID)
    keeper.close()
    assert first
    assert text_of(keeper.shared) == text
    assert keeper.notices[0].startswith("The journal is damaged: it")
    assert "it is whole up to 20" in keeper.notices[0]
    assert keeper.notices[0].endswith("What came after may be missing.")


def test_a_journal_of_which_nothing_can_be_used_is_told(
    library: Library, home: Home, saved: Keeper
) -> None:
    saved.close()
    for path in generations(journal_folder(home, ID)):
        path.write_bytes(b"\0" * 100)
    keeper = library.open(ID)
    keeper.close()
    assert text_of(keeper.shared) == "one"
    assert "nothing of it can be used" in keeper.notices[0]
    assert damage(journal_folder(home, ID))


FULL = {"shared": {"log": {"1": {"text": "x"}}}, "private": {}}
KNOWN: dict[str, Any] = {"shared": {}, "private": {}}
BEGIN: dict[str, Any] = {
    "rev": 9,
    "at": "2026-11-24T16:00:00+00:00",
    "full": FULL,
    "path": "2026/x.json",
    "known": KNOWN,
    "done": [],
}
OTHER_SHAPES: list[list[Any]] = [
    [[]],
    ["words"],
    [{"rev": "9"}],
    [{"rev": 9}],
    [{**BEGIN, "full": []}],
    [{**BEGIN, "full": {"shared": [], "private": {}}}],
    [{**BEGIN, "full": {"shared": {"log": {"x": {}}}, "private": {}}}],
    [{**BEGIN, "known": {}}],
    [{**BEGIN, "known": {"shared": {"a": "b"}, "private": {}}}],
    [{**BEGIN, "path": "../../outside.json"}],
    [{**BEGIN, "path": "/outside.json"}],
    [{**BEGIN, "at": 3}],
    [BEGIN, {"rev": 10, "at": 1, "set": [[["shared", "no", "such"], "x"]]}],
    [BEGIN, {"rev": 10, "at": "x", "set": [[["shared", "log"], 5]]}],
    [BEGIN, {"rev": 10, "at": "x", "set": 5}],
    [BEGIN, {"rev": 10, "at": "x", "set": [["shared", "log", "1", "text"]]}],
    [BEGIN, {"rev": 10, "at": "x", "publish": ["shared"]}],
    [BEGIN, {"rev": 10, "at": "x", "publish": {"log": "hash"}}],
    [BEGIN, {"rev": 10, "at": "x", "done": ["log"]}],
    [{**BEGIN, "full": {"shared": {"log": {"1": {"text": ["x"]}}}, "private": {}}}],
    [{**BEGIN, "full": {"shared": {}, "private": {"notes": {"1": {"id": -4, "text": 5}}}}}],
]


@pytest.mark.parametrize("lines", OTHER_SHAPES, ids=[str(one[-1])[-60:] for one in OTHER_SHAPES])
def test_lines_of_another_shape_whose_sum_is_right_harm_nothing(
    library: Library, home: Home, saved: Keeper, lines: list[Any]
) -> None:
    saved.close()
    sound = library.create(**content("sound"))
    sound.close()
    path = journal_folder(home, ID) / "000099.jsonl"
    path.write_bytes(b"".join(frame(line) for line in lines))
    lost = home.state / "journals" / "2026-11-25-brown-2"  # whose files are gone
    lost.mkdir()
    (lost / "000001.jsonl").write_bytes(path.read_bytes())
    fresh = Library(home)
    assert {ID, sound.id} <= {entry.id for entry in fresh.entries()}
    assert text_of(fresh.read(sound.id).shared) == "sound"
    list(fresh.history(ID))
    for id_ in (ID, lost.name):
        assert opened_and_saved(fresh, id_) in ("", "saved")


def test_a_line_with_what_is_no_number_is_none() -> None:
    assert unframe(frame({"rev": 1})[:-1]) == {"rev": 1}
    from zlib import crc32

    body = b'{"rev":1,"n":NaN}'
    assert unframe(b"%08x %b" % (crc32(body), body)) is None


# -- whatever happens to any file ---------------------------------------------------------------


def opened_and_saved(library: Library, id_: str) -> str:
    """The status after a note was taken; empty where it is refused, in a line."""
    try:
        session = conversations.open_session(library, id_, now)
    except StoreError as refused:
        return "" if "\n" not in str(refused) else str(refused)
    session.note("one more")
    session.keeper.close()
    return session.keeper.status.word


def library_of_two(home: Home) -> tuple[str, str]:
    """A conversation that was open when the machine stopped, and a closed one."""
    library = Library(home)
    ids = []
    for teacher, cycle in (("Ms. Rivera", 6), ("Mr. Brown", 2)):
        session = conversations.add(library, Plan(teacher, cycle=cycle, goals=("Why",)), "key", now)
        session.note("a note")
        session.keeper.flush(5)
        ids.append(session.conversation.id)
        if teacher == "Mr. Brown":
            session.keeper.close()
        else:
            crash(session.keeper)
    library.entries()
    return ids[0], ids[1]


@pytest.fixture(name="bare", scope="module")
def _bare(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, str]]:
    root = tmp_path_factory.mktemp("bare") / "home"
    return root, library_of_two(Home.find(root))


def hurt(data: bytes, how: str, place: float) -> bytes:
    at = int(place * len(data))
    match how:
        case "cut":
            return data[:at]
        case "flip":
            return data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :] if data else data
        case "insert":
            return data[:at] + os.urandom(3) + data[at:]
        case "zeros":
            return data[:at] + bytes(len(data) - at)
    return data[:at] * 2 + data[at:]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.randoms(use_true_random=False),
    st.sampled_from(["cut", "flip", "insert", "zeros", "twice"]),
    st.floats(0, 0.999),
)
def test_whatever_happens_to_a_file_the_others_are_as_ever(
    tmp_path_factory: pytest.TempPathFactory,
    bare: tuple[Path, tuple[str, str]],
    chance: Any,
    how: str,
    place: float,
) -> None:
    root = tmp_path_factory.mktemp("hurt") / "home"
    shutil.copytree(bare[0], root)
    hurt_id, sound_id = bare[1]
    touched = [
        path
        for path in sorted(root.rglob("*"))
        if path.is_file() and "brown" not in str(path) and path.suffix != ".lock"
    ]
    path = chance.choice(touched)
    path.write_bytes(hurt(path.read_bytes(), how, place))
    library = Library(Home.find(root))
    library.remembered()
    library.running()
    assert sound_id in {entry.id for entry in library.entries()}
    assert reading.read(library, sound_id).private.notes[0].text == "a note"
    assert opened_and_saved(library, hurt_id) in ("", "saved")


def test_a_change_elsewhere_is_judged_too(library: Library, home: Home, saved: Keeper) -> None:
    """What another device wrote well is still taken over."""
    saved.close()
    edit_file(shared_file(home), "theirs")
    assert text_of(library.read(ID).shared) == "theirs"
