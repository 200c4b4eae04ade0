"""What a shared log became, update by update, until the conversation is closed.

A crash in the middle of it neither loses nor doubles a word, as long as nothing is missing among
the updates: where one could not be noted, all of the document is noted anew in one.
"""

from __future__ import annotations

import contextlib
import os
import stat
import struct
import threading
import zlib
from collections import deque
from collections.abc import Callable
from pathlib import Path
from tempfile import mkstemp

from mqi_tui.files.safe_read import NoFile, content
from mqi_tui.store.errors import reason
from mqi_tui.store.home import make_folder

_HEAD = struct.Struct("<II")
MOST = 2**26
"""Bytes of updates that are read; of more, none is believed."""
LONG = 2**23
"""Bytes of updates beside the document itself, after which it is noted anew in one."""


class Updates:
    """Updates one after the other, each with its length and checksum.

    They outlive this process; the journal of the log outlives the power.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = -1
        self._size = 0
        self._whole = 0

    def read(self) -> list[bytes]:
        """What was noted, up to the first record that is not whole."""
        return self._records()[0]

    @property
    def is_torn(self) -> bool:
        """Whether something stands there that is no whole record."""
        return self._records()[2]

    @property
    def is_long(self) -> bool:
        """Whether so much was appended that writing it anew would pay."""
        return self._size > LONG + 2 * self._whole

    def append(self, update: bytes) -> None:
        """Note one more.

        Raises:
            OSError: it could not be noted; nothing of it is left there.
        """
        if self._descriptor < 0:
            self._open()
        self._write(_record(update))

    def begin_anew(self, update: bytes) -> None:
        """Note `update` in the place of all before it: whole, or not at all.

        Raises:
            OSError: it could not be noted; what was noted before stands.
        """
        folder = make_folder(self._path.parent)
        descriptor, name = mkstemp(".tmp", f"{self._path.stem}.", folder)
        try:
            record = _record(update)
            _write_all(descriptor, record)
            Path(name).replace(self._path)
        except BaseException:
            os.close(descriptor)
            Path(name).unlink(missing_ok=True)
            raise
        self.close()
        self._descriptor, self._size, self._whole = descriptor, len(record), len(record)

    def close(self) -> None:
        """Let go of the file; it stays as it is, and closing twice does no harm."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def remove(self) -> None:
        """Forget all of it, deleted words above all."""
        self.close()
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _open(self) -> None:
        make_folder(self._path.parent)
        flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)
        flags |= getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(self._path, flags, 0o600)
        try:
            _only_a_file(descriptor)
            self._size = self._records()[1]
            os.truncate(descriptor, self._size)
            os.lseek(descriptor, self._size, os.SEEK_SET)
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor

    def _write(self, record: bytes) -> None:
        try:
            _write_all(self._descriptor, record)
        except OSError:
            with contextlib.suppress(OSError):
                os.truncate(self._descriptor, self._size)
            self.close()
            raise
        self._size += len(record)

    def _records(self) -> tuple[list[bytes], int, bool]:
        """What each whole record holds, where the last one ends, and whether more is there."""
        try:
            data = content(self._path, MOST)
        except NoFile:
            return [], 0, False
        if len(data) > MOST:
            return [], 0, True
        found, at = [], 0
        while at + _HEAD.size <= len(data):
            length, sum_ = _HEAD.unpack_from(data, at)
            payload = data[at + _HEAD.size : at + _HEAD.size + length]
            if len(payload) < length or zlib.crc32(payload) != sum_:
                break
            at += _HEAD.size + length
            found.append(payload)
        return found, at, at < len(data)


def _only_a_file(descriptor: int) -> None:
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        raise OSError("not a file")


def _record(update: bytes) -> bytes:
    return _HEAD.pack(len(update), zlib.crc32(update)) + update


def _write_all(descriptor: int, record: bytes) -> None:
    """A disk that is nearly full takes a part, and refuses the rest with the reason."""
    while record:
        record = record[os.write(descriptor, record) :]


class Noting:
    """Notes a document's updates on whichever thread calls `write`, in their order.

    `whole` is called on the thread of the document: all of it in one update.
    """

    def __init__(self, updates: Updates, whole: Callable[[], bytes]) -> None:
        self._updates, self._whole = updates, whole
        self._waiting: deque[tuple[bytes, bool]] = deque()
        self._lock, self._writing = threading.Lock(), threading.Lock()
        self.trouble = ""
        """Why something is missing among what was noted; empty again once all of it is there."""

    def note(self, update: bytes, _: bool = False) -> None:
        """One more update; where one before it is missing, all of the document instead."""
        if self.trouble or self._updates.is_long:
            self.note_all()
        else:
            self._put(update, is_all=False)

    def note_all(self) -> None:
        """All of the document in one, in the place of what was noted."""
        self._put(self._whole(), is_all=True)

    def _put(self, update: bytes, *, is_all: bool) -> None:
        with self._lock:
            if is_all:
                self._waiting.clear()
            self._waiting.append((update, is_all))

    @property
    def waits(self) -> bool:
        """Whether something is still to be written, or what went wrong is to be mended."""
        return bool(self._waiting or self.trouble)

    def write(self) -> None:
        """Write what waits. What goes wrong is told in `trouble`, and mended by `note_all`."""
        with self._writing:
            with self._lock:
                batch = [*self._waiting]
                self._waiting.clear()
            starts = [place for place, (_, is_all) in enumerate(batch) if is_all]
            if self.trouble and not starts:
                return  # after a gap, a later update is of no use
            try:
                for update, is_all in batch[starts[-1] if starts else 0 :]:
                    (self._updates.begin_anew if is_all else self._updates.append)(update)
            except OSError as error:
                self.trouble = reason(error)
            else:
                self.trouble = ""

    def stop(self) -> None:
        """Write what waits, and let go of the file."""
        self.write()
        with self._writing:
            self._updates.close()

    def forget(self) -> None:
        """Keep nothing of it."""
        with self._writing:
            self._updates.remove()
