"""Linux: what it has beyond `posix`."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from mqi_tui.systems.posix import (
    FORCES_FOLDERS,
    HAS_MODES,
    IS_AWAKENED,
    RENAME_KEEPS,
    TALKS_IN_PAIRS,
    called,
    forced_whole,
    inherited,
    is_away,
    let_go,
    locked,
    showed,
    started,
    terminals,
)
from mqi_tui.systems.posix import spill_nothing as spill_no_file

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "CLIPBOARD",
    "DEATH_SIGNAL",
    "FORCE",
    "FORCES_FOLDERS",
    "HAS_MODES",
    "IS_AWAKENED",
    "NAME",
    "RENAME_KEEPS",
    "TALKS_IN_PAIRS",
    "boot",
    "forced_whole",
    "inherited",
    "is_away",
    "let_go",
    "locked",
    "monotonic_ms",
    "part_large",
    "renamed",
    "restrict",
    "showed",
    "spill_nothing",
    "started",
    "terminals",
]

NAME = "Linux"
DEATH_SIGNAL = 1
CLIPBOARD = "wl-clipboard, xclip or xsel"
FORCE = "fdatasync"
_HERE = -100
"""AT_FDCWD: relative to the folder that the process stands in."""
_FREE_ONLY, _SWAP = 1, 2
_DUMPABLE = 4
_MMAP_THRESHOLD = -3
_BOOT = Path("/proc/sys/kernel/random/boot_id")


def renamed(source: bytes, target: bytes, swaps: bool) -> int | None:
    from ctypes import c_uint

    how = c_uint(_SWAP if swaps else _FREE_ONLY)
    return called("renameat2", _HERE, source, _HERE, target, how)


def part_large(size: int) -> None:
    """Else texts that grow by a letter leave holes in which none of the next ones has room."""
    import ctypes

    if mallopt := getattr(ctypes.CDLL(None), "mallopt", None):  # of glibc alone
        mallopt(_MMAP_THRESHOLD, size)


def monotonic_ms() -> int:
    """CLOCK_MONOTONIC stands still while Linux sleeps."""
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000


def boot() -> str:
    try:
        return _BOOT.read_text(encoding="ascii").strip()
    except OSError:
        return ""


def spill_nothing(*, files: bool = False) -> None:
    spill_no_file(files=files)
    if files:
        import ctypes

        ctypes.CDLL(None).prctl(_DUMPABLE, 0, 0, 0, 0)


def restrict(
    *, read: Iterable[str], use: Iterable[str], listens: bool, port: int, outward: int
) -> bool:
    from mqi_tui.systems.landlock import Open
    from mqi_tui.systems.landlock import restrict as keep_to

    return keep_to(Open(read, use, listens, port, outward))
