"""`mqi export ID --format md [-o PATH]`: the log and its header, and never a word of the rest."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from mqi_tui.commands import library, say, say_lines

STANDARD_OUTPUT = "-"


def run(options: Namespace) -> None:
    from mqi_tui.shared.export import markdown
    from mqi_tui.shelf import read

    text = markdown(read(library(options.home), options.id).log)
    if options.output != STANDARD_OUTPUT:
        Path(options.output).write_bytes(text.encode())
        say(f"The log is in {options.output}")
    elif sys.stdout.isatty():
        say_lines(text.rstrip("\n"))
    else:
        sys.stdout.buffer.write(text.encode())
