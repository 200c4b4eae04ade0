"""`mqi notes ID [--format md|txt] [-o PATH]`: the quick notes, which are private, as a file."""

from __future__ import annotations

import sys
from argparse import Namespace

from mqi_tui.commands import hand_over, library, settle


def run(options: Namespace) -> None:
    from mqi_tui.domain.private.notes_sheet import to_markdown, to_text
    from mqi_tui.services.own_files import notes
    from mqi_tui.services.reading import read

    settle(options.home)
    found = read(library(options.home), options.id)
    sheet = to_text if options.format == "txt" else to_markdown
    sys.stderr.write("These are your private notes: they are not for the teacher.\n")
    hand_over(notes(found, sheet).encode(), options.output, "sheet of notes", options.format)
