"""The log for others, in every form it is sent in. Nothing private can be reached from here.

Each form is a module, imported by first use, that makes the bytes of a file of a `Handout`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from mqi_tui.exports.handout import Handout


class Format(NamedTuple):
    """One form of the log."""

    use: str
    """What it is for."""
    file: str
    """Its name in the folder of a conversation."""
    module: str
    """What makes it, in this package."""


FORMATS = {
    "md": Format("the log, word for word, in Markdown", "log.md", "markdown"),
    "html": Format("a page to read and print", "log.html", "page"),
    "docx": Format("Word", "log.docx", "word"),
    "txt": Format("the text for a message", "message.txt", "message"),
    "eml": Format("an e-mail to the teacher", "log.eml", "letter"),
    "ics": Format("the next conversation for a calendar", "next.ics", "appointment"),
}
"""All that can be made."""
FILES = {one.file: name for name, one in FORMATS.items()}
"""The files of one conversation: name to format."""


class NoDate(Exception):
    """No date is set for the next conversation."""


def made(handout: Handout, format_: str) -> bytes:
    """The log as a file of this format, one of `FORMATS`.

    Raises:
        NoDate: there is no next conversation to make an appointment of.
    """
    module = import_module(f"mqi_tui.exports.{FORMATS[format_].module}")
    data: bytes = module.made(handout)
    return data
