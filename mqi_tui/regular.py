"""Regular files alone are read: a pipe would wait for whoever writes it, a device never ends."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

OPENED = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""How: what became a pipe since it was looked at is not waited for."""


class NoFile(Exception):
    """What is there cannot be read as a file; the message says in a few words why.

    Its cause is the system's error, where there was one.
    """


PIECE = 1 << 20


def content(path: Path, most: int) -> bytes:
    """The bytes of a file; of one that has more than `most`, one more than that.

    Raises:
        NoFile: for whatever keeps it from being read.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise NoFile("a folder, not a file" if path.is_dir() else "not a file")
        with open(os.open(path, OPENED), "rb") as file:  # noqa: PTH123 - a descriptor has no path
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise NoFile("not a file")
            return b"".join(_pieces(file, most + 1))
    except OSError as error:
        raise NoFile((error.strerror or type(error).__name__).lower()) from error
    except ValueError:
        raise NoFile("not the name of a file") from None
    except MemoryError:
        raise NoFile("larger than the memory") from None


def _pieces(file: BinaryIO, left: int) -> Iterator[bytes]:
    """What is there, at most `left` bytes: no more memory is taken than the file has."""
    while left and (piece := file.read(min(PIECE, left))):
        left -= len(piece)
        yield piece
