"""All tortures, or the ones named: `python -m tests.torture [--long] [store] [share] …`.

`--long`: as long as the figures in docs/promises.md are meant to be, some two hours. Each has
options of its own when it is run as a module, such as `python -m tests.torture.store -h`.
"""

from __future__ import annotations

import importlib
import sys

LONG = {
    "store": ("--kills", "1000"),
    "calls": (),
    "power": ("--cuts", "100"),
    "app": ("--kills", "200"),
    "share": ("--kills", "60"),
    "guests": ("--troubles", "40"),
    "converge": ("--runs", "2000"),
    "hostile": ("--updates", "100000"),
    "relay": ("--troubles", "60"),
    "monkey": ("--minutes", "60"),
    "cycle": (),
}
"""Each torture, and what makes its long form."""


def main() -> None:
    """Run them one after the other; the first that loses something ends it."""
    names = [name for name in sys.argv[1:] if name != "--long"] or [*LONG]
    is_long = "--long" in sys.argv[1:]
    if unknown := [name for name in names if name not in LONG]:
        sys.exit(f"no such torture: {', '.join(unknown)}; there are {', '.join(LONG)}")
    for name in names:
        print(f"{name}:", flush=True)
        sys.argv = [name, *(LONG[name] if is_long else ())]
        try:
            importlib.import_module(f"tests.torture.{name}").main()
        except SystemExit as end:
            if end.code:
                raise


if __name__ == "__main__":
    main()
