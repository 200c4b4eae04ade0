"""What the one-folder build starts: mqi, or the module that mqi asks of its Python.

A build has no Python of its own to call: `sys.executable` is this program. So the ways in which
mqi starts its own parts (`-m mqi_tui.share …`, `-I …/leash.py …`) are answered here.
"""

from __future__ import annotations

import os
import runpy
import sys

LEASH = "mqi_tui.services.leash"


def main() -> None:
    """Run mqi, its shared window or hub, or what holds a tunnel."""
    _give_back_the_libraries()
    if sys.argv[1:3] == ["-m", "mqi_tui.share"]:
        sys.argv[1:3] = []
        runpy.run_module("mqi_tui.share", run_name="__main__")
    elif sys.argv[1:2] == ["-I"]:
        sys.argv[1:3] = []
        runpy.run_module(LEASH, run_name="__main__")
    else:
        from mqi_tui.__main__ import main as mqi

        mqi()


def _give_back_the_libraries() -> None:
    """Let the programs that mqi starts find the system's libraries, not those of the build."""
    name = "LD_LIBRARY_PATH"
    if name in os.environ:
        os.environ[name] = os.environ.get(f"{name}_ORIG", "")
        if not os.environ[name]:
            del os.environ[name]


if __name__ == "__main__":
    main()
