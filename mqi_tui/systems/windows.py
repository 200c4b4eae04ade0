"""Windows. What each name means is said in `posix`."""

from __future__ import annotations

import os
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

NAME = "Windows"
HAS_MODES = False
IS_AWAKENED = False
TALKS_IN_PAIRS = True
DEATH_SIGNAL = 0
CLIPBOARD = ""
FORCE = "fsync"
FORCES_FOLDERS = False
RENAME_KEEPS = True
FAR = 1 << 30
"""Locked bytes cannot be read: one far behind all content is locked."""
_AWAY = 0x1000 | 0x40000 | 0x400000
"""File attributes: offline, recall on open, recall on data access."""


def locked(descriptor: int) -> bool:
    import msvcrt

    os.lseek(descriptor, FAR, os.SEEK_SET)
    try:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return False
    finally:
        os.lseek(descriptor, 0, os.SEEK_SET)
    return True


def let_go(descriptor: int, remove: Callable[[], object]) -> None:
    """Only a closed file can be removed, and no locked one."""
    os.close(descriptor)
    remove()


def forced_whole(descriptor: int) -> bool:
    del descriptor
    return False


def renamed(source: bytes, target: bytes, swaps: bool) -> int | None:
    del source, target, swaps
    return None


def is_away(about: os.stat_result) -> bool:
    return bool(getattr(about, "st_file_attributes", 0) & _AWAY)


def part_large(size: int) -> None:
    del size


def monotonic_ms() -> int:
    import ctypes

    tick = ctypes.windll.kernel32.GetTickCount64  # type: ignore[attr-defined,unused-ignore]
    tick.restype = ctypes.c_ulonglong
    return int(tick())


def boot() -> str:
    return ""


def showed(folder: Path) -> bool:
    os.startfile(folder)  # type: ignore[attr-defined,unused-ignore]  # noqa: S606
    return True


def spill_nothing(*, files: bool = False) -> None:
    del files


def restrict(
    *, read: Iterable[str], use: Iterable[str], listens: bool, port: int, outward: int
) -> bool:
    del read, use, listens, port, outward
    return False


def terminals() -> list[str]:
    return []


def started(
    command: Callable[[int], list[str]], environment: Mapping[str, str]
) -> tuple[subprocess.Popen[bytes], IO[bytes]]:
    import msvcrt
    import subprocess

    end, ours = os.pipe()
    handle = msvcrt.get_osfhandle(end)  # type: ignore[attr-defined,unused-ignore]
    os.set_handle_inheritable(handle, True)  # type: ignore[attr-defined,unused-ignore]
    startup = subprocess.STARTUPINFO()  # type: ignore[attr-defined,unused-ignore]
    startup.lpAttributeList = {"handle_list": [handle]}
    program = subprocess.Popen(  # noqa: S603
        command(handle), close_fds=True, startupinfo=startup, env=environment
    )
    os.close(end)
    return program, os.fdopen(ours, "wb", buffering=0)


def inherited(number: int) -> IO[bytes]:
    import msvcrt

    end = msvcrt.open_osfhandle(number, os.O_RDONLY)  # type: ignore[attr-defined,unused-ignore]
    return os.fdopen(end, "rb")
