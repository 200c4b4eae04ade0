"""What stood in a library file's place until it was replaced: ours goes, another's is kept beside.

Of what one device writes there is one other version, the newest: two devices that write the same
conversation at once see each other's text again and again, and each contains the one before.
"""

from __future__ import annotations

import contextlib
import glob
import os
from datetime import datetime
from pathlib import Path

from mqi_tui.store import atomic, files
from mqi_tui.store.exchange import move_new
from mqi_tui.store.files import Found

DEVICE = "device"
"""The file in the state folder that names this device."""


def device(state: Path) -> str:
    """By what the files that are written here are known: eight characters that say nothing else.

    Raises:
        OSError: it cannot be noted.
    """
    path = state / DEVICE
    with contextlib.suppress(FileNotFoundError):
        said = path.read_text(encoding="ascii", errors="replace").strip()
        if files.is_device(said):
            return said
    made = os.urandom(4).hex()
    atomic.replace_file(path, made.encode())
    return made


def left(path: Path) -> list[Path]:
    """What stood at `path` when a process was killed, and was not looked at yet."""
    return sorted(path.parent.glob(f".{glob.escape(path.name)}.*{atomic.STOOD}"))


def keep(found: Found, path: Path, now: datetime) -> Path:
    """Keep another's file, which stood at `path`, beside it; returns where.

    Raises:
        OSError: it is where it was.
    """
    if found.tables is None:
        return _under_new_name(found.path, path, now, damaged=True)
    by = files.writer(found.data or b"")
    if not by:
        return _under_new_name(found.path, path, now, damaged=False)
    target = files.aside(path, by)
    if target.exists() and files.writer(target.read_bytes()) != by:
        return _under_new_name(found.path, path, now, damaged=False)
    found.path.replace(target)
    return target


def _under_new_name(stood: Path, path: Path, now: datetime, *, damaged: bool) -> Path:
    for number in range(100):
        when = f"{now:%Y-%m-%d %H%M%S}{f' {number}' if number else ''}"
        target = path.with_name(f"{path.name}.damaged-{when}") if damaged else None
        target = target or files.aside(path, when)
        with contextlib.suppress(FileExistsError):
            move_new(stood, target)
            return target
    raise FileExistsError(path)
