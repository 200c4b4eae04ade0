"""What a shared log became: noted without a gap, or noted anew."""

from __future__ import annotations

import errno
import os
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mqi_tui.share.replica import Replica
from mqi_tui.store import updates as module
from mqi_tui.store.updates import Noting, Updates


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "room.updates"


@pytest.mark.parametrize("cut", [1, 3, 7, 9])
def test_a_record_that_a_crash_cut_off_is_passed_over(file: Path, cut: int) -> None:
    noted = Updates(file)
    noted.append(b"one")
    noted.append(b"three")
    noted.close()
    assert not noted.is_torn
    file.write_bytes(file.read_bytes()[:-cut])
    assert noted.read() == [b"one"]
    assert noted.is_torn
    noted.append(b"four")
    assert noted.read() == [b"one", b"four"]
    noted.remove()
    assert noted.read() == []


@pytest.mark.parametrize("garbage", [b"\xff" * 1000, b"\xff\xff\xff\x7f\0\0\0\0", b"\0" * 7])
def test_what_is_no_record_is_read_as_none(file: Path, garbage: bytes) -> None:
    file.write_bytes(garbage)
    assert Updates(file).read() == []
    Updates(file).begin_anew(b"all")
    assert Updates(file).read() == [b"all"]


class Disk:
    """Takes so many bytes more, and then none."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.room, self._write = 10**9, os.write
        monkeypatch.setattr(os, "write", self.write)

    def write(self, descriptor: int, data: bytes) -> int:
        taken = data[: self.room]
        if not taken:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.room -= len(taken)
        return self._write(descriptor, taken)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


@settings(max_examples=50)
@given(room=st.integers(0, 400), later=st.integers(1, 6))
def test_a_full_disk_leaves_no_gap_in_what_is_read(room: int, later: int) -> None:
    """Whenever it is full, and whatever is written after: what is read is a text that was."""
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        disk, file = Disk(patch), Path(folder) / "room.updates"
        replica, texts = Replica("begun\n", "r"), ["begun\n"]
        noting = Noting(Updates(file), lambda: replica.update)
        noting.note_all()
        replica.on_update(noting.note)
        noting.write()
        disk.room = room
        for number in range(12):
            end = len(replica.text.encode())
            replica.replace(end, end, f"word {number} of it\n")
            texts.append(replica.text)
            noting.write()
            found = Replica()
            for update in Updates(file).read():
                found.apply(update)
            assert found.text in texts
        assert noting.trouble
        disk.room = 10**9
        for number in range(later):
            replica.replace(0, 0, f"{number}")
            noting.write()
        assert noting.trouble == "", "trouble that is over is told no more"
        found = Replica()
        for update in Updates(file).read():
            found.apply(update)
        assert found.text == replica.text
        noting.stop()


def test_what_could_not_be_noted_is_noted_once_there_is_room(file: Path, disk: Disk) -> None:
    """Also where nobody writes any more."""
    replica = Replica("text", "r")
    noting = Noting(Updates(file), lambda: replica.update)
    replica.on_update(noting.note)
    disk.room = 3
    replica.replace(0, 0, "more ")
    noting.write()
    assert noting.trouble == "no space left on the disk"
    assert noting.waits
    disk.room = 10**9
    noting.write()
    assert noting.trouble, "what is missing is not there yet"
    noting.note_all()
    noting.write()
    assert (noting.trouble, noting.waits) == ("", False)
    noting.stop()


def test_when_it_is_long_it_is_noted_anew(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONG", 200)
    replica = Replica("text", "r")
    noting = Noting(Updates(file), lambda: replica.update)
    replica.on_update(noting.note)
    noting.note_all()
    sizes = []
    for _ in range(60):
        replica.replace(0, 0, "x")
        noting.write()
        sizes.append(file.stat().st_size)
    assert max(sizes) < 1500
    assert any(later < earlier for earlier, later in pairwise(sizes))
    found = Replica()
    for update in Updates(file).read():
        found.apply(update)
    assert found.text == replica.text
    noting.forget()
    assert not file.exists()
