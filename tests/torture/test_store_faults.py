"""A disk that fails: it is told within a second, nothing typed disappears, it is saved afterwards.

Every opening, writing, forcing and replacing call of a conversation's life fails once, each in
turn, with "no space" or "I/O error"; or the process dies there; or all of them fail, until the
disk is well again.
"""

import contextlib
import errno
import itertools
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mqi_tui.store import atomic
from mqi_tui.store import autosaver as keeper_module
from mqi_tui.store.autosaver import Keeper
from mqi_tui.store.errors import StoreError
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from tests.store.conftest import ID, content, text_of, wait_for

FILLING = ("write", "fsync", "fdatasync", "replace")
CALLS = ("open", *FILLING)


class FaultyDisk:
    """Stands in for `os`: of `calls`, those whose numbers are in `failing` raise `code`."""

    def __init__(self, code: int, failing: range, calls: tuple[str, ...] = CALLS) -> None:
        self.code, self.failing, self.calls, self.count = code, failing, calls, 0
        self.failed: list[str] = []

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        return self._wrapped(name, real) if name in self.calls else real

    def _wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            self.count += 1
            if self.count not in self.failing:
                return real(*arguments)
            self.failed.append(name)
            if name == "write":  # a full disk takes a part of it
                real(arguments[0], bytes(arguments[1])[:7])
            raise OSError(self.code, os.strerror(self.code))

        return call


@contextlib.contextmanager
def faulty(disk: FaultyDisk) -> Iterator[FaultyDisk]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(atomic, "os", disk)
        yield disk


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeper_module, "GATHER", 0.001)
    monkeypatch.setattr(keeper_module, "RETRY", 0.01)
    monkeypatch.setattr(keeper_module, "PUBLISH", 0.02)


def live(library: Library, acknowledge: Callable[[int], object] = lambda n: None) -> Keeper:
    """A life: made, three edits, published in the middle, closed."""
    keeper = library.create(**content("edit 0"))
    for n in (1, 2, 3):
        keeper.put(shared={"log": {"1": {"text": f"edit {n}"}}})
        assert keeper.flush(5), keeper.status
        acknowledge(n)
        if n == 2:
            keeper.publish()
            wait_for(lambda: keeper._ledger.is_published, "published at last")
    keeper.close()
    return keeper


def is_tidy(home: Path) -> bool:
    """Whether the two files lie there, and nothing torn, temporary or set aside."""
    return len(list((home / "library" / "2026").iterdir())) == 2


def calls_of_a_life(folder: Path) -> int:
    with faulty(FaultyDisk(0, range(0))) as disk:
        live(Library(Home.find(folder)))
    return disk.count


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO], ids=errno.errorcode.get)
def test_each_call_failing_once_loses_nothing(tmp_path: Path, code: int) -> None:
    for n in itertools.count(1):  # until a life makes no more calls; how many depends on its pace
        library = Library(Home.find(tmp_path / str(n)))
        with faulty(FaultyDisk(code, range(n, n + 1))) as disk:
            keeper = live(library)
        if not disk.failed:
            break
        assert keeper.status.word == "saved", (n, disk.failed)
        again = library.open(ID)
        assert text_of(again.shared) == "edit 3", (n, disk.failed)
        again.close()
        assert is_tidy(tmp_path / str(n)), (n, disk.failed)
        [entry] = library.entries()
        assert entry.note == "", (n, disk.failed)
    assert n > 20


class Deadly(FaultyDisk):
    """The process dies at the failing call, before it (a write: in the midst of it)."""

    def _wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        call = super()._wrapped(name, real)

        def deadly(*arguments: Any) -> Any:
            try:
                return call(*arguments)
            except OSError:
                os._exit(9)

        return deadly


def die(folder: Path, call: int) -> int:
    """Live in a child process that dies at `call`; the last edit that it acknowledged."""
    ours, childs = os.pipe()
    if (child := os.fork()) == 0:
        with faulty(Deadly(errno.EIO, range(call, call + 1))):
            live(Library(Home.find(folder)), lambda n: os.write(childs, bytes([n])))
        os._exit(0)
    os.close(childs)
    os.waitpid(child, 0)
    heard = os.read(ours, 9)
    os.close(ours)
    return max(heard, default=0)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
def test_dying_at_each_call_loses_nothing(tmp_path: Path) -> None:
    for n in range(1, calls_of_a_life(tmp_path / "well") + 1):
        library = Library(Home.find(tmp_path / str(n)))
        acknowledged = die(tmp_path / str(n), n)
        if not library.entries():
            assert acknowledged == 0
            continue
        found = int(text_of(library.read(ID).shared)[-1])
        assert found >= acknowledged, n
        again = library.open(ID)
        assert text_of(again.shared) == f"edit {found}"
        again.close()
        [entry] = library.entries()
        assert entry.note == "", (n, entry)
        assert is_tidy(tmp_path / str(n)), n


