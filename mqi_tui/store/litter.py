"""Hidden files that killed processes left: half-written ones go, whole ones are kept.

Nothing is judged by a clock: who writes such a file has it locked.
"""

from __future__ import annotations

import errno
import glob
import os
from collections.abc import Iterable
from pathlib import Path

from mqi_tui.store import atomic, files
from mqi_tui.store.home import Home


def sweep(home: Home) -> None:
    """Remove all temporary files that nobody writes any more."""
    for root in (home.library, home.state, home.exports, home.config):
        for path in _within(root, atomic.LITTER):
            atomic.remove_litter(path)


def stood_for(home: Home) -> set[Path]:
    """The files that conversations go by, beside which another lies that stood in their place."""
    found = _within(home.library, atomic.STOOD)
    names = (path.with_name(path.name[1:].rsplit(".", 2)[0]) for path in found)
    return {files.entry_path(path) for path in names}


def refuse_half(folder: Path) -> None:
    """Remove what is left of half-written files in `folder`.

    Raises:
        OSError: one is being written just now, or cannot be removed.
    """
    for path in _within(folder, atomic.LITTER):
        if not atomic.remove_litter(path):
            raise OSError(errno.EBUSY, "a backup is being made; try again in a minute", str(path))


def remove_beside(path: Path) -> None:
    """Remove every hidden file that stood, or was to stand, in the place of `path`.

    Raises:
        OSError: one cannot be removed.
    """
    for ending in (atomic.LITTER, atomic.STOOD):
        for one in path.parent.glob(f".{glob.escape(path.name)}.*{ending}"):
            one.unlink(missing_ok=True)


def _within(root: Path, ending: str) -> Iterable[Path]:
    for folder, _, names in os.walk(root):
        yield from (Path(folder, name) for name in names if name.endswith(ending))
