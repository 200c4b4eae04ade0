"""One process at a time may write to a conversation. The system frees the lock of a dead one."""

from __future__ import annotations

import contextlib
import os
from functools import partial
from pathlib import Path

from mqi_tui.store.errors import InUse
from mqi_tui.store.home import make_folder
from mqi_tui.systems import here


class Lock:
    """The lock of one conversation, held until `release`.

    Its file exists while the conversation is open and, after a crash, until it is opened again:
    whoever finds the file knows that the journal may be newer than the library.

    Raises:
        InUse: another process holds it.
    """

    def __init__(self, folder: Path, id: str) -> None:  # noqa: A002
        self._path = make_folder(folder) / f"{id}.lock"
        while True:
            self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            if not here.locked(self._descriptor):
                pid = _holder(self._descriptor)
                os.close(self._descriptor)
                raise InUse(id, pid)
            if self._is_current():
                break
            os.close(self._descriptor)  # its holder removed it between our opening and locking
        with contextlib.suppress(OSError):  # on a full disk it holds all the same, namelessly
            os.ftruncate(self._descriptor, 0)
            os.write(self._descriptor, str(os.getpid()).encode())

    def release(self, *, settled: bool = True) -> None:
        """Free the lock. `settled` means that the library files hold everything."""
        with contextlib.suppress(OSError):
            if settled:
                here.let_go(self._descriptor, partial(self._path.unlink, missing_ok=True))
            else:
                os.close(self._descriptor)

    def _is_current(self) -> bool:
        try:
            return os.path.samestat(os.fstat(self._descriptor), self._path.stat())
        except FileNotFoundError:
            return False


def holder(folder: Path, id: str) -> int:  # noqa: A002
    """The process that has the conversation open; 0 where none has. Nothing is changed."""
    try:
        descriptor = os.open(folder / f"{id}.lock", os.O_RDWR)
    except OSError:
        return 0
    try:
        return 0 if here.locked(descriptor) else _holder(descriptor)
    finally:
        os.close(descriptor)


def _holder(descriptor: int) -> int:
    try:
        return int(os.read(descriptor, 20))
    except (OSError, ValueError):
        return 0
