"""The planning guide on paper: what coaches have filled in, in Word, Markdown or plain text."""

from __future__ import annotations

from pathlib import Path

from mqi_tui.files.guide.blocks import PaperError
from mqi_tui.files.guide.match import Found, match

__all__ = ["Found", "PaperError", "read"]

YAML = (".yaml", ".yml")
WHOLE = frozenset(["minutes"])
"""What a plan of ours always says: without a number, as many minutes as usual."""
LONGEST, MOST_LINES = 100_000, 3_000
"""Letters and lines of one field with which the app still opens at once; a transcript fits."""


def read(path: Path) -> Found:
    """What a file says: a plan of ours, or a planning guide in Word, Markdown or plain text.

    Raises:
        PaperError: in one line, why it cannot be read; for a plan of ours, in a line each.
    """
    if path.suffix.lower() in YAML:
        return _bounded(path, _plan(path))
    from mqi_tui.files.guide.files import blocks

    return _bounded(path, match(blocks(path)))


def _bounded(path: Path, found: Found) -> Found:
    """Refuse a field in which the app would be slow, rather than cut off what it says."""
    for label, words in found.found:
        for has, most, what in (
            (len(words), LONGEST, "letters"),
            (words.count("\n") + 1, MOST_LINES, "lines"),
        ):
            if has > most:
                told = f"would have {has:,} {what}, and a field takes {most:,}: shorten it"
                raise PaperError(f'{path}: "{label}" {told}')
    return found


def _plan(path: Path) -> Found:
    from mqi_tui.files.guide.match import found
    from mqi_tui.files.plan import BadPlan, read_plan

    try:
        return found(read_plan(path), {}, (), WHOLE)
    except BadPlan as error:
        raise PaperError(str(error)) from None
