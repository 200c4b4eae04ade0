"""Each system's differences: the same names everywhere, one place that chooses, others played."""

from __future__ import annotations

import ctypes
import errno
import inspect
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

import mqi_tui
from mqi_tui.store import atomic, exchange, lock
from mqi_tui.store.errors import InUse
from mqi_tui.systems import linux, macos, posix, windows

PACKAGE = Path(mqi_tui.__file__).parent
ALL = (posix, linux, macos, windows)
ASKS = re.compile(
    r"sys\.platform|os\.name\b|platform\.(?:system|platform|machine)\("
    r"|import (?:msvcrt|fcntl|termios|winreg|resource)\b|\bwindll\b|hasattr\(os,"
)


def names(system: ModuleType) -> dict[str, str]:
    """What a system has for others: its kind, or how it is called."""
    found = {name: getattr(system, name) for name in linux.__all__}
    return {
        name: str(inspect.signature(value))
        .replace("_source", "source")
        .replace("_target", "target")
        if callable(value)
        else type(value).__name__
        for name, value in found.items()
    }


@pytest.mark.parametrize("system", ALL, ids=lambda system: system.__name__)
def test_each_system_has_the_same_names(system: ModuleType) -> None:
    assert macos.__all__ == linux.__all__
    assert names(system) == names(posix)


def test_nobody_else_asks_which_system_it_is() -> None:
    asks = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if ASKS.search(path.read_text(encoding="utf-8"))
    }
    assert {path for path in asks if not path.startswith("systems/")} == set()
    assert "systems/__init__.py" in asks, "it would be seen"


@pytest.mark.skipif(sys.platform != "linux", reason="of this system alone")
def test_only_this_system_is_imported_and_nothing_dear() -> None:
    code = "import sys, mqi_tui.systems; print(*sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = said.stdout.split()
    ours = {name for name in loaded if name.startswith("mqi_tui.systems.")}
    assert ours == {"mqi_tui.systems.linux", "mqi_tui.systems.posix"}
    assert not {"ctypes", "subprocess", "fcntl", "resource"} & {*loaded}


MAPPED = """
import ctypes, sys
from mqi_tui.systems import here

class Told(ctypes.Structure):  # the fourth number: how many have memory of their own
    _fields_ = [("numbers", ctypes.c_size_t * 10)]

told = ctypes.CDLL(None).mallinfo2
told.restype = Told
if sys.argv[1:]:
    here.part_large(int(sys.argv[1]))
before = told().numbers[3]
kept = [bytes(20_000) for _ in range(500)]
print(told().numbers[3] - before)
"""


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "mallinfo2"),
    reason="of one C library alone",
)
def test_what_is_large_has_memory_of_its_own_on_linux() -> None:
    def parted(*size: str) -> int:
        said = subprocess.check_output([sys.executable, "-c", MAPPED, *size], text=True)
        return int(said)

    assert parted("16384") > 400, "but for what fits where something was before"
    assert parted() == 0, "unless it is asked for"


# Windows


class Msvcrt(ModuleType):
    """Locks of Windows: of bytes, where the descriptor stands, seen by all of this process."""

    LK_NBLCK = 2

    def __init__(self) -> None:
        super().__init__("msvcrt")
        self.held: dict[tuple[int, int], int] = {}

    def locking(self, descriptor: int, _: int, size: int) -> None:
        assert size == 1
        where = os.fstat(descriptor).st_ino, os.lseek(descriptor, 0, os.SEEK_CUR)
        if self.held.setdefault(where, descriptor) != descriptor:
            raise OSError(errno.EACCES, "locked")

    def get_osfhandle(self, descriptor: int) -> int:
        return descriptor + 1000

    def open_osfhandle(self, handle: int, flags: int) -> int:
        assert flags == os.O_RDONLY
        return handle - 1000


@pytest.fixture
def msvcrt(monkeypatch: pytest.MonkeyPatch) -> Msvcrt:
    found = Msvcrt()
    monkeypatch.setitem(sys.modules, "msvcrt", found)
    return found


def test_windows_locks_a_byte_behind_what_is_read(
    msvcrt: Msvcrt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "here", windows)
    held = lock.Lock(tmp_path, "a")
    assert {at for _, at in msvcrt.held} == {windows.FAR}
    with pytest.raises(InUse) as refused:
        lock.Lock(tmp_path, "a")
    assert refused.value.pid == os.getpid(), "who holds it can be read"
    held.release()
    assert not (tmp_path / "a.lock").exists()


