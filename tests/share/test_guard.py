"""The processes that show the log cannot open a file of the conversations, however they try."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mqi_tui.domain.roles import Admitted
from mqi_tui.share import guard, start
from mqi_tui.store.home import Home
from tests.cli.forks import CAN_FORK, Forked

CANARY = "xylophone"

WAYS = {
    "open": "open(path).read()",
    "open bytes": "open(os.fsencode(path)).read()",
    "os.open": "os.read(os.open(path, os.O_RDONLY), 99).decode()",
    "io": "io.FileIO(path).read().decode()",
    "pathlib": "pathlib.Path(path).read_text()",
    "through a detour": "open(os.path.join('/usr/..', path[1:])).read()",
    "relative": "open(os.path.relpath(path)).read()",
    "through a link": "open(link).read()",
    "through itself": "open('/proc/self/root' + path).read()",
    "the parent's file": "open(f'/proc/{os.getppid()}/fd/{parents}').read()",
    "list": "str(os.listdir(os.path.dirname(path)))",
    "scan": "str([one.name for one in os.scandir(os.path.dirname(path))])",
    "walk": "str([*os.walk(os.path.dirname(path))][0])",
    "glob": "str([*pathlib.Path(path).parent.iterdir()])",
    "mmap": "mmap.mmap(os.open(path, os.O_RDONLY), 0, prot=mmap.PROT_READ)[:].decode()",
    "shell": "subprocess.check_output(['cat', path], text=True)",
    "system": "os.popen('cat ' + path).read()",
    "sqlite": "str(sqlite3.connect(path).execute('select 1').fetchall()) + path",
    "tinydb": "str(tinydb.TinyDB(path).all())",
}
BEYOND_PYTHON = {
    "libc": (
        "(lambda libc, buffer: (libc.read(libc.open(path.encode(), 0), buffer, 99), "
        "buffer.value.decode())[1])(ctypes.CDLL(None), ctypes.create_string_buffer(99))"
    ),
}  # fmt: skip
IMPORTS = "ctypes, io, mmap, os, pathlib, socket, sqlite3, subprocess, sys, tinydb"
HAS_LANDLOCK = (
    "import ctypes; print(ctypes.CDLL(None).syscall(444, None, ctypes.c_size_t(0), 1) > 0)"
)


def landlock() -> bool:
    if sys.platform != "linux":
        return False
    said = subprocess.run([sys.executable, "-c", HAS_LANDLOCK], capture_output=True, check=True)
    return said.stdout.strip() == b"True"


@pytest.fixture(name="secret")
def _secret(tmp_path: Path) -> Path:
    secret = tmp_path / "home" / f"{CANARY}.json"
    secret.parent.mkdir()
    secret.write_text(f'{{"_default": {{"1": {{"note": "{CANARY}"}}}}}}')
    (tmp_path / "link").symlink_to(secret)
    return secret


def tried(secret: Path, way: str, fence: str) -> str:
    """What a process that begins with `fence` gets to read, or the error it meets.

    The process that started it has the file open all the while.
    """
    link = secret.parents[1] / "link"
    with secret.open() as held:
        code = (
            f"import {IMPORTS}\n{fence}\n"
            f"path, link, parents = {str(secret)!r}, {str(link)!r}, {held.fileno()}\n"
            f"try: print({way})\nexcept BaseException as error: print(type(error).__name__)"
        )
        start: Any = Forked if CAN_FORK and "getppid" not in way else subprocess.Popen
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        process = start([sys.executable, "-c", code], **pipes)
        with process.stdout, process.stderr:
            said = process.stdout.read() + process.stderr.read()
        process.wait(30)
    return str(said.decode())


FENCE = "from mqi_tui.share.guard import fence; fence()"


@pytest.mark.parametrize("way", WAYS)
def test_no_way_of_python_reads_a_conversation(secret: Path, way: str) -> None:
    assert CANARY not in tried(secret, WAYS[way], FENCE)


@pytest.mark.skipif(not landlock(), reason="needs Landlock")
@pytest.mark.parametrize("way", BEYOND_PYTHON)
def test_no_way_beyond_python_does_either(secret: Path, way: str) -> None:
    assert CANARY not in tried(secret, BEYOND_PYTHON[way], FENCE)


@pytest.mark.parametrize("way", [*WAYS, *BEYOND_PYTHON])
def test_without_the_fence_all_of_them_do(secret: Path, way: str) -> None:
    """The control: ways that read nothing in any case would prove nothing."""
    if sys.platform != "linux" and "/proc" in WAYS.get(way, ""):
        pytest.skip("there is no /proc")
    assert CANARY in tried(secret, {**WAYS, **BEYOND_PYTHON}[way], "")


NEVER = [
    "open('/usr/lib/new', 'w')",
    "os.open('/usr/lib/new', os.O_CREAT | os.O_WRONLY)",
    "os.mkdir('/tmp/new')",
    "os.remove('/tmp/new')",
    "os.rename('/tmp/a', '/tmp/b')",
    "os.chdir('/')",
    "os.listdir()",
    "subprocess.run(['true'])",
    "os.system('true')",
    "os.fork()",
    "os.chmod(path, 0o600)",
    "os.utime(path)",
    "os.chown(path, -1, -1)",
    "os.setxattr(path, 'user.a', b'1')",
    "os.kill(os.getppid(), 0)",
    "socket.create_connection(('192.0.2.1', 9), 0.1)",
    "socket.getaddrinfo('example.org', 80)",
    "socket.socket().bind(('127.0.0.1', 0))",
    "socket.socket(socket.AF_UNIX).connect('/tmp/any')",
    "socket.socket(socket.AF_UNIX).bind(path + '.socket')",
    "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
    "open('/dev/ptmx', 'r+b')",
    "open('/dev/shm/new', 'w')",
]


@pytest.mark.parametrize("way", NEVER)
def test_it_writes_nothing_and_starts_nothing(secret: Path, way: str) -> None:
    assert "PermissionError" in tried(secret, way, FENCE)


def test_it_still_finds_its_own_code_and_its_terminal(secret: Path) -> None:
    fine = "__import__('textual.widgets') and open('/dev/null', 'w')"
    assert "null" in tried(secret, fine, FENCE)


def test_a_library_among_the_programs_files_is_told_apart(tmp_path: Path) -> None:
    """There no fence could keep a window out: such a home is not shared."""
    assert not guard.is_readable(tmp_path)
    assert guard.is_readable(Path(sys.prefix) / "conversations")
    assert not guard.is_readable(Path("/dev/shm/home")), "of /dev a few devices alone are open"
    home = Home.find(tmp_path)
    assert not any(guard.is_readable(folder) for folder in (home.library, home.state))


def test_there_no_hub_and_no_window_starts(tmp_path: Path) -> None:
    inside = Path(sys.prefix) / "conversations"
    with pytest.raises(PermissionError, match="could read there"):
        start.hub(Admitted({}), [tmp_path, inside])
    with pytest.raises(PermissionError, match="could read there"):
        start.window([tmp_path, inside])


def test_a_hub_with_a_relay_calls_that_port_and_no_other() -> None:
    code = (
        "import socket, sys; from mqi_tui.share.guard import fence\n"
        "server, other = (socket.create_server(('127.0.0.1', 0)) for _ in range(2))\n"
        "port, next = (one.getsockname()[1] for one in (server, other))\n"
        "if sys.argv[1:]: fence(listens=True, outward=port)\n"
        "def tried(call, *arguments):\n"
        "    try: call(*arguments)\n"
        "    except PermissionError: return 'closed'\n"
        "    except OSError: pass\n"
        "    return 'open'\n"
        "call, ask = (lambda to: socket.create_connection(('127.0.0.1', to))), socket.getaddrinfo\n"
        "print(tried(call, port), tried(ask, 'relay.invalid', port))\n"
        "print(tried(call, next), tried(ask, 'relay.invalid', next), tried(open, sys.argv[0]))\n"
    )

    def said(*arguments: str) -> list[str]:
        command = [sys.executable, "-c", code, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()

    assert said()[:4] == ["open"] * 4
    assert said("fenced") == ["open", "open", "closed", "closed", "closed"]
