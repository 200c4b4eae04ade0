"""What keeps the shared windows out of everybody's files, the conversations' among them.

It holds from `fence` to the end of the process: an audit hook, which Python itself cannot take
away again, and on Linux the kernel's Landlock, which also holds for code that is not Python.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
SYSTEM = ("/usr", "/lib", "/lib64", "/etc", "/System", "/Library")
DEVICES = "/dev"

READS = {"open", "os.listdir", "os.scandir"}
NEVER = {
    "os.chdir", "os.chflags", "os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove",
    "os.rename", "os.rmdir", "os.symlink", "os.truncate", "os.utime", "os.exec", "os.fork",
    "os.forkpty", "os.posix_spawn", "os.spawn", "os.startfile", "os.system", "subprocess.Popen",
    "sqlite3.connect",
}  # fmt: skip
"""Audit events of what a window has no business with."""

_READ_FILE, _READ_DIR, _EXECUTE, _WRITE_FILE = 1 << 2, 1 << 3, 1 << 0, 1 << 1
_ALL_OF_ABI = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1}
_CREATE, _ADD, _RESTRICT, _NO_NEW_PRIVILEGES = 444, 445, 446, 38


def fence() -> None:
    """From here on this process opens no file but those it runs from. Before any thread."""
    sys.dont_write_bytecode = True
    roots = readable()
    _landlock(roots)
    allowed = tuple(f"{root.rstrip(os.sep)}{os.sep}" for root in roots)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event in READS:
            _look(arguments, allowed)
        elif event in NEVER:
            raise PermissionError(f"{event}: not in a shared window")

    sys.addaudithook(hook)


def readable() -> list[str]:
    """The folders that Python and this package are read from, and the system's."""
    given = [*SYSTEM, DEVICES, os.environ.get("SYSTEMROOT", "")]
    pythons = [sys.prefix, sys.base_prefix, sys.exec_prefix, str(PACKAGE)]
    packages = [path for path in sys.path if path.endswith(("site-packages", "dist-packages"))]
    found = [os.path.realpath(path) for path in (*given, *pythons, *packages) if path]
    return [path for path in dict.fromkeys(found) if Path(path).is_dir() and path != os.sep]


def is_readable(folder: Path) -> bool:
    """Whether a folder lies among those, so that nothing keeps a shared window out of it."""
    real = f"{os.path.realpath(folder)}{os.sep}"
    return any(real.startswith(f"{root.rstrip(os.sep)}{os.sep}") for root in readable())


def _look(arguments: tuple[object, ...], allowed: tuple[str, ...]) -> None:
    path = arguments[0] if arguments else None
    if path is None:
        raise PermissionError("the folder it stands in: not in a shared window")
    if isinstance(path, int):
        return  # what was handed over when it started
    real = os.path.realpath(os.fsdecode(path))  # type: ignore[arg-type]
    mode = str(arguments[1] or "") if len(arguments) > 1 else ""
    flags = arguments[2] if len(arguments) > 2 and isinstance(arguments[2], int) else 0
    writes = bool(set(mode) & set("wax+")) or bool(flags & (os.O_WRONLY | os.O_RDWR))
    is_device = real.startswith(f"{DEVICES}/")
    if not f"{real}{os.sep}".startswith(allowed) or (writes and not is_device):
        raise PermissionError(f"{real}: not in a shared window")


def _landlock(roots: Iterable[str]) -> None:
    """The same by the kernel, where it can; the hook stands where it cannot."""
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None, use_errno=True)
    abi = libc.syscall(_CREATE, None, ctypes.c_size_t(0), 1)
    if abi < 1:
        return
    handled = ctypes.c_uint64(_ALL_OF_ABI[min(abi, 3)])
    rules = libc.syscall(_CREATE, ctypes.byref(handled), ctypes.c_size_t(8), 0)
    if rules < 0:
        return
    for root in roots:
        access = _READ_FILE | _READ_DIR | _EXECUTE
        access |= _WRITE_FILE if root == DEVICES else 0
        folder = os.open(root, os.O_PATH | os.O_CLOEXEC)
        rule = ctypes.create_string_buffer(
            access.to_bytes(8, sys.byteorder) + folder.to_bytes(4, sys.byteorder)
        )
        libc.syscall(_ADD, rules, 1, rule, 0)
        os.close(folder)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    libc.syscall(_RESTRICT, rules, 0)
    os.close(rules)