def test_windows_closes_before_it_removes_and_the_others_after(tmp_path: Path) -> None:
    def is_open(descriptor: int) -> bool:
        try:
            os.fstat(descriptor)
        except OSError:
            return False
        return True

    seen = {}
    for system in ALL:
        descriptor = os.open(tmp_path / "file", os.O_RDWR | os.O_CREAT)
        system.let_go(descriptor, lambda one=descriptor, by=system: seen.update({by: is_open(one)}))
        assert not is_open(descriptor)
    assert seen == {posix: True, linux: True, macos: True, windows: False}


def test_windows_renames_to_a_free_name_and_says_that_it_cannot_swap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "here", windows)
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("one")
    exchange.move_new(one, other)
    assert (one.exists(), other.read_text()) == (False, "one")
    one.write_text("new")
    assert not exchange.swap(one, other)


def test_windows_has_no_folders_to_force(
    msvcrt: Msvcrt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic, "here", windows)
    atomic.sync_folder(tmp_path / "not there")
    atomic.replace_file(tmp_path / "file", b"words")
    assert (tmp_path / "file").read_bytes() == b"words"
    assert msvcrt.held


def test_windows_hands_a_pipe_over_by_its_handle(
    msvcrt: Msvcrt, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: dict[str, Any] = {}

    def popen(command: list[str], **options: Any) -> object:
        called.update(options, command=command)
        return "program"

    monkeypatch.setattr(subprocess, "STARTUPINFO", SimpleNamespace, raising=False)
    monkeypatch.setattr(subprocess, "Popen", popen)
    monkeypatch.setattr(os, "set_handle_inheritable", lambda *_: None, raising=False)
    program, pipe = windows.started(lambda number: ["window", str(number)], {"LANG": "C"})
    assert program == "program"  # type: ignore[comparison-overlap]
    [handle] = called["startupinfo"].lpAttributeList["handle_list"]
    assert called["command"] == ["window", str(handle)]
    assert called["close_fds"]
    pipe.close()
    end, ours = os.pipe()
    os.write(ours, b"said")
    os.close(ours)
    with windows.inherited(msvcrt.get_osfhandle(end)) as given:
        assert given.read() == b"said"


# macOS


@pytest.mark.parametrize(("fails", "done"), [(0, True), (errno.ENOTSUP, False), (errno.EIO, None)])
def test_macos_forces_the_disk_itself_where_it_can(
    fails: int, done: bool | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def call(_: int, what: int) -> None:
        assert what == 51
        if fails:
            raise OSError(fails, os.strerror(fails))

    fake = SimpleNamespace(F_FULLFSYNC=51, fcntl=call)
    monkeypatch.setitem(sys.modules, "fcntl", fake)
    if done is None:
        with pytest.raises(OSError, match=os.strerror(errno.EIO)):
            macos.forced_whole(0)
    else:
        assert macos.forced_whole(0) is done


class Libc:
    """The C library's rename, by whichever name, done by Python."""

    def __init__(self, name: str, swap: int, free: int) -> None:
        self._flags = {swap: "swap", free: "free"}
        self.told: list[str] = []
        setattr(self, name, self._rename)

    def _rename(self, *given: Any) -> int:
        self.told.append(self._flags[given[-1].value])
        return 0


RENAMES: list[tuple[Any, Callable[[], Libc]]] = [
    (linux, lambda: Libc("renameat2", 2, 1)),
    (macos, lambda: Libc("renamex_np", 2, 4)),
]


@pytest.mark.parametrize(("system", "made"), RENAMES, ids=["linux", "macos"])
def test_a_rename_says_to_the_kernel_what_is_meant(
    system: Any, made: Callable[[], Libc], monkeypatch: pytest.MonkeyPatch
) -> None:
    import ctypes

    libc = made()
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: libc)
    posix._function.cache_clear()
    try:
        assert system.renamed(b"a", b"b", False) == 0
        assert system.renamed(b"a", b"b", True) == 0
    finally:
        posix._function.cache_clear()
    assert libc.told == ["free", "swap"]


def test_where_the_kernel_has_no_such_rename_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    import ctypes

    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace())
    for system in (linux, macos):
        posix._function.cache_clear()
        assert system.renamed(b"a", b"b", True) is None
        posix._function.cache_clear()
    assert posix.renamed(b"a", b"b", True) is None
