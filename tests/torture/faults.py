"""Every call of a deed to the disk fails once, each in turn; or the process dies there.

Calls are met where Python makes them (its audit events), and those without an event in the modules
that make them. Only what happens inside one folder counts.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mqi_tui.store import atomic, exchange

EVENTS = {
    "open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.utime", "os.link", "os.truncate",
    "os.listdir", "os.scandir",
}  # fmt: skip
WRITES = ("write", "fsync", "fdatasync")
READS = ("read", "os.listdir", "os.scandir")
"""Calls that find the disk as they leave it; an `open` in order to read is called so."""


class Faults:
    """What befalls the disk under `root`: at call number `at` (0: never) `strike` is called."""

    def __init__(self, root: Path, at: int, strike: Callable[[], None]) -> None:
        self.root, self.at, self.strike = str(root), at, strike
        self.calls: list[str] = []

    @property
    def changing(self) -> list[int]:
        """The numbers of those calls that change something."""
        return [at for at, call in enumerate(self.calls, 1) if not call.startswith(READS)]

    def met(self, what: str) -> None:
        self.calls.append(what)
        if len(self.calls) == self.at:
            self.strike()


_active: list[Faults] = []


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if not _active or event not in EVENTS or not arguments:
        return
    path = arguments[0]
    if event == "open" and not arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        event = "read"
    if isinstance(path, (str, os.PathLike)) and str(path).startswith(_active[0].root):
        _active[0].met(f"{event} {Path(path).relative_to(_active[0].root)}")


_is_hooked: list[bool] = []


class _Disk:
    """Stands in for `os` in `atomic`, for the calls that have no event."""

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in WRITES or not _active:
            return real

        def call(*arguments: Any) -> Any:
            _active[0].met(name)
            return real(*arguments)

        return call


@contextlib.contextmanager
def faulty(faults: Faults) -> Iterator[Faults]:
    """While this lasts, `faults` befall the disk."""
    if not _is_hooked:
        sys.addaudithook(_hook)
        _is_hooked.append(True)
    renamed = exchange._rename

    def rename(source: Path, target: Path, swaps: bool) -> bool:
        faults.met(f"rename {source} {target}")
        return renamed(source, target, swaps)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(atomic, "os", _Disk())
        patch.setattr(exchange, "_rename", rename)
        _active.append(faults)
        try:
            yield faults
        finally:
            _active.clear()


def failing(code: int) -> Callable[[], None]:
    def strike() -> None:
        raise OSError(code, os.strerror(code))

    return strike


def dying() -> None:
    os._exit(9)


def in_a_child(deed: Callable[[], object]) -> None:
    """Do it in a process that may die of it."""
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            deed()
        os._exit(0)
    os.waitpid(child, 0)
