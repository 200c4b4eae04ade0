"""The colours that the coach chose last, for the next start. What the settings say goes before."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

from mqi_tui.files.safe_read import NoFile, content
from mqi_tui.store.atomic import replace_file
from mqi_tui.store.home import make_folder

FILE = "look"
LONGEST = 32
"""Bytes of a name."""


def chosen(state: Path, looks: Sequence[str]) -> str:
    """The name that was chosen; empty where none of `looks` was."""
    try:
        name = content(state / FILE, LONGEST).decode(errors="replace").strip()
    except (NoFile, ValueError):
        return ""
    return name if name in looks else ""


def choose(state: Path, name: str) -> None:
    """Keep the name of a look. It is no loss where that cannot be done."""
    with contextlib.suppress(OSError, ValueError):
        replace_file(make_folder(state) / FILE, f"{name}\n".encode(), durable=False)
