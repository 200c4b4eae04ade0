"""What the kernel keeps a fenced process out of, though it went round Python's own hook.

Each way is tried without the fence as well: one that fails in any case would prove nothing. Where
the kernel's Landlock is too old for it, the test is skipped, and so nothing is claimed.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from mqi_tui.systems import landlock

pytestmark = pytest.mark.skipif(not landlock.abi(), reason="the kernel has no Landlock")

TOOLS = """
import ctypes, os, socket, struct, sys
libc = ctypes.CDLL(None, use_errno=True)
def opened(path):
    number = libc.open(path.encode(), os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
    return b"got in" if number >= 0 else b"kept out"
def connected(family, address):
    number = libc.socket(family, socket.SOCK_STREAM, 0)
    done = libc.connect(number, address, len(address))
    return b"got in" if done == 0 else b"kept out"
def tcp(port):
    return struct.pack("=H", socket.AF_INET) + struct.pack("!H", port) + bytes([127, 0, 0, 1]) + bytes(8)
def bound(port):
    number = libc.socket(socket.AF_INET, socket.SOCK_STREAM, 0)
    return b"got in" if libc.bind(number, tcp(port), 16) == 0 else b"kept out"
def run():
    ours, theirs = os.pipe()
    if libc.fork() == 0:
        libc.dup2(theirs, 1)
        libc.execv(b"/usr/bin/echo", (ctypes.c_char_p * 3)(b"echo", b"got in", None))
        libc._exit(9)
    os.close(theirs)
    return os.read(ours, 99) or b"kept out"
def limits():
    import resource
    return repr([resource.getrlimit(resource.RLIMIT_CORE)[0], libc.prctl(3, 0, 0, 0, 0)]).encode()
def say(what):
    os.write(1, what)
"""  # noqa: E501
WAYS = {
    "another terminal": (1, "opened({tty!r})", "window"),
    "another terminal, for the hub": (1, "opened({tty!r})", "hub"),
    "a new terminal": (1, "opened('/dev/ptmx')", "window"),
    "a program": (1, "run()", "window"),
    "another's port, for the hub": (4, "connected(socket.AF_INET, tcp({port}))", "hub"),
    "a port of its own, for the window": (4, "bound(0)", "window"),
    "a port that was chosen, for the hub": (4, "bound({free})", "hub"),
    "another's abstract socket": (
        6, "connected(socket.AF_UNIX, struct.pack('=H', socket.AF_UNIX) + b'\\0' + {name!r})", "hub"
    ),
    "a signal to the coach's program": (
        6, "b'got in' if libc.kill(os.getppid(), 0) == 0 else b'kept out'", "window"
    ),
}  # fmt: skip


FENCES = {
    "": "", "window": "fence()", "hub": "fence(listens=True)",
    "hub with a relay": "fence(listens=True, outward={port})",
    "hub with another relay": "fence(listens=True, outward={free})",
}  # fmt: skip


@contextmanager
def targets() -> Iterator[dict[str, object]]:
    """A terminal, a port and a socket of somebody else, and a port that is free."""
    name = f"mqi test {os.urandom(4).hex()}".encode()
    ours, theirs = os.openpty()
    with (
        closing(socket.create_server(("127.0.0.1", 0))) as server,
        closing(socket.create_server(("127.0.0.1", 0))) as other,
        closing(socket.socket(socket.AF_UNIX)) as abstract,
    ):
        abstract.bind(b"\0" + name)
        abstract.listen()
        free = other.getsockname()[1]
        other.close()
        port = server.getsockname()[1]
        yield {"tty": os.ttyname(theirs), "port": port, "free": free, "name": name}
    os.close(ours)
    os.close(theirs)


def tried(way: str, role: str) -> str:
    """What a process says that tries it, fenced in as `role`; not fenced in where that is empty."""
    with targets() as given:
        fence = f"from mqi_tui.share.guard import fence; {FENCES[role]}".format(**given)
        code = f"{TOOLS}\n{fence if role else ''}\nsay({way.format(**given)})"
        command = [sys.executable, "-c", code]
        said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    return said.stdout.strip() or said.stderr


@pytest.mark.parametrize("way", WAYS)
def test_the_kernel_keeps_it_out(way: str) -> None:
    needed, code, role = WAYS[way]
    if landlock.abi() < needed:
        pytest.skip(f"the kernel's Landlock is {landlock.abi()}, this needs {needed}")
    assert tried(code, "") == "got in", "the control"
    assert tried(code, role) == "kept out"


def test_what_it_lives_on_stays_open() -> None:
    assert tried("opened('/dev/null')", "window") == "got in"
    assert tried("connected(socket.AF_INET, tcp({port}))", "window") == "got in"
    assert tried("bound(0)", "hub") == "got in"
    assert tried("b'got in' if libc.kill(os.getpid(), 0) == 0 else b''", "hub") == "got in"


@pytest.mark.skipif(landlock.abi() < 4, reason="the kernel's Landlock knows no ports")
def test_a_hub_may_call_the_port_of_its_relay_alone() -> None:
    calls = "connected(socket.AF_INET, tcp({port}))"
    assert tried(calls, "hub with a relay") == "got in"
    assert tried(calls, "hub with another relay") == "kept out"


def test_nothing_of_its_memory_is_to_be_had() -> None:
    """Neither a core file, nor for a debugger of the same user."""
    assert tried("limits()", "window") == "[0, 0]"
