"""A folder, shown by the system's own program for that."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import which

PATIENCE = 10.0
"""Seconds after which the program is taken to have shown it."""
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")


def opened(folder: Path) -> bool:
    """Show a folder that is there; whether there is a program for that, and a desktop."""
    if sys.platform == "win32":
        os.startfile(folder)  # noqa: S606 - a folder, shown by the system
        return True
    program = which("open" if sys.platform == "darwin" else "xdg-open")
    if program is None or not (sys.platform == "darwin" or any(map(os.environ.get, _DISPLAYS))):
        return False
    quiet = subprocess.DEVNULL
    try:
        done = subprocess.run(  # noqa: S603 - the system's own program, and a path
            [program, str(folder)],
            stdin=quiet, stdout=quiet, stderr=quiet, timeout=PATIENCE, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return True
    return done.returncode == 0
