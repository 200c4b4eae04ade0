"""The key that makes pseudonyms: who holds it can tell whose they are, so it never leaves."""

from __future__ import annotations

import contextlib
import secrets
from pathlib import Path

from mqi_tui.store.atomic import replace_file
from mqi_tui.store.errors import StoreError, reason
from mqi_tui.store.home import make_folder

FILE = "pseudonyms.key"
LENGTH = 32


def key(folder: Path) -> bytes:
    """The key in `folder`, made at its first use.

    Raises:
        StoreError: it can neither be read nor made; or it is damaged, and another one would give
            everybody another name without a word.
    """
    path = folder / FILE
    try:
        with contextlib.suppress(FileNotFoundError):
            return _read(path)
        made = secrets.token_hex(LENGTH)
        replace_file(make_folder(folder) / FILE, made.encode())
    except OSError as error:
        raise StoreError(f"{path}: {reason(error)}") from error
    return bytes.fromhex(made)


def _read(path: Path) -> bytes:
    try:
        found = bytes.fromhex(path.read_text(encoding="ascii"))
    except ValueError:
        found = b""
    if len(found) != LENGTH:
        raise StoreError(f"{path}: not a key of ours; moved away, new pseudonyms are made")
    return found
