"""From a file to its lines, and what is no planning guide, told in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from mqi_tui.files.guide.blocks import TOO_MUCH, Block, PaperError, bound
from mqi_tui.files.safe_read import NoFile, content

LARGEST = 20_000_000
"""Bytes that a file may have; a filled guide has some ten thousand."""
MOST_LINES = 20_000
ENCODINGS = ("utf-8-sig", "cp1252")
KINDS = {
    b"%PDF": "is a PDF: save it as Word (.docx) or as text",
    b"{\\rtf": "is in RTF: save it as Word (.docx)",
    b"\x89PNG": "is a picture, not a planning guide",
    b"\xff\xd8\xff": "is a picture, not a planning guide",
}
DRIVE = "is only a link to a Google file: open it there, and download it as Word (.docx)"
SHORTCUT = "is only a link: open it, and save what it leads to as Word (.docx)"
WEB_PAGE = "is a web page (HTML): open it in Word and save it as Word (.docx)"
WORD_XML = "is a Word file as XML: save it as Word (.docx)"
_PAGE = re.compile(
    rb"\s*(?:<!--.*?-->|<\?xml[^>]*>|\s)*<(?:!doctype html|html|head|body)\b", re.I | re.S
)
_MIME = re.compile(rb"(?:MIME-Version|From|Content-Type):[^\n]*\n(?:.*\n)*?.*text/html", re.I)
_WORD = re.compile(rb"<\?xml(?:.|\n)*?(?:progid=\"Word\.Document\"|<pkg:package)", re.I)
OLE = b"\xd0\xcf\x11\xe0"


def blocks(path: Path) -> list[Block]:
    """The lines of a planning guide.

    Raises:
        PaperError: in one line, why it cannot be read.
    """
    try:
        return _bounded(_blocks(content(path, LARGEST)))
    except (NoFile, PaperError) as error:
        raise PaperError(f"{path}: {error}") from None


def _bounded(found: Iterator[Block]) -> list[Block]:
    some = list(islice(found, MOST_LINES + 1))
    _few_enough(len(some))
    if not any(block.text for block in some):
        raise PaperError("nothing is written in it")
    return some


def _blocks(data: bytes) -> Iterator[Block]:
    if len(data) > LARGEST:
        raise PaperError("larger than 20 MB; take out its pictures and save it again")
    if told := _no_guide(data):
        raise PaperError(told)
    if data.startswith(b"PK"):
        from mqi_tui.files.guide.word import word

        return word(data)
    from mqi_tui.files.guide.markdown import lines, without_pictures

    text = without_pictures(_text(data))
    bound(len(text))
    _few_enough(text.count("\n"))
    return lines(text)


def _no_guide(data: bytes) -> str:
    """What a file is that is no guide, though its name may say so; empty where it may be one."""
    if data.startswith(b"PK"):
        return ""  # what is inside, its parts say
    begins = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:4_000]
    if begins.startswith(b"{") and (b'"doc_id"' in begins or b"docs.google.com" in begins):
        return DRIVE
    if begins.startswith(b"[InternetShortcut]") or b"<key>URL</key>" in begins:
        return SHORTCUT
    if _WORD.match(begins):
        return WORD_XML
    return WEB_PAGE if _PAGE.match(begins) or _MIME.match(begins) else ""


def _few_enough(lines: int) -> None:
    if lines > MOST_LINES:
        raise PaperError(f"has more than {MOST_LINES:,} lines: {TOO_MUCH}")


def _text(data: bytes) -> str:
    for mark, told in KINDS.items():
        if data.startswith(mark):
            raise PaperError(told)
    if data.startswith(OLE):
        raise PaperError(_old_word(data))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        raise PaperError("is neither Word (.docx) nor Markdown nor plain text")
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _old_word(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "is protected by a password: save a copy without one"
    return "is in an older form of Word (.doc): save it as .docx"
