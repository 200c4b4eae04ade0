"""Where windows of this computer find one another: the folder `state/share/`.

A window that wants to show the log asks here; the program that holds the conversation says here
where it is shared. What was shared is noted update by update until the conversation is closed, so
that a crash in the middle of it neither loses nor doubles a word.
"""

from __future__ import annotations

import contextlib
import json
import os
import struct
import time
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from mqi_tui.store.home import Home, make_folder

STILL_ASKING = 4.0
"""Seconds after which a question that was not repeated is forgotten."""
LEFT = 3600.0
"""Seconds after which updates that nobody announces are nobody's."""
_HEAD = struct.Struct("<II")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a conversation is shared: a port of this computer, and the role of each token.

    `room` names the document: another one is another document, though of the same conversation.
    """

    id: str
    room: str
    port: int
    tokens: Mapping[str, str]


class Meeting:
    """Questions and answers between the windows of one home."""

    def __init__(self, home: Home) -> None:
        self.folders = (home.library, home.state)
        """Where no other window has any business."""
        self._folder = home.state / "share"

    def ask(self, id_: str = "") -> None:
        """Ask for the log of a conversation, or of whichever is open. Repeat it while you wait."""
        _put(self._folder / "asked", id_)

    def asked(self) -> str | None:
        """The id that a window asks for, empty for any; None where nobody asks."""
        path = self._folder / "asked"
        try:
            if abs(time.time() - path.stat().st_mtime) > STILL_ASKING:
                return None
            return path.read_text(encoding="utf-8")
        except OSError:
            return None

    def announce(self, address: Address) -> None:
        """Say where a conversation is shared."""
        _put(self._folder / "address.json", json.dumps(asdict(address)))

    def announced(self) -> Address | None:
        """Where a conversation is shared, or was when its program stopped."""
        try:
            said = json.loads((self._folder / "address.json").read_text(encoding="utf-8"))
            return Address(
                str(said["id"]), str(said["room"]), int(said["port"]), dict(said["tokens"])
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def withdraw(self) -> None:
        """Nothing is shared any more."""
        (self._folder / "address.json").unlink(missing_ok=True)

    def forget(self, id_: str) -> None:
        """Keep nothing of a conversation that is deleted, nor of what no window shares any more."""
        with contextlib.suppress(OSError):
            if (self._folder / "asked").read_text(encoding="utf-8") == id_:
                (self._folder / "asked").unlink()
        address = self.announced()
        if address and address.id == id_:
            self.withdraw()
        for path in self._folder.glob("*.updates"):
            is_left = time.time() - path.stat().st_mtime > LEFT
            if address and path.stem == address.room and address.id != id_:
                continue
            if is_left or (address and path.stem == address.room):
                path.unlink(missing_ok=True)

    def updates(self, room: str) -> Updates:
        """The updates of a document that is shared, or was when its program stopped."""
        return Updates(self._folder / f"{room}.updates")


class Updates:
    """Updates one after the other, each with its length and checksum. Nothing is ever rewritten."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = -1

    def read(self) -> list[bytes]:
        """What was noted, up to the first record that a crash cut off."""
        return [payload for _, payload in self._records()]

    def append(self, update: bytes) -> None:
        """Note one more. It outlives this process; the journal of the log outlives the power.

        Raises:
            OSError: it could not be noted.
        """
        if self._descriptor < 0:
            self._open()
        record = _HEAD.pack(len(update), zlib.crc32(update)) + update
        if os.write(self._descriptor, record) != len(record):
            raise OSError("the disk is full")

    def close(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def remove(self) -> None:
        """Forget all of it, deleted words above all."""
        self.close()
        self._path.unlink(missing_ok=True)

    def _open(self) -> None:
        make_folder(self._path.parent)
        whole = max((end for end, _ in self._records()), default=0)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        self._descriptor = os.open(self._path, flags, 0o600)
        os.truncate(self._descriptor, whole)

    def _records(self) -> list[tuple[int, bytes]]:
        """Each whole record: where it ends, and what it holds."""
        try:
            data = self._path.read_bytes()
        except OSError:
            return []
        found, at = [], 0
        while at + _HEAD.size <= len(data):
            length, sum_ = _HEAD.unpack_from(data, at)
            payload = data[at + _HEAD.size : at + _HEAD.size + length]
            if len(payload) < length or zlib.crc32(payload) != sum_:
                break
            at += _HEAD.size + length
            found.append((at, payload))
        return found


def _put(path: Path, text: str) -> None:
    """Whole or not at all, for whoever reads it meanwhile."""
    make_folder(path.parent)
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8")
    beside.chmod(0o600)
    beside.replace(path)
