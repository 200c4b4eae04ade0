"""`mqi plan ID --format yaml|md|docx [-o PATH]`: the plan, which is private, as a file."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from mqi_tui.commands import hand_over, library

if TYPE_CHECKING:
    from mqi_tui.domain.private.record import Private


def run(options: Namespace) -> None:
    from mqi_tui.services.reading import read

    half = read(library(options.home), options.id).private
    data = _written(options.format, half)
    sys.stderr.write("This is your private plan: it is not for the teacher.\n")
    hand_over(data, options.output, "plan", options.format)


def _written(format_: str, half: Private) -> bytes:
    from mqi_tui.files.guide.write import to_markdown, to_word, to_yaml

    if format_ == "docx":
        return to_word(half)
    return (to_markdown(half) if format_ == "md" else to_yaml(half.plan, half.drafts)).encode()
