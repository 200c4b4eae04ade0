"""What can go wrong with a stored conversation, each in one line that a teacher can act on."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator


class StoreError(Exception):
    """Any trouble with the store. `str(error)` is one line, fit to be shown."""


class NotFound(StoreError):
    """There is no conversation of this id."""

    def __init__(self, id: str) -> None:  # noqa: A002 - ids are called ids everywhere
        super().__init__(f'no conversation "{id}"; "mqi list" shows all')


class InUse(StoreError):
    """Another process has the conversation open; `pid` says which (0: not known)."""

    def __init__(self, id: str, pid: int) -> None:  # noqa: A002
        holder = f" (process {pid})" if pid else ""
        super().__init__(f'"{id}" is open in another window{holder}; close it there first')
        self.id, self.pid = id, pid


class Damaged(StoreError):
    """A file cannot be read and nothing else holds its text. The file is left as it is."""

    def __init__(self, name: str, wrong: str = "") -> None:
        """`wrong`: what is wrong with it, where it can be read at all."""
        what = f"cannot be used: {wrong}. It" if wrong else "is damaged, or still being synced, and"
        super().__init__(f'"{name}" {what} was left as it is; no newer copy is known')


class OnlineOnly(StoreError):
    """A file is in a synced folder, and its content is not on this computer."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f'"{name}" is online only: open its folder in your file manager, '
            "let it be downloaded, then try again"
        )


class TooNew(StoreError):
    """A later version of mqi wrote the file. It is left as it is."""

    def __init__(self, name: str) -> None:
        super().__init__(f'"{name}" was written by a newer version of mqi; update mqi to open it')


class OfNoVersion(TooNew):
    """The file does not say which version wrote it, or names none that is known."""

    def __init__(self, name: str) -> None:
        StoreError.__init__(
            self,
            f'"{name}" is of no version that this mqi knows (meta.1.schema); perhaps a newer mqi '
            "does. It was left as it is",
        )


class Refused(StoreError):
    """A document holds something that JSON cannot hold (NaN, a date, a key that is no text)."""


REASONS = {
    errno.ENOSPC: "no space left on the disk",
    errno.EDQUOT: "no space left on the disk",
    errno.EFBIG: "no space left for this file",
    errno.EIO: "the disk reports an error",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "writing is not allowed in the folder",
    errno.EPERM: "writing is not allowed in the folder",
    errno.ENOENT: "the folder is gone",
    errno.ENOTDIR: "the folder is gone",
    errno.ENODEV: "the disk is not there",
    errno.ENXIO: "the disk is not there",
    errno.ESTALE: "the disk is not there",
}


def reason(error: BaseException) -> str:
    """`error` in a few plain words, without paths."""
    if isinstance(error, OSError):
        return REASONS.get(error.errno or 0, error.strerror or "the disk reports an error")
    if isinstance(error, MemoryError):
        return "no memory left"
    return str(error) if isinstance(error, StoreError) else type(error).__name__


@contextlib.contextmanager
def told(what: str) -> Iterator[None]:
    """What the disk refuses in here is one `StoreError`: `what`, and why. Also a decorator."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{what}: {reason(error)}") from error
