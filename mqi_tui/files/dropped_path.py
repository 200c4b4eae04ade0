"""The file that a line names, however it came there: typed, or written by a terminal.

Most terminals write the path of a file that is dropped onto their window: some in quotes, some with
a backslash before each space, some as an address.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname


def path_in(line: str) -> Path:
    """The first reading of a line that is there; else the line as it stands."""
    paths = [_at_home(Path(name)) for name in _readings(line.strip())]
    return next(filter(_is_there, paths), paths[0])


def _at_home(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _readings(line: str) -> Iterator[str]:
    yield line
    if line[:1] in ("'", '"') and line[-1:] == line[:1]:
        yield line[1:-1]
    for name in (line, *_as_a_shell(line)):
        yield name
        if name.lower().startswith("file:"):
            yield _of_address(name)


def _as_a_shell(line: str) -> list[str]:
    """The one word that a line is for a shell; none where it is several, or a quote is open."""
    try:
        words = shlex.split(line)
    except ValueError:
        return []
    return words if len(words) == 1 else []


def _of_address(address: str) -> str:
    try:
        return url2pathname(urlsplit(address).path)
    except (ValueError, OSError):
        return address