@pytest.mark.parametrize("calls", [CALLS, FILLING], ids=["all calls fail", "all but open"])
def test_a_full_disk_is_told_kept_and_saved_when_there_is_room(
    tmp_path: Path, calls: tuple[str, ...]
) -> None:
    home = Home.find(tmp_path)
    keeper = Library(home).create(**content("one"))
    assert keeper.flush(5)
    with faulty(FaultyDisk(errno.ENOSPC, range(1, 10**6), calls)):
        started = time.monotonic()
        keeper.put(shared={"log": {"1": {"text": "two"}}})
        wait_for(lambda: keeper.status.word == "NOT SAVED", "it is told")
        assert time.monotonic() - started < 1
        assert str(keeper.status) == "NOT SAVED – no space left on the disk"
        keeper.put(private={"notes": {"1": {"text": "typed meanwhile"}}})
        assert not keeper.flush(0.1)
        assert text_of(Library(home).read(ID).shared) == "one"
    assert keeper.flush(5)
    record = Library(home).read(ID)
    assert text_of(record.shared) == "two"
    assert record.private["notes"]["1"] == {"text": "typed meanwhile"}
    journal = home.state / "journals" / ID
    assert len(list(journal.iterdir())) == 2, "failed tries leave no files"
    keeper.close()


def test_a_descriptor_is_never_forced_again_after_it_failed(tmp_path: Path) -> None:
    forced: list[int] = []

    class Watching(FaultyDisk):
        def _wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
            call = super()._wrapped(name, real)

            def watched(*arguments: Any) -> Any:
                if name in ("fsync", "fdatasync"):
                    forced.append(os.fstat(arguments[0]).st_ino)
                return call(*arguments)

            return watched

    keeper = Library(Home.find(tmp_path)).create(**content("one"))
    wait_for(lambda: keeper._ledger.is_published, "published")
    journal = tmp_path / "state" / "journals" / ID
    [first] = [path.stat().st_ino for path in journal.iterdir()]
    with faulty(Watching(errno.EIO, range(2, 3))) as disk:
        keeper.put(shared={"log": {"1": {"text": "two"}}})
        assert keeper.flush(5)
    assert disk.failed == ["fdatasync" if sys.platform == "linux" else "fsync"]
    assert forced.count(first) == 1
    keeper.close()


@pytest.mark.skipif(sys.platform == "win32", reason="open files cannot be removed there")
def test_a_removed_state_folder_is_made_again(tmp_path: Path) -> None:
    home = Home.find(tmp_path)
    keeper = Library(home).create(**content("one"))
    assert keeper.flush(5)
    home.state.rename(tmp_path / "gone")  # at once, whatever is being written there
    keeper.put(shared={"log": {"1": {"text": "two"}}})
    assert keeper.flush(5)
    assert text_of(Library(home).read(ID).shared) == "two"
    keeper.close()


def test_a_removed_library_folder_is_made_again(tmp_path: Path) -> None:
    home = Home.find(tmp_path)
    keeper = Library(home).create(**content("one"))
    wait_for(lambda: keeper._ledger.is_published, "published")
    shutil.rmtree(home.library)
    keeper.close()
    assert keeper.status.reason == ""
    keeper = Library(home).open(ID)
    keeper.close()
    assert (home.library / "2026" / "2026-11-24 rivera 6.json").exists()


def test_a_library_that_cannot_be_written_is_told_while_all_is_saved(tmp_path: Path) -> None:
    home = Home.find(tmp_path)
    keeper = Library(home).create(**content("one"))
    wait_for(lambda: keeper._ledger.is_published, "published")
    shutil.rmtree(home.library)
    home.library.write_text("a file where the folder was: as good as a read-only disk")
    keeper.put(shared={"log": {"1": {"text": "two"}}})
    assert keeper.flush(5)
    wait_for(lambda: keeper.status.reason, "the library's trouble is told")
    assert str(keeper.status) == "saved"
    home.library.unlink()
    wait_for(lambda: keeper._ledger.is_published, "the library is written again")
    keeper.close()
    assert text_of(Library(home).read(ID).shared) == "two"


def test_a_home_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="state folder"):
        Library(Home.find(tmp_path / "file" / "home")).create(**content())


LIMITED = """
import resource, sys
from pathlib import Path
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from tests.store.conftest import content, wait_for
keeper = Library(Home.find(Path(sys.argv[1]))).create(**content("one"))
wait_for(lambda: keeper._ledger.is_published, "published")
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
keeper.put(shared={"log": {"1": {"text": "long " * 2000}}})
wait_for(lambda: keeper.status.word == "NOT SAVED", "told")
print(keeper.status)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
assert keeper.flush(5)
keeper.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits there")
def test_a_real_limit_of_the_system(tmp_path: Path) -> None:
    command = [sys.executable, "-c", LIMITED, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "NOT SAVED – no space left for this file\n"
    assert text_of(Library(Home.find(tmp_path)).read(ID).shared) == "long " * 2000
