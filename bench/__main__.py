"""Run the benchmarks, or the ones named. They print, and judge nothing.

python -m bench                     all
python -m bench echo quit           these
python -m bench echo --command "python -m mqi_tui demo" --ready "1 of 10" --focus ^l
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import pkgutil
import re
import shlex

import bench
from bench.measure import Subject


def main() -> None:
    """Read the command line and run."""
    options = _options()
    for name in options.names or [module.name for module in pkgutil.iter_modules(bench.__path__)]:
        run = getattr(importlib.import_module(f"bench.{name}"), "main", None)
        if run is None or name == "__main__":
            continue
        takes_subject = "subject" in inspect.signature(run).parameters
        if options.command and takes_subject:
            run(_subject(options))
        elif not options.command or options.names:
            run()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description="Ratios against floors.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="modules of this folder")
    parser.add_argument("--command", help="another program to measure")
    parser.add_argument("--ready", default="READY", help="text in its first full frame")
    parser.add_argument("--focus", default="", help="keys that focus its editor, such as ^l")
    parser.add_argument("--quit", default="^q", help="keys that end it")
    return parser.parse_args()


def _subject(options: argparse.Namespace) -> Subject:
    command = tuple(shlex.split(options.command))
    focus, leave = _keys(options.focus), _keys(options.quit)
    return Subject(options.command, command, options.ready, focus, leave)


def _keys(written: str) -> str:
    """The characters that keys written as ^q or as themselves send; \\r is Enter."""
    controls = re.sub(r"\^([a-z])", lambda match: chr(ord(match[1]) - 96), written)
    return controls.replace("\\r", "\r")


if __name__ == "__main__":
    main()
