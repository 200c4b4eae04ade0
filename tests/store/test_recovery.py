"""The damage matrix: whatever happened to a file, nothing is lost and nothing overwritten."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from mqi_tui.store import files
from mqi_tui.store.autosaver import Keeper
from mqi_tui.store.catalogue import journal_folder
from mqi_tui.store.errors import Damaged, TooNew
from mqi_tui.store.home import Home
from mqi_tui.store.journal import generations
from mqi_tui.store.library import Library
from tests.store.conftest import ID, content, crash, text_of, wait_for

DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "half": lambda data: data[: len(data) // 2],
    "zeros": lambda data: bytes(len(data)),
    "web page": lambda data: b"<html>Sign in to your school account</html>",
    "latin-1": lambda data: data.replace(b"meta", b"m\xe9ta"),
    "a list": lambda data: b"[1, 2]",
    "deep": lambda data: b"[" * 100_000,
}


def shared_file(home: Home) -> Path:
    return home.library / "2026" / "2026-11-24 rivera 6.json"


def others(home: Home) -> list[Path]:
    """Files of the year's folder besides the two of the conversation."""
    own = {shared_file(home), files.private_path(shared_file(home))}
    return sorted(set(shared_file(home).parent.iterdir()) - own)


def edit_file(path: Path, text: str) -> None:
    """Change the log in a library file as another device would."""
    tables = json.loads(path.read_bytes())
    tables["log"]["1"]["text"] = text
    path.write_text(json.dumps(tables), encoding="utf-8")


def put_text(keeper: Keeper, text: str) -> None:
    keeper.put(shared=content(text)["shared"])
    assert keeper.flush(5)


@pytest.mark.parametrize("how", DAMAGE)
@pytest.mark.parametrize("half", ["shared", "private"])
def test_a_damaged_file_is_set_aside_and_written_again(
    library: Library, home: Home, saved: Keeper, how: str, half: str
) -> None:
    saved.close()
    path = shared_file(home) if half == "shared" else files.private_path(shared_file(home))
    good, damaged = path.read_bytes(), DAMAGE[how](path.read_bytes())
    path.write_bytes(damaged)
    assert text_of(library.read(ID).shared) == "one"
    keeper = library.open(ID)
    keeper.close()
    assert path.read_bytes() == good
    [aside] = others(home)
    assert ".damaged-" in aside.name
    assert aside.read_bytes() == damaged
    assert aside.name in keeper.notices[0]


def test_a_damaged_file_without_a_journal_is_refused_and_left(
    library: Library, home: Home, saved: Keeper
) -> None:
    saved.close()
    for path in generations(journal_folder(home, ID)):
        path.unlink()
    shared_file(home).write_bytes(b"{")
    with pytest.raises(Damaged):
        library.open(ID)
    assert shared_file(home).read_bytes() == b"{"
    assert [entry.state for entry in library.entries()] == ["damaged"]


@pytest.mark.parametrize("journal", [True, False], ids=["with journal", "without"])
@pytest.mark.parametrize("half", ["shared", "private"])
def test_a_newer_schema_is_refused_untouched(
    library: Library, home: Home, saved: Keeper, half: str, journal: bool
) -> None:
    saved.close()
    if not journal:
        for path in generations(journal_folder(home, ID)):
            path.unlink()
    path = shared_file(home) if half == "shared" else files.private_path(shared_file(home))
    tables = json.loads(path.read_bytes())
    tables["meta"]["1"]["schema"] = files.SCHEMA + 1
    path.write_text(json.dumps(tables))
    before = path.read_bytes()
    with pytest.raises(TooNew):
        library.open(ID)
    assert path.read_bytes() == before


