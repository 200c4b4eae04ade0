"""`mqi report [--csv] [-o PATH]`: what a programme may learn, and exactly that."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from mqi_tui.commands import STANDARD_OUTPUT, folders, hand_over, say_lines

if TYPE_CHECKING:
    from mqi_tui.services.report import Named
    from mqi_tui.store.home import Home
    from mqi_tui.store.library import Library


def run(options: Namespace) -> None:
    from mqi_tui.services.report import as_csv, as_text, explained, rows
    from mqi_tui.store.library import Library

    if options.columns:
        say_lines(explained())
        return
    home = folders(options.home)
    library = Library(home)
    found = rows(library, _named(home, options), rehearsed=options.rehearsals)
    if options.output != STANDARD_OUTPUT:
        say_lines(as_text(found))  # whoever sends it has seen it
    text = as_csv(found) if options.csv else as_text(found) + "\n"
    hand_over(text.encode(), options.output, "report", "csv" if options.csv else "txt")
    if not (found or options.rehearsals):
        _tell_of_rehearsals(library)


def _named(home: Home, options: Namespace) -> Named:
    from mqi_tui.services.pseudonyms import key
    from mqi_tui.services.report import pseudonyms

    return pseudonyms(key(home.config)) if options.pseudonyms else str


def _tell_of_rehearsals(library: Library) -> None:
    """An empty report is told why, beside it: what was rehearsed was said by nobody."""
    from mqi_tui.services.report import rows

    if rehearsed := rows(library, rehearsed=True):
        sys.stderr.write(f"{len(rehearsed)} rehearsed, none held; --rehearsals reports those\n")
