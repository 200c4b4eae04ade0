"""What lies in the library folder: each pair of files, its name there and its stamp.

The folder may be synced and hold anything; what cannot be a conversation is passed over.
Names are text here, not paths: with thousands of conversations that is what takes the time.
"""

from __future__ import annotations

import contextlib
import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from mqi_tui.store import files, names, synced
from mqi_tui.systems import here

Stamp = list[int]
"""Time (ns) and size of the shared file, then of the private one; zeros where there is none.

The size is -1 where the content is not on this computer.
"""
AWAY = -1


def pairs(library: Path) -> dict[str, Stamp]:
    """Each pair of files in `library` and its folders: the name it goes by, and its stamp."""
    found: dict[str, Stamp] = defaultdict(lambda: [0, 0, 0, 0])
    for folder, item, name in _candidates(library):
        key, at = _place(name) if ".private" in name or ".shared" in name else (name, 0)
        try:
            about = item.stat()
        except OSError:
            continue
        is_here = item.name == name
        if is_here or not any(found[folder + key][at : at + 2]):
            found[folder + key][at : at + 2] = _stamp(about, is_here=is_here)
    return found


def stamp(path: Path) -> Stamp:
    """The stamp of the pair that goes by the file at `path`."""
    return [number for half in files.halves(path).values() for number in _stamp_at(half)]


def _stamp_at(path: Path) -> list[int]:
    for file in (path, files.placeholder(path)):
        with contextlib.suppress(OSError):
            return _stamp(file.stat(), is_here=file == path)
    return [0, 0]


def _stamp(about: os.stat_result, *, is_here: bool) -> list[int]:
    is_away = not is_here or here.is_away(about)
    return [about.st_mtime_ns, AWAY if is_away else about.st_size]


def _place(name: str) -> tuple[str, int]:
    """The name that a file's pair goes by, and where its half of the stamp begins."""
    if name.endswith(files.PRIVATE) and name.count(".") == 2:
        return f"{name.removesuffix(files.PRIVATE)}.json", 2
    half, _ = synced.lone(name)
    is_private = half == "private" or name.endswith(files.PRIVATE)
    return files.entry_name(name), 2 if is_private else 0


def _candidates(library: Path, folder: str = "") -> Iterator[tuple[str, os.DirEntry[str], str]]:
    """Folder, item, and name of the file that it is, or stands for."""
    try:
        items = list(os.scandir(library / folder))
    except OSError:
        return
    for item in items:
        name = item.name
        if name.endswith(".json") and not name.startswith((".", "~$")):
            yield folder, item, name
        elif real := synced.placeholder_of(name):
            yield folder, item, real
        elif synced.oddity(name) and names.looks_ours(synced.plain_stem(name)):
            yield folder, item, name
        elif not folder and not name.startswith(".") and _is_another(item, library):
            yield from _candidates(library, f"{name}/")


def _is_another(item: os.DirEntry[str], library: Path) -> bool:
    """Whether it is a folder of what is listed nowhere else; a link may lead to one elsewhere."""
    if not item.is_dir() or not item.is_symlink():
        return item.is_dir()
    home, there = library.resolve(), Path(item.path).resolve()
    return not (there.is_relative_to(home) or home.is_relative_to(there))
