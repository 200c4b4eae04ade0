"""Landlock, by which Linux keeps a process out of files, ports and other processes for good.

What it can keep out of depends on its version (ABI) in the kernel: files 1, renaming between
folders 2, shortening 3, TCP ports 4, devices' commands 5, others' abstract sockets and signals 6.
It holds for all code of the process, not only for Python's; what was open before stays open.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_NO_NEW_PRIVILEGES = 38
_PATH, _PORT = 1, 2
_WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 1, 1 << 2, 1 << 3
_TRUNCATE, _IOCTL = 1 << 14, 1 << 15
_ALL = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
_BIND, _CONNECT = 1, 2
_SOCKETS, _SIGNALS = 1, 2


@dataclass(frozen=True, slots=True)
class Open:
    """What stays open: folders and files to read, devices to use, whether a port may be had."""

    read: Iterable[str]
    use: Iterable[str]
    listens: bool
    """It may listen on a port that the system chooses, and connect to none; or the other way."""
    port: int = 0
    """Another port on which it may listen."""
    outward: int = 0
    """A port to which it may connect all the same."""


def abi() -> int:
    """Which version the kernel has; 0 where it has none."""
    if sys.platform != "linux":
        return 0
    return max(0, int(_libc().syscall(_CREATE, None, ctypes.c_size_t(0), 1)))


def restrict(left: Open) -> bool:
    """Close everything but `left`, for this process and what it starts; whether that was done."""
    version = abi()
    if not version:
        return False
    libc, files = _libc(), _ALL[min(version, 5)]
    net = (_BIND | (_CONNECT if left.listens else 0)) if version >= 4 else 0
    handled = [files, net, _SOCKETS | _SIGNALS][: 1 if version < 4 else 2 if version < 6 else 3]
    attributes = (ctypes.c_uint64 * len(handled))(*handled)
    size = ctypes.c_size_t(ctypes.sizeof(attributes))
    rules = libc.syscall(_CREATE, ctypes.byref(attributes), size, 0)
    if rules < 0:
        return False
    for path in left.read:
        _allow_path(libc, rules, path, _READ_FILE | _READ_DIR)
    for path in left.use:
        _allow_path(libc, rules, path, (_READ_FILE | _WRITE_FILE | _TRUNCATE | _IOCTL) & files)
    if net and left.listens:
        ports = [(_BIND, 0), (_BIND, left.port), (_CONNECT, left.outward)]
        for access, port in ports if left.outward else ports[:2]:
            rule = access.to_bytes(8, sys.byteorder) + port.to_bytes(8, sys.byteorder)
            _allow(libc, rules, _PORT, rule)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    done = bool(libc.syscall(_RESTRICT, rules, 0) == 0)
    os.close(rules)
    return done


def _allow_path(libc: Any, rules: int, path: str, access: int) -> None:
    try:
        there = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    rule = access.to_bytes(8, sys.byteorder) + there.to_bytes(4, sys.byteorder)
    _allow(libc, rules, _PATH, rule)
    os.close(there)


def _allow(libc: Any, rules: int, kind: int, rule: bytes) -> None:
    libc.syscall(_ADD, rules, kind, ctypes.create_string_buffer(rule, len(rule)), 0)


def _libc() -> Any:
    return ctypes.CDLL(None, use_errno=True)
