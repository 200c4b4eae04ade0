"""Regular files alone are read: a pipe would wait for whoever writes it, a device never ends."""

from __future__ import annotations

import codecs
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

LARGEST = 1_000_000
"""Bytes of a file that people write."""
PIECE = 1 << 20
"""Bytes that are read at once."""


class NoFile(Exception):
    """What is there cannot be read as a file; the message says in a few words why.

    Its cause is the system's error, where there was one.
    """


class NoText(NoFile):
    """It is not UTF-8, from `byte` on, on `line`; the first of both are 0 and 1."""

    def __init__(self, data: bytes, byte: int) -> None:
        super().__init__("not UTF-8; save the file as UTF-8")
        self.byte, self.line = byte, data.count(b"\n", 0, byte) + 1
        self.found = data[byte]


def text(path: Path, too_large: str = "larger than 1 MB") -> str:
    """What a file says, its lines ended by a line feed, without a byte order mark.

    `too_large`: what is told of one that has more than 1 MB.

    Raises:
        NoFile: for whatever keeps it from being read; `NoText`, if it is not UTF-8.
    """
    data = content(path, LARGEST)
    if len(data) > LARGEST:
        raise NoFile(too_large)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise NoText(data, error.start) from None


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
