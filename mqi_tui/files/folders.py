"""The folders that the coach has set: `[folders]` in `config.toml`."""

from __future__ import annotations

FILE = "config.toml"
NAMES = ("library", "exports")
"""Those that can lie elsewhere. What is local (journals, locks, backups) never leaves its place."""


def is_about(complaint: str) -> bool:
    """Whether a complaint means that conversations are looked for elsewhere than was set."""
    return (
        ": folders" in complaint or complaint.startswith(f"{FILE}: ") or ": not TOML" in complaint
    )
