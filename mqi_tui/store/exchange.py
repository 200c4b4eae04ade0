"""Two renames that Python lacks: two files change places, and a file takes only a free name.

Linux and macOS have both as one step of the kernel. Where the system or the filesystem has not,
`swap` says so, and `move_new` does with a link, which no name is overwritten by either.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

_HERE = -100
"""AT_FDCWD of Linux: relative to the folder that the process stands in."""
_FREE_ONLY, _SWAP = (1, 2) if sys.platform == "linux" else (4, 2)
_CANNOT = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
_NO_LINKS = _CANNOT | {errno.EPERM, errno.EMLINK, errno.EXDEV}


def swap(one: Path, other: Path) -> bool:
    """Let two files change places in one step; False where that cannot be done here.

    Raises:
        OSError: one of them is not there, or may not be renamed. Both are where they were.
    """
    return _rename(one, other, _SWAP)


def move_new(source: Path, target: Path) -> None:
    """Rename a file, or a folder, to a name that is free.

    Raises:
        FileExistsError: it is not.
        OSError: it cannot be renamed; it is where it was.
    """
    if sys.platform == "win32":
        source.rename(target)  # which overwrites nothing there
    elif not _rename(source, target, _FREE_ONLY):
        _link(source, target)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        source.rename(target)
    else:
        source.unlink()


def _rename(source: Path, target: Path, how: int) -> bool:
    call = _call()
    if call is None:
        return False
    names = os.fsencode(source), os.fsencode(target)
    ends = (_HERE, names[0], _HERE, names[1]) if sys.platform == "linux" else names
    if call(*ends, ctypes.c_uint(how)) == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(source), None, str(target))


@cache
def _call() -> Any:
    """The C library's function, or None."""
    name = {"linux": "renameat2", "darwin": "renamex_np"}.get(sys.platform)
    return getattr(ctypes.CDLL(None, use_errno=True), name, None) if name else None
