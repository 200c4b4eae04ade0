"""From a file to its lines, and what is no planning guide, told in a line."""

from __future__ import annotations

from pathlib import Path

from mqi_tui.paper.blocks import Block, PaperError, lines
from mqi_tui.paper.word import word

LARGEST = 20_000_000
"""Bytes that a file may have; a filled guide has some ten thousand."""
ENCODINGS = ("utf-8-sig", "cp1252")
KINDS = {
    b"%PDF": "is a PDF: save it as Word (.docx) or as text",
    b"{\\rtf": "is in RTF: save it as Word (.docx)",
    b"\x89PNG": "is a picture, not a planning guide",
    b"\xff\xd8\xff": "is a picture, not a planning guide",
}
OLE = b"\xd0\xcf\x11\xe0"


def blocks(path: Path) -> list[Block]:
    """The lines of a planning guide.

    Raises:
        PaperError: in one line, why it cannot be read.
    """
    try:
        data = _bytes(path)
    except OSError as error:
        raise PaperError(f"{path}: {(error.strerror or str(error)).lower()}") from None
    try:
        found = list(word(data) if data.startswith(b"PK") else lines(_text(data)))
    except PaperError as error:
        raise PaperError(f"{path}: {error}") from None
    if not any(block.text for block in found):
        raise PaperError(f"{path}: nothing is written in it")
    return found


def _bytes(path: Path) -> bytes:
    """At most one byte more than may be read: a larger file is refused without reading it."""
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise PaperError(f"{path}: larger than 20 MB; take out its pictures and save it again")
    return data


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
