"""The settings as they were judged last: who starts with the same ones does not wait for it again.

Kept are those that nothing was wrong with, beside the hash of what their file said. Whether their
folders are there is looked at each time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from dataclasses import replace
from functools import partial
from pathlib import Path

from mqi_tui import __version__
from mqi_tui.domain.values import NotAValue, from_data, to_data
from mqi_tui.files import config
from mqi_tui.files.config import Config
from mqi_tui.files.safe_read import LARGEST, NoFile, content
from mqi_tui.store.atomic import replace_file

FILE = "settings"


def load(folder: Path, state: Path) -> Config:
    """The configuration in `folder`, as `files.config.load` reads it."""
    return config.load(folder, partial(_judged, state))


def _judged(state: Path, text: str, name: str) -> Config:
    of = hashlib.sha256(f"{__version__}\n{text}".encode()).hexdigest()
    if known := _known(state, of):
        return known
    judged = config.read(text, name)
    if not judged.complaints and not judged.relay:  # a key is kept in one place
        _keep(state, of, judged)
    return judged


def _known(state: Path, of: str) -> Config | None:
    try:
        data = json.loads(content(state / FILE, LARGEST))
        if data["of"] != of:
            return None
        named = from_data(dict[str, str], data["folders"])
        folders = {name: Path(path) for name, path in named.items()}
        known = from_data(Config, data["settings"])
    except (NoFile, NotAValue, ValueError, TypeError, KeyError, RecursionError):
        return None
    return replace(known, folders=folders) if all(map(Path.is_dir, folders.values())) else None


def _keep(state: Path, of: str, judged: Config) -> None:
    """It is no loss where that cannot be done; no folder is made for it."""
    folders = {name: str(path) for name, path in judged.folders.items()}
    data = {"of": of, "settings": to_data(replace(judged, folders={})), "folders": folders}
    if state.is_dir():
        with contextlib.suppress(OSError, ValueError):
            replace_file(state / FILE, json.dumps(data).encode(), durable=False)
