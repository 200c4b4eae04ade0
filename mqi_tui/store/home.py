"""The three folders that hold everything."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Home:
    """Where the library, the local state and the configuration lie.

    Nothing is made by asking: a folder is made, with `make_folder`, when something is put into it.
    """

    library: Path
    """Conversations. May lie in a synced folder."""
    state: Path
    """Journals, locks, index, trash. Always on this computer."""
    config: Path
    """What the user has set."""
    exports: Path
    """What is made to be sent or shown, a folder for each conversation."""

    @classmethod
    def find(cls, root: Path | None = None) -> Home:
        """The home at `root`; without it at `MQI_HOME`; without that where the system puts data."""
        named = root or os.environ.get("MQI_HOME")
        if named:
            base = Path(named).expanduser().absolute()
            return cls(base / "library", base / "state", base / "config", base / "exports")
        from platformdirs import PlatformDirs

        dirs = PlatformDirs("mqi", appauthor=False)
        # One folder name each: on macOS and Windows all three would otherwise be the same folder.
        return cls(
            dirs.user_data_path / "library",
            dirs.user_state_path / "state",
            dirs.user_config_path / "config",
            dirs.user_documents_path / "MQI coaching",
        )


def make_folder(folder: Path) -> Path:
    """Make `folder` and what is missing above it, readable by its owner alone; returns it."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder
