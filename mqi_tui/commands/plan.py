"""`mqi plan ID --format yaml|md|docx [-o PATH]`: the plan, which is private, as a file."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from mqi_tui.commands import Refused, library, say, say_lines

if TYPE_CHECKING:
    from mqi_tui.private.form import Drafts
    from mqi_tui.private.plan import Plan

STANDARD_OUTPUT = "-"


def run(options: Namespace) -> None:
    from mqi_tui.shelf import read

    half = read(library(options.home), options.id).private
    data = _written(options.format, half.plan, half.drafts)
    sys.stderr.write("This is your private plan: it is not for the teacher.\n")
    if options.output != STANDARD_OUTPUT:
        Path(options.output).write_bytes(data)
        say(f"The plan is in {options.output}")
    elif not sys.stdout.isatty():
        sys.stdout.buffer.write(data)
    elif options.format == "docx":
        raise Refused("a Word file cannot be shown on a terminal; add -o plan.docx")
    else:
        say_lines(data.decode().rstrip("\n"))


def _written(format_: str, plan: Plan, drafts: Drafts) -> bytes:
    from mqi_tui.paper.write import to_markdown, to_word, to_yaml

    if format_ == "docx":
        return to_word(plan, drafts)
    return (to_yaml if format_ == "yaml" else to_markdown)(plan, drafts).encode()