def test_an_older_schema_is_migrated_with_a_backup(
    library: Library, home: Home, saved: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved.close()
    before = shared_file(home).read_bytes()

    def rename_log(tables: dict[str, object]) -> dict[str, object]:
        return {("text" if name == "log" else name): table for name, table in tables.items()}

    monkeypatch.setattr(files, "SCHEMA", 2)
    monkeypatch.setattr("mqi_tui.store.autosaver.SCHEMA", 2)
    monkeypatch.setattr(files, "MIGRATIONS", {1: rename_log})
    keeper = library.open(ID)
    assert keeper.shared["text"]["1"]["text"] == "one"
    keeper.close()
    assert json.loads(shared_file(home).read_bytes())["meta"]["1"]["schema"] == 2
    assert (home.state / "backups" / shared_file(home).name).read_bytes() == before


def test_a_missing_file_is_not_a_deletion(library: Library, home: Home, saved: Keeper) -> None:
    saved.close()
    for path in shared_file(home).parent.iterdir():
        path.unlink()
    [entry] = library.entries()
    assert (entry.id, entry.teacher, entry.note) == (ID, "Ms. Rivera", "the file is missing")
    keeper = library.open(ID)
    keeper.close()
    assert shared_file(home).exists()
    assert text_of(keeper.shared) == "one"


def test_a_missing_private_file_without_a_journal_opens_empty(
    library: Library, home: Home, saved: Keeper
) -> None:
    saved.close()
    for path in generations(journal_folder(home, ID)):
        path.unlink()
    files.private_path(shared_file(home)).unlink()
    keeper = library.open(ID)
    assert text_of(keeper.shared) == "one"
    assert set(keeper.private) <= {"meta"}
    keeper.close()


def test_edits_not_yet_in_the_file_are_recovered_from_the_journal(
    library: Library, saved: Keeper
) -> None:
    put_text(saved, "two")
    put_text(saved, "three")
    crash(saved)
    assert text_of(library.read(ID).shared) == "three"
    keeper = library.open(ID)
    keeper.close()
    assert text_of(keeper.shared) == "three"
    [notice] = keeper.notices
    assert notice.startswith("2 changes")
    keeper = library.open(ID)
    keeper.close()
    assert keeper.notices == ()


def test_an_old_copy_put_back_loses_nothing(library: Library, home: Home, saved: Keeper) -> None:
    old = shared_file(home).read_bytes()
    put_text(saved, "two")
    saved.close()
    shared_file(home).write_bytes(old)
    keeper = library.open(ID)
    keeper.close()
    assert text_of(keeper.shared) == "two"
    assert "older copy" in keeper.notices[0]
    assert others(home) == []


def test_a_change_by_another_device_is_taken_over_when_ours_did_not_move(
    library: Library, home: Home, saved: Keeper
) -> None:
    saved.close()
    for text in ("theirs", "theirs again"):  # twice: adopting one must not look like a change
        edit_file(shared_file(home), text)
        keeper = library.open(ID)
        keeper.close()
        assert text_of(keeper.shared) == text
        assert "taken over" in keeper.notices[0]
    keeper = library.open(ID)
    keeper.close()
    assert keeper.notices == (), "it is told once"
    assert others(home) == []
    rev = next(one for one, _ in library.history(ID)).rev
    assert text_of(library.read(ID, rev).shared) == "one"


def test_both_moved_both_are_kept_and_listed(library: Library, home: Home, saved: Keeper) -> None:
    put_text(saved, "ours")
    crash(saved)
    edit_file(shared_file(home), "theirs")
    keeper = library.open(ID)
    keeper.close()
    assert text_of(keeper.shared) == "ours"
    assert text_of(json.loads(shared_file(home).read_bytes())) == "ours"
    entries = {entry.id: entry for entry in library.entries()}
    [copy] = entries.keys() - {ID}
    assert entries[copy].note == f"another version of {ID}: the log alone"
    assert text_of(library.read(copy).shared) == "theirs"
    other = library.open(copy)  # from now on a conversation of its own
    other.close()
    assert {entry.id: entry.note for entry in library.entries()} == {ID: "", copy: ""}


def test_a_change_by_another_device_while_open_is_kept_beside_ours(
    library: Library, home: Home, saved: Keeper
) -> None:
    edit_file(shared_file(home), "theirs")
    put_text(saved, "ours")
    saved.publish()
    wait_for(lambda: saved.notices, "a notice of the other version")
    wait_for(lambda: saved._ledger.is_published, "ours is in the file")
    assert text_of(json.loads(shared_file(home).read_bytes())) == "ours"
    [aside] = others(home)
    assert text_of(json.loads(aside.read_bytes())) == "theirs"
    assert aside.name in saved.notices[0]


def test_a_kill_between_intent_and_replace_is_not_a_foreign_change(
    library: Library, home: Home, saved: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_text(saved, "two")
    real = files.dump

    def fail(*_: object) -> None:
        raise OSError("killed here")

    monkeypatch.setattr("mqi_tui.store.atomic._replace", fail)
    saved.publish()
    wait_for(lambda: saved.status.reason, "the failure is told")
    monkeypatch.undo()
    new = real(saved._ledger.state["shared"])
    crash(saved)
    for content_of_file in (None, new):  # killed before, and after, the replace
        if content_of_file:
            shared_file(home).write_bytes(content_of_file)
        assert text_of(library.read(ID).shared) == "two"
    keeper = library.open(ID)
    keeper.close()
    assert others(home) == []


def test_a_file_newer_than_a_damaged_journal_wins(
    library: Library, home: Home, saved: Keeper
) -> None:
    put_text(saved, "two")
    put_text(saved, "three")
    saved.close()
    [path] = generations(journal_folder(home, ID))
    lines = path.read_bytes().splitlines(keepends=True)
    hurt = next(n for n, line in enumerate(lines) if b"two" in line)
    lines[hurt] = b"00000000 {}\n"
    path.write_bytes(b"".join(lines))
    assert text_of(library.read(ID).shared) == "three"


def test_a_damaged_journal_never_lets_a_foreign_file_win_alone(
    library: Library, home: Home, saved: Keeper
) -> None:
    put_text(saved, "two")
    crash(saved)
    [path] = generations(journal_folder(home, ID))
    path.write_bytes(path.read_bytes().replace(b"two", b"2wo"))
    edit_file(shared_file(home), "theirs")
    library.open(ID).close()
    assert {text_of(library.read(entry.id).shared) for entry in library.entries()} == {
        "one",
        "theirs",
    }


def test_litter_of_killed_writers_is_swept(library: Library, home: Home, saved: Keeper) -> None:
    saved.close()
    litter = shared_file(home).with_name(f".{shared_file(home).name}.0a1b2c3d.mqi-tmp")
    litter.write_bytes(b"half")
    library.open(ID).close()
    assert not litter.exists()
