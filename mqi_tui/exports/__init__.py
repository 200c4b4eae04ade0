"""The log for others, in every form it is sent in. Nothing private can be reached from here.

Each form is a module, imported by first use, that makes the bytes of a file of a `Handout`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mqi_tui.exports.handout import Handout

FORMATS = {
    "md": "the log, word for word, in Markdown",
    "html": "a page to read and print",
    "docx": "Word",
    "txt": "the text for a message",
    "eml": "an e-mail to the teacher",
    "ics": "the next conversation for a calendar",
}
"""What can be made, and what it is for."""
FILES = {
    "log.md": "md",
    "log.html": "html",
    "log.docx": "docx",
    "message.txt": "txt",
    "log.eml": "eml",
    "next.ics": "ics",
}
"""The files of one conversation: name to format."""
_MODULES = {
    "md": "markdown",
    "html": "page",
    "docx": "word",
    "txt": "message",
    "eml": "letter",
    "ics": "appointment",
}


class NoDate(Exception):
    """No date is set for the next conversation."""


def made(handout: Handout, format_: str) -> bytes:
    """The log as a file of this format, one of `FORMATS`.

    Raises:
        NoDate: there is no next conversation to make an appointment of.
    """
    module = import_module(f"mqi_tui.exports.{_MODULES[format_]}")
    data: bytes = module.made(handout)
    return data
