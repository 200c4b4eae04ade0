"""macOS: what it has otherwise than `posix`."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from mqi_tui.systems.posix import (
    CLIPBOARD,
    DEATH_SIGNAL,
    FORCE,
    FORCES_FOLDERS,
    HAS_MODES,
    IS_AWAKENED,
    RENAME_KEEPS,
    TALKS_IN_PAIRS,
    called,
    inherited,
    let_go,
    locked,
    monotonic_ms,
    part_large,
    restrict,
    shown_by,
    spill_nothing,
    started,
    terminals,
)

if TYPE_CHECKING:
    import os
    from pathlib import Path

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

NAME = "macOS"
_FREE_ONLY, _SWAP = 4, 2
_AWAY = 0x40000000
"""File flag: dataless."""
_NOT_KNOWN = (errno.ENOTSUP, errno.EINVAL, errno.ENOTTY)


def forced_whole(descriptor: int) -> bool:
    """`fsync` leaves it in the disk's own memory."""
    import fcntl

    try:
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)  # type: ignore[attr-defined,unused-ignore]
    except OSError as error:
        if error.errno not in _NOT_KNOWN:
            raise
        return False
    return True


def renamed(source: bytes, target: bytes, swaps: bool) -> int | None:
    from ctypes import c_uint

    how = c_uint(_SWAP if swaps else _FREE_ONLY)
    return called("renamex_np", source, target, how)


def is_away(about: os.stat_result) -> bool:
    return bool(getattr(about, "st_flags", 0) & _AWAY)


def boot() -> str:
    import subprocess

    command = ["/usr/sbin/sysctl", "-n", "kern.bootsessionuuid"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    return answer.stdout.strip()


def showed(folder: Path) -> bool:
    return shown_by("open", folder)
