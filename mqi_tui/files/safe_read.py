"""Regular files alone are read: a pipe would wait for whoever writes it, a device never ends."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

PIECE = 1 << 20
"""Bytes that are read at once."""


class NoFile(Exception):
    """What is there cannot be read as a file; the message says in a few words why.

    Its cause is the system's error, where there was one.
    """


def content(path: Path, most: int) -> bytes:
    """The bytes of a file; of one that has more than `most`, one more than that.

    Raises:
        NoFile: for whatever keeps it from being read.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise NoFile("a folder, not a file" if path.is_dir() else "not a file")
        with path.open("rb") as file:
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
