"""What every durable write rests on: write all of it, force it to the disk, replace files whole.

The store opens, writes, forces and replaces files only here (with this module's `os`), so that
tests can make each of these calls fail. While a file is written it has a hidden name and a lock:
one without a lock was left by a process that is gone.
"""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from mqi_tui.store.exchange import move_new, swap
from mqi_tui.systems import here

NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
LITTER = ".mqi-tmp"
"""The end of the name of a file that is not whole yet."""
STOOD = ".mqi-was"
"""The end of the name of a whole file that stood in the place of another, until it is looked at."""
PATIENCE = 0.5
"""Seconds to wait for a virus scanner or a sync client to let go of a file (Windows)."""


def create(path: Path) -> int:
    """The descriptor of a new file at `path`, readable by its owner alone.

    Raises:
        FileExistsError: there is one.
    """
    return os.open(path, NEW_FILE, 0o600)


def beside(path: Path, ending: str = LITTER) -> Path:
    """A hidden name beside `path` that nothing else has."""
    return path.with_name(f".{path.name}.{os.urandom(4).hex()}{ending}")


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of `data`, however many calls it takes."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def sync(descriptor: int) -> None:
    """Return when the file's content is on the disk itself.

    After a failure the descriptor must be closed: a second try can succeed without the data.
    """
    if not here.forced_whole(descriptor):
        getattr(os, here.FORCE)(descriptor)


def sync_folder(folder: Path) -> None:
    """Return when the names in `folder` are on the disk."""
    if not here.FORCES_FOLDERS:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some network folders have nothing to force
            raise
    finally:
        os.close(descriptor)


def replace_file(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Let `path` hold `data`: at every moment the file is the old one or the new one, whole.

    Raises:
        OSError: the file is then as it was.
    """
    temporary = beside(path)
    try:
        _write_new(temporary, data, durable)
        _replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    if durable:
        sync_folder(path.parent)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write into, which takes the place of the one at `path` once all went well.

    Raises:
        OSError: the file at `path` is then as it was.
    """
    temporary = beside(path)
    try:
        with os.fdopen(create(temporary), "wb") as file:
            _is_free(file.fileno())
            yield file
            file.flush()
            sync(file.fileno())
        _replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def put_new(path: Path, data: bytes) -> None:
    """Make a file that holds `data`, durably, under a name that is free.

    Raises:
        FileExistsError: it is not.
        OSError: there is no such file.
    """
    temporary = beside(path)
    try:
        _write_new(temporary, data, durable=True)
        move_new(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def take_place(path: Path, data: bytes) -> list[Path]:
    """Let `path` hold `data`, durably; where that lies now which stood there until that moment.

    Mostly that is one file, under a hidden name beside it: whoever calls looks at it, and removes
    or keeps it.

    Raises:
        OSError: the file is as it was.
    """
    temporary, new = beside(path), beside(path, STOOD)
    try:
        _write_new(temporary, data, durable=True)
        _replace(temporary, new)
        stood = _swapped(new, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
            new.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
    return stood


def _swapped(new: Path, path: Path) -> list[Path]:
    """Where the system cannot swap, what stands there goes aside first: nobody's is overwritten."""
    stood: list[Path] = []
    while True:
        try:
            if _patiently(swap, new, path):
                return [*stood, new]
            _replace(path, away := beside(path, STOOD))
            stood.append(away)
        except FileNotFoundError:
            pass  # nothing stands there
        try:
            move_new(new, path)
        except FileExistsError:
            continue  # someone put one there just now
        except OSError:
            if stood:
                move_new(stood[-1], path)
            raise
        return stood


def append(path: Path, data: bytes) -> None:
    """Put `data` behind what the file at `path` holds."""
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0))
    try:
        write_all(descriptor, data)
    finally:
        os.close(descriptor)


def sweep(path: Path) -> None:
    """Remove the temporary files that killed processes left while they replaced `path`."""
    for litter in path.parent.glob(f".{glob.escape(path.name)}.*{LITTER}"):
        remove_litter(litter)


def remove_litter(litter: Path) -> bool:
    """Remove a temporary file, unless a process that lives writes it; whether it is gone."""
    with contextlib.suppress(OSError):
        descriptor = os.open(litter, os.O_RDWR)
        try:
            if not _is_free(descriptor):
                return False
        finally:
            os.close(descriptor)
        litter.unlink()
    return not litter.exists()


def _is_free(descriptor: int) -> bool:
    """Lock a temporary file that nobody has. Where the filesystem knows no locks, nobody has."""
    try:
        return here.locked(descriptor)
    except OSError:
        return True


def _write_new(path: Path, data: bytes, durable: bool) -> None:
    descriptor = create(path)
    try:
        _is_free(descriptor)
        write_all(descriptor, data)
        if durable:
            sync(descriptor)
    finally:
        os.close(descriptor)


def _replace(source: Path, target: Path) -> None:
    _patiently(os.replace, source, target)


def _patiently(call: Callable[[Path, Path], object], source: Path, target: Path) -> object:
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            return call(source, target)
        except PermissionError as error:
            held = getattr(error, "winerror", None) in (5, 32, 33)
            if not held or time.monotonic() > give_up:
                raise
            time.sleep(0.02)
