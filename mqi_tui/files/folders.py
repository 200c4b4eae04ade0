"""The folders that the coach has set: `[folders]` in `config.toml`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

FILE = "config.toml"
NAMES = ("library", "exports")
"""Those that can lie elsewhere. What is local (journals, locks, backups) never leaves its place."""
Complain = Callable[[str, str], None]


def placed(table: Any, complain: Complain) -> dict[str, Path]:
    """Name to folder; what cannot be used is complained of (setting, words) and left out."""
    if not isinstance(table, dict):
        complain("folders", 'folders are a table: [folders], then library = "~/OneDrive/MQI"')
        return {}
    found: dict[str, Path] = {}
    for name, value in table.items():
        if wrong := _wrong(name, value):
            complain(name, f"folders.{name}: {wrong}")
        else:
            found[name] = Path(value).expanduser()
    if len(found) == len(NAMES) and found["library"] == found["exports"]:
        complain("exports", "folders.exports: the library is there already; take another folder")
        del found["exports"]
    return found


def is_about(complaint: str) -> bool:
    """Whether a complaint means that conversations are looked for elsewhere than was set."""
    return (
        ": folders" in complaint or complaint.startswith(f"{FILE}: ") or ": not TOML" in complaint
    )


def _wrong(name: str, value: Any) -> str:
    """Why a folder cannot be used; empty where it can."""
    if name not in NAMES:
        return f"the folders that can be set are {' and '.join(NAMES)}"
    if not isinstance(value, str) or not value.strip():
        return 'a folder in quotes expected, such as "~/OneDrive/MQI"'
    try:
        path = Path(value).expanduser()
        if not path.is_absolute():
            return f'"{value}" does not say where: begin it with ~ or with the drive'
        if not path.is_dir():
            return f'"{value}" is no folder that is there now; make it, or connect its drive'
    except (OSError, ValueError, RuntimeError):
        return f'"{value}" is no folder'
    return ""
