"""`mqi export`: the log with its header in the form it is sent in, and never a word of the rest."""

from __future__ import annotations

import shutil
import sys
import time
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from mqi_tui.commands import STANDARD_OUTPUT, Refused, hand_over, library, say, settle
from mqi_tui.text.clean import visible

if TYPE_CHECKING:
    from mqi_tui.store.library import Library

PATIENCE = 1.0
"""Seconds after which it is said how far the work is."""


def run(options: Namespace) -> int:
    if not (options.id or options.all):
        options.refuse("which conversation? Give its ID, or --all for every one")
    settle(options.home)
    if options.all:
        return _all(options)
    from mqi_tui.exports import NoDate, made
    from mqi_tui.services.export_writer import handed
    from mqi_tui.services.reading import read
    from mqi_tui.services.system_clock import read as now
    from mqi_tui.services.system_clock import zone

    conversations = library(options.home)
    given = handed(conversations, read(conversations, options.id), now(), zone())
    try:
        data = made(given, options.format)
    except NoDate:
        words = "no date is set for the next conversation: mqi live ID, then ctrl+g d sets it"
        raise Refused(words) from None
    hand_over(data, options.output, "log", options.format)
    return 0


def _all(options: Namespace) -> int:
    """Folders with every form; the last line says where."""
    conversations = library(options.home)
    base = conversations.exports
    if options.output != STANDARD_OUTPUT:
        base = Path(options.output)
    progress = Progress()
    try:
        folder, complaints = _bundles(conversations, options.id, base, progress)
    finally:
        progress.clear()
    for line in complaints:
        sys.stderr.write(visible(line) + "\n")
    say(str(folder))
    return 1 if complaints else 0


def _bundles(
    conversations: Library, id_: str | None, base: Path, progress: Progress
) -> tuple[Path, list[str]]:
    from mqi_tui.services.export_writer import bundle, bundles, folder_of, handed
    from mqi_tui.services.reading import read
    from mqi_tui.services.system_clock import read as now
    from mqi_tui.services.system_clock import zone

    if not id_:
        if not conversations.entries():
            raise Refused("there are no conversations to export")
        return base, bundles(conversations, base, now(), zone(), progress)
    found = read(conversations, id_)
    folder = base / folder_of(conversations, found).name
    return bundle(handed(conversations, found, now(), zone()), folder, progress), []


class Progress:
    """A line on a terminal that is written anew, once the work takes long; on a pipe nothing."""

    def __init__(self) -> None:
        self._began, self._shown = time.monotonic(), False

    def __call__(self, done: int, of: int, following: str) -> None:
        if sys.stderr.isatty() and time.monotonic() - self._began > PATIENCE:
            self._write(f"{done} of {of}  {visible(following)}")
            self._shown = True

    def clear(self) -> None:
        if self._shown:
            self._write("")
            sys.stderr.write("\r")

    def _write(self, line: str) -> None:
        width = shutil.get_terminal_size().columns - 1
        sys.stderr.write(f"\r{line[:width]:<{width}}")
        sys.stderr.flush()
