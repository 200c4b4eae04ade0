"""What keeps the shared windows out of everybody's files, terminals, programs and networks.

It holds from `fence` to the end of the process: an audit hook, which Python itself cannot take
away again, and on Linux the kernel's Landlock, which also holds for code that is not Python.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from mqi_tui.systems import here

PACKAGE = Path(__file__).resolve().parents[1]
SYSTEM = ("/usr", "/lib", "/lib64", "/etc", "/System", "/Library")
DEVICES = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")
HERE = ("127.0.0.1", "::1", "localhost")

READS = {"open", "os.listdir", "os.scandir"}
NEVER = {
    "os.chdir", "os.chflags", "os.chmod", "os.chown", "os.link", "os.lockf", "os.mkdir",
    "os.remove", "os.removexattr", "os.rename", "os.rmdir", "os.setxattr", "os.symlink",
    "os.truncate", "os.utime", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn",
    "os.startfile", "os.system", "pty.spawn", "subprocess.Popen", "sqlite3.connect",
    "os.killpg", "signal.pthread_kill", "socket.sendto", "socket.sendmsg",
}  # fmt: skip
"""Audit events of what a window has no business with."""


def fence(*, listens: bool = False, port: int = 0, abroad: bool = False, outward: int = 0) -> None:
    """From here on this process opens no file but those it runs from. Before any thread.

    It uses its own terminal alone, starts nothing, signals nobody, and talks to this computer
    alone: `listens` says whether it waits for others, on any port or that `port`, or calls one.
    `abroad`: it calls a hub on another computer, and nobody on this one is told of anything.
    `outward`: a port that one who listens may call all the same, on whichever computer.
    """
    sys.dont_write_bytecode = True
    roots, devices = readable(), usable(terminal=not listens)
    here.restrict(read=roots, use=devices, listens=listens, port=port, outward=outward)
    here.spill_nothing(files=True)
    allowed = tuple(f"{root.rstrip(os.sep)}{os.sep}" for root in roots)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event in READS:
            _look(arguments, allowed, devices)
        elif event in NEVER:
            raise PermissionError(f"{event}: not in a shared window")
        elif event in OUTWARD and outward and _is_outward(event, arguments, outward):
            return
        elif event in CHECKS and not (abroad and event in OUTWARD):
            CHECKS[event](arguments, listens)

    sys.addaudithook(hook)


def usable(*, terminal: bool) -> list[str]:
    """The devices that may be opened: harmless ones, and the process's own terminal."""
    own = ["/dev/tty", *here.terminals()] if terminal else []
    return [*DEVICES, *dict.fromkeys(own)]


def _calls(arguments: tuple[object, ...], listens: bool) -> None:
    if (listens and not here.TALKS_IN_PAIRS) or not _is_here(arguments[1]):
        raise PermissionError("socket.connect: not in a shared window")


def _is_outward(event: str, arguments: tuple[object, ...], port: int) -> bool:
    """Whether it is on the way to that port: calling it, or asking where its computer is."""
    if event == "socket.getaddrinfo":
        return arguments[1] == port
    address = arguments[1]
    return isinstance(address, tuple) and address[1] == port


def _binds(arguments: tuple[object, ...], listens: bool) -> None:
    if (not listens and not here.TALKS_IN_PAIRS) or not _is_here(arguments[1]):
        raise PermissionError("socket.bind: not in a shared window")


def _asks(arguments: tuple[object, ...], _listens: bool) -> None:
    if arguments[0] not in (*HERE, *(name.encode() for name in HERE)):
        raise PermissionError("a name of the network: not in a shared window")


def _signals(arguments: tuple[object, ...], _listens: bool) -> None:
    if arguments[0] != os.getpid():
        raise PermissionError("os.kill: not in a shared window")


def _is_here(address: object) -> bool:
    """Whether a socket's address is a port of this computer; one in the file system is none."""
    return isinstance(address, tuple) and address[0] in HERE


CHECKS: dict[str, Callable[[tuple[object, ...], bool], None]] = {
    "socket.connect": _calls,
    "socket.bind": _binds,
    "socket.getaddrinfo": _asks,
    "socket.gethostbyname": _asks,
    "socket.gethostbyaddr": _asks,
    "os.kill": _signals,
}
"""Audit events of what it may do within limits."""
OUTWARD = {"socket.connect", "socket.getaddrinfo"}
"""Of these, those without which no other computer is reached."""


def readable() -> list[str]:
    """The folders that Python and this package are read from, and the system's."""
    given = [*SYSTEM, os.environ.get("SYSTEMROOT", "")]
    pythons = [sys.prefix, sys.base_prefix, sys.exec_prefix, str(PACKAGE)]
    packages = [path for path in sys.path if path.endswith(("site-packages", "dist-packages"))]
    found = [os.path.realpath(path) for path in (*given, *pythons, *packages) if path]
    return [path for path in dict.fromkeys(found) if Path(path).is_dir() and path != os.sep]


def is_readable(folder: Path) -> bool:
    """Whether a folder lies among those, so that nothing keeps a shared window out of it."""
    real = f"{os.path.realpath(folder)}{os.sep}"
    return any(real.startswith(f"{root.rstrip(os.sep)}{os.sep}") for root in readable())


def _look(arguments: tuple[object, ...], allowed: tuple[str, ...], devices: list[str]) -> None:
    path = arguments[0] if arguments else None
    if path is None:
        raise PermissionError("the folder it stands in: not in a shared window")
    if isinstance(path, int):
        return  # what was handed over when it started
    real = os.path.realpath(os.fsdecode(path))  # type: ignore[arg-type]
    mode = str(arguments[1] or "") if len(arguments) > 1 else ""
    flags = arguments[2] if len(arguments) > 2 and isinstance(arguments[2], int) else 0
    writes = bool(set(mode) & set("wax+")) or bool(flags & (os.O_WRONLY | os.O_RDWR))
    if real in devices or real.casefold() == os.devnull:
        return
    if writes or not f"{real}{os.sep}".startswith(allowed):
        raise PermissionError(f"{real}: not in a shared window")
