"""Two renames that Python lacks: two files change places, and a file takes only a free name.

Linux and macOS have both as one step of the kernel. Where the system or the filesystem has not,
`swap` says so, and `move_new` does with a link, which no name is overwritten by either.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

from mqi_tui.systems import here

_CANNOT = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
_NO_LINKS = _CANNOT | {errno.EPERM, errno.EMLINK, errno.EXDEV}


def swap(one: Path, other: Path) -> bool:
    """Let two files change places in one step; False where that cannot be done here.

    Raises:
        OSError: one of them is not there, or may not be renamed. Both are where they were.
    """
    return _rename(one, other, True)


def move_new(source: Path, target: Path) -> None:
    """Rename a file, or a folder, to a name that is free.

    Raises:
        FileExistsError: it is not.
        OSError: it cannot be renamed; it is where it was.
    """
    if here.RENAME_KEEPS:
        source.rename(target)
    elif not _rename(source, target, False):
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


def _rename(source: Path, target: Path, swaps: bool) -> bool:
    number = here.renamed(os.fsencode(source), os.fsencode(target), swaps)
    if number is None or number in _CANNOT:
        return False
    if number:
        raise OSError(number, os.strerror(number), str(source), None, str(target))
    return True
