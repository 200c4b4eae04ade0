"""Regular files alone are read: a pipe would wait for whoever writes it, a device never ends."""

from __future__ import annotations

import stat
from pathlib import Path


class NoFile(Exception):
    """What is there cannot be read as a file; the message says in a few words why."""


def content(path: Path, most: int) -> bytes:
    """The bytes of a file; of one that has more than `most`, one more than that.

    Raises:
        NoFile: for whatever keeps it from being read.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise NoFile("a folder, not a file" if path.is_dir() else "not a file")
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise NoFile((error.strerror or type(error).__name__).lower()) from None
    except ValueError:
        raise NoFile("not the name of a file") from None
