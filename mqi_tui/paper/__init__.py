"""The planning guide on paper: what coaches have filled in, in Word, Markdown or plain text."""

from __future__ import annotations

from pathlib import Path

from mqi_tui.paper.blocks import PaperError
from mqi_tui.paper.match import Found, match

__all__ = ["Found", "PaperError", "read"]

YAML = (".yaml", ".yml")


def read(path: Path) -> Found:
    """What a file says: a plan of ours, or a planning guide in Word, Markdown or plain text.

    Raises:
        PaperError: in one line, why it cannot be read; for a plan of ours, in a line each.
    """
    if path.suffix.lower() in YAML:
        return _plan(path)
    from mqi_tui.paper.files import blocks

    return match(blocks(path))


def _plan(path: Path) -> Found:
    from mqi_tui.paper.match import found
    from mqi_tui.private.gate import BadPlan, read_plan

    try:
        return found(read_plan(path), {}, ())
    except BadPlan as error:
        raise PaperError(str(error)) from None
