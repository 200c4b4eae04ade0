"""What is half typed in a dialog at home, where no conversation is open that could keep it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from mqi_tui.files.safe_read import NoFile, content
from mqi_tui.store import atomic
from mqi_tui.store.home import make_folder

NAME = "unsent.json"
MOST = 1_000_000
"""Bytes of the file. Nobody types more into a few lines."""


def read(state: Path) -> dict[str, str]:
    """Dialog to what was typed there; nothing where the file cannot be understood."""
    try:
        data = content(state / NAME, MOST)
        found = json.loads(data) if len(data) <= MOST else {}
    except (NoFile, ValueError, RecursionError):
        return {}
    items = found.items() if isinstance(found, dict) else ()
    return {key: text for key, text in items if isinstance(text, str) and text}


def write(state: Path, changes: Mapping[str, str]) -> None:
    """Keep what was typed (an empty text: nothing is left of it), beside what others keep there.

    Raises:
        OSError: the file is then as it was.
    """
    kept = {key: text for key, text in {**read(state), **changes}.items() if text}
    path = make_folder(state) / NAME
    if kept:
        atomic.replace_file(path, json.dumps(kept).encode())
    else:
        path.unlink(missing_ok=True)
