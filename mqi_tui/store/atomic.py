"""What every durable write rests on: write all of it, force it to the disk, replace files whole.

The store opens, writes, forces and replaces files only here (with this module's `os`), so that
tests can make each of these calls fail.
"""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
LITTER = ".mqi-tmp"
PATIENCE = 0.5
"""Seconds to wait for a virus scanner or a sync client to let go of a file (Windows)."""


def create(path: Path) -> int:
    """The descriptor of a new file at `path`, readable by its owner alone.

    Raises:
        FileExistsError: there is one.
    """
    return os.open(path, NEW_FILE, 0o600)


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of `data`, however many calls it takes."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def sync(descriptor: int) -> None:
    """Return when the file's content is on the disk itself.

    After a failure the descriptor must be closed: a second try can succeed without the data.
    """
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        except OSError as error:
            if error.errno not in (errno.ENOTSUP, errno.EINVAL, errno.ENOTTY):
                raise
        else:
            return
    if sys.platform == "linux":
        os.fdatasync(descriptor)
    else:
        os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Return when the names in `folder` are on the disk."""
    if sys.platform == "win32":
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
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}{LITTER}")
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
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}{LITTER}")
    try:
        with os.fdopen(create(temporary), "wb") as file:
            yield file
            file.flush()
            sync(file.fileno())
        _replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


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
        with contextlib.suppress(OSError):
            litter.unlink()


def _write_new(path: Path, data: bytes, durable: bool) -> None:
    descriptor = create(path)
    try:
        write_all(descriptor, data)
        if durable:
            sync(descriptor)
    finally:
        os.close(descriptor)


def _replace(source: Path, target: Path) -> None:
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            os.replace(source, target)  # noqa: PTH105 - this module's `os` is the tests' seam
        except PermissionError as error:
            held = getattr(error, "winerror", None) in (5, 32, 33)
            if not held or time.monotonic() > give_up:
                raise
            time.sleep(0.02)
        else:
            return
