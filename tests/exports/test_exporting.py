"""Folders with all that is sent of a conversation: what is in them, and who can read it."""

from __future__ import annotations

import errno
import os
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from mqi_tui.domain.conversation import Conversation
from mqi_tui.domain.private.events import Reading
from mqi_tui.domain.private.plan import Plan
from mqi_tui.domain.private.record import Private
from mqi_tui.domain.shared.log import Log
from mqi_tui.exports import FILES, made
from mqi_tui.services import conversations, export_writer, reading
from mqi_tui.store import atomic
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from mqi_tui.ui.rehearsal import FakeClock
from tests.exports.reading import HEADER, LOG, NEW_YORK, NEXT, NOW, given_out

READING = Reading(mono=0, utc=int(NOW.timestamp() * 1000), boot="")
PLAN = Plan("Ms. Rivera", "J. Okafor", 6, "2026-11-24 16:00", minutes=45)


def held(next_when: str = NEXT) -> Conversation:
    half = Private(PLAN, state="ended", next_when=next_when)
    return Conversation("2026-11-24-rivera-6", Log(HEADER, LOG), half)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(Home.find(tmp_path / "home"))


def test_what_is_handed_out_knows_the_next_conversation_and_how_long_it_is(
    library: Library,
) -> None:
    given = export_writer.handed(library, held(), READING, NEW_YORK)
    assert given == given_out(minutes=45)
    assert export_writer.handed(library, held(""), READING, NEW_YORK).meeting is None


def test_a_folder_holds_every_form_and_says_how_far_it_is(tmp_path: Path) -> None:
    said: list[tuple[int, int, str]] = []
    folder = export_writer.bundle(
        given_out(), tmp_path / "a" / "b", lambda done, of, name: said.append((done, of, name))
    )
    assert folder == tmp_path / "a" / "b"
    assert {one.name: one.read_bytes() for one in folder.iterdir()}.keys() == FILES.keys()
    for name, kind in FILES.items():
        if kind != "eml":
            assert (folder / name).read_bytes() == made(given_out(), kind)
    assert said == [*((n, 6, name) for n, name in enumerate(FILES)), (6, 6, "")]


def test_an_appointment_that_was_taken_back_is_taken_out(tmp_path: Path) -> None:
    folder = export_writer.bundle(given_out(), tmp_path / "it")
    assert (folder / "next.ics").is_file()
    export_writer.bundle(given_out(when=""), folder)
    assert {one.name for one in folder.iterdir()} == FILES.keys() - {"next.ics"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_it_is_for_the_owner_alone(tmp_path: Path) -> None:
    old = os.umask(0o022)
    try:
        folder = export_writer.bundle(given_out(), tmp_path / "new" / "it")
    finally:
        os.umask(old)
    modes = {stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()}
    assert modes == {0o600}
    assert (
        stat.S_IMODE(folder.stat().st_mode) == stat.S_IMODE(folder.parent.stat().st_mode) == 0o700
    )


def test_every_conversation_has_a_folder_and_what_is_damaged_is_told(
    library: Library, tmp_path: Path
) -> None:
    for plan in (PLAN, replace(PLAN, cycle=7), replace(PLAN, teacher="ms rivera")):
        conversations.add(library, plan, "", FakeClock(READING.utc)).keeper.close()
    bad = next(one for one in library.entries() if one.cycle == 7)
    bad.path.with_suffix(".private.json").write_text("{torn")
    for journal in (tmp_path / "home" / "state" / "journals" / bad.id).glob("*"):
        journal.unlink()
    said: list[str] = []
    complaints = export_writer.bundles(
        library, tmp_path / "out", READING, None, lambda *told: said.append(told[2])
    )
    assert len(complaints) == 1
    assert "damaged" in complaints[0]
    names = {one.name for one in (tmp_path / "out").iterdir()}
    assert names == {"2026-11-24 Ms Rivera 6", "2026-11-24 ms rivera 6 (2)"}
    assert names < set(said)
    for name in names:
        assert (tmp_path / "out" / name / "log.docx").is_file()


def test_the_folder_of_one_is_the_same_as_among_all(library: Library) -> None:
    ids = []
    for plan in (PLAN, replace(PLAN, teacher="ms rivera")):
        session = conversations.add(library, plan, "", FakeClock(READING.utc))
        ids.append(session.conversation.id)
        session.keeper.close()
    folders = [export_writer.folder_of(library, reading.read(library, id_)) for id_ in ids]
    assert [one.name for one in folders] == ["2026-11-24 Ms Rivera 6", "2026-11-24 ms rivera 6 (2)"]
    assert {one.parent for one in folders} == {library.exports}


def test_a_file_is_replaced_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "log.md"
    path.write_bytes(b"old")

    def full(_descriptor: int, _data: bytes) -> None:
        raise OSError(errno.ENOSPC, "no space left on device")

    monkeypatch.setattr(atomic, "write_all", full)
    with pytest.raises(OSError, match="no space") as raised:
        export_writer.put(path, b"new")
    assert raised.value.filename == str(path)
    assert path.read_bytes() == b"old"
    monkeypatch.undo()
    export_writer.put(path, b"new")
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"new"]


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes as Unix has them")
def test_a_link_stays_a_link_and_a_pipe_a_pipe(tmp_path: Path) -> None:
    """A pipe of our own: no test may ever replace /dev/null."""
    (tmp_path / "real.md").write_bytes(b"old")
    (tmp_path / "link.md").symlink_to(tmp_path / "real.md")
    export_writer.put(tmp_path / "link.md", b"new")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"new"
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        export_writer.put(tmp_path / "pipe", b"new")
        assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
        assert os.read(reader, 9) == b"new"
    finally:
        os.close(reader)


@pytest.mark.parametrize("place", ["no/such/log.md", "."])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, place: str) -> None:
    with pytest.raises(OSError, match=r"No such file|directory") as raised:
        export_writer.put(tmp_path / place, b"new")
    assert raised.value.filename == str(tmp_path / place)
