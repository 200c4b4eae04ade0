"""All tortures, or the ones named: `python -m tests.torture [store] [share] …`.

Each has options of its own when it is run as a module, such as `python -m tests.torture.store -h`.
"""

from __future__ import annotations

import importlib
import sys

NAMES = ("store", "app", "share", "guests", "converge", "hostile", "relay", "monkey")


def main() -> None:
    """Run them one after the other; the first that loses something ends it."""
    names = sys.argv[1:] or NAMES
    if unknown := [name for name in names if name not in NAMES]:
        sys.exit(f"no such torture: {', '.join(unknown)}; there are {', '.join(NAMES)}")
    for name in names:
        print(f"{name}:", flush=True)
        sys.argv = [name]
        try:
            importlib.import_module(f"tests.torture.{name}").main()
        except SystemExit as end:
            if end.code:
                raise


if __name__ == "__main__":
    main()
