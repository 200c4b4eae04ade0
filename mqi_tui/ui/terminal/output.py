"""What is written to the terminal, by a thread of its own: the program never waits for it.

A terminal may stop taking output: a connection hangs, or somebody scrolls. Meanwhile what was
painted is dropped, rather than gathered without end, and drawn whole once it takes output again.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable

MOST = 2**20
"""Bytes that wait for the terminal, after which pictures are dropped."""
SMALL = 256
"""Bytes of what is no picture, but tells the terminal how to behave: never dropped."""


class Output:
    """Writes to a descriptor. `missed` is called on the writing thread, after a time of dropping.

    Nothing of Python's own buffers is used: a thread that hangs in one keeps the process from
    ending.
    """

    def __init__(self, descriptor: int, missed: Callable[[], None]) -> None:
        self._descriptor, self._missed = descriptor, missed
        self._bell = threading.Condition()
        self._waiting: deque[bytes] = deque()
        self._size = 0
        self._drops = self._is_gone = self._is_busy = False
        self._thread: threading.Thread | None = None

    def write(self, text: str) -> None:
        """Hand `text` over; returns at once."""
        data = text.encode("utf-8", "replace")
        with self._bell:
            if self._is_gone or not data:
                return
            if self._size > MOST and len(data) > SMALL:
                self._drops = True
                return
            self._waiting.append(data)
            self._size += len(data)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="output", daemon=True)
                self._thread.start()
            self._bell.notify_all()

    def finish(self, timeout: float) -> bool:
        """Wait at most `timeout` seconds for the terminal; whether it has taken everything."""
        with self._bell:
            return self._bell.wait_for(self._is_done, timeout)

    def _is_done(self) -> bool:
        return self._is_gone or not (self._waiting or self._is_busy)

    def _run(self) -> None:
        while True:
            with self._bell:
                self._bell.wait_for(lambda: bool(self._waiting))
                data = b"".join(self._waiting)
                self._waiting.clear()
                self._is_busy = True
            gone = not _put(self._descriptor, data)
            with self._bell:
                self._size -= len(data)
                self._is_busy, self._is_gone = False, gone
                missed = self._drops and not self._waiting  # before, it would be drawn in vain
                self._drops = self._drops and not missed
                self._bell.notify_all()
            if gone:
                return
            if missed:
                self._missed()


def _put(descriptor: int, data: bytes) -> bool:
    """Write all of it, however long that takes; False where the terminal is gone."""
    rest = memoryview(data)
    while rest:
        try:
            rest = rest[os.write(descriptor, rest) :]
        except BlockingIOError:  # somebody made it so; it is ours to wait
            _wait(descriptor)
        except OSError:
            return False
    return True


def _wait(descriptor: int) -> None:
    import select

    select.select([], [descriptor], [])
