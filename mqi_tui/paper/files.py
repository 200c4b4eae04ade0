"""From a file to its lines: Word by python-docx, Markdown and plain text by us."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mqi_tui.paper.blocks import Block, PaperError, lines, row
from mqi_tui.text import clean

LARGEST = 20_000_000
"""Bytes that a file may have; a filled guide has some ten thousand."""
UNPACKED = 60_000_000
"""Bytes that a Word file may unpack to."""
WORD = "word/document.xml"
ENCODINGS = ("utf-8-sig", "cp1252")
KINDS = {
    b"%PDF": "is a PDF: save it as Word (.docx) or as text",
    b"{\\rtf": "is in RTF: save it as Word (.docx)",
    b"\x89PNG": "is a picture, not a planning guide",
    b"\xff\xd8\xff": "is a picture, not a planning guide",
}
OLE = b"\xd0\xcf\x11\xe0"
QUOTE = "Quote"
"""The style of an answer in a guide of ours."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""The same once more, for programs that do not know a drawing."""


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
        found = list(_word(data) if data.startswith(b"PK") else lines(_text(data)))
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


def _word(data: bytes) -> Iterator[Block]:
    import docx

    _look_inside(data)
    try:
        document = docx.Document(io.BytesIO(data))
        body, sections = document.element.body, list(document.sections)
        above, below = _around(sections, "header"), _around(sections, "footer")
    except Exception as error:  # python-docx lets through whatever its parsers raise
        raise PaperError("is damaged: open it in Word and save it again") from error
    for part in (*above, body, *below):
        yield from _inside(part)


def _around(sections: list[Any], where: str) -> list[Any]:
    """What stands above or below the pages, each once."""
    kinds = (where, f"first_page_{where}", f"even_page_{where}")
    found = [getattr(section, kind) for section in sections for kind in kinds]
    return [one._element for one in found if not one.is_linked_to_previous]


def _look_inside(data: bytes) -> None:
    """Whether it is a Word file, and not one that unpacks to more than anyone wrote."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile:
        raise PaperError("is damaged: open it in Word and save it again") from None
    if WORD not in [part.filename for part in parts]:
        raise PaperError("is not a Word file (.docx)")
    xml = (part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if sum(xml) > UNPACKED:
        raise PaperError("unpacks to far more than a planning guide holds")


def _inside(parent: Any) -> Iterator[Block]:
    """Paragraphs and tables in order; forms and other wrappings are looked into."""
    for child in parent:
        if child.tag == f"{W}p":
            yield from _paragraph(child)
        elif child.tag == f"{W}tbl":
            for line in child.iter(f"{W}tr"):
                if next(line.iterancestors(f"{W}tbl")) is child:
                    yield from _row(line)
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from _inside(child)


def _row(line: Any) -> Iterator[Block]:
    """The cells of a row; where one holds a table or a list, as it stands there."""
    cells = [list(_inside(cell)) for cell in line.iter(f"{W}tc") if _row_of(cell) is line]
    if len(cells) == 1:
        yield from cells[0]
    elif any(block.item or block.stands_out for cell in cells[1:] for block in cell):
        first = [Block(one.text, stands_out=len(cells[0]) == 1) for one in cells[0]]
        yield from [*first, *(block for cell in cells[1:] for block in cell)]
    else:
        yield from row([[block.text for block in cell if block.text] for cell in cells])


def _row_of(cell: Any) -> Any:
    return next(cell.iterancestors(f"{W}tr"))


def _paragraph(element: Any) -> Iterator[Block]:
    style = element.find(f"{W}pPr/{W}pStyle")
    name = style.get(f"{W}val", "") if style is not None else ""
    item = element.find(f"{W}pPr/{W}numPr") is not None or name.startswith("List")
    own = _own(element, "r")
    for box in _own(element, "txbxContent"):
        if next(box.iterancestors(FALLBACK), None) is None:
            yield from _inside(box)
    if name == QUOTE:
        words = clean("".join(map(_words, own)))
        yield from (Block(line, quoted=True) for line in words.split("\n"))
        return
    runs = [run for run in own if _words(run).strip()]
    bold = [run.find(f"{W}rPr/{W}b") is not None for run in runs]
    heading = name.startswith(("Heading", "Title"))
    if bold and bold[0] and not all(bold) and not heading:
        cut = bold.index(False)
        yield Block(clean("".join(map(_words, runs[:cut]))).strip(), stands_out=True)
        runs, bold = runs[cut:], [False]
    for line in clean("".join(map(_words, runs))).split("\n"):
        if line.strip():
            yield Block(line.strip(), stands_out=heading or all(bold), item=item)


def _own(paragraph: Any, tag: str) -> list[Any]:
    """The parts of a paragraph that are not those of a paragraph in a text box inside it."""
    parts = paragraph.iter(f"{W}{tag}")
    return [part for part in parts if next(part.iterancestors(f"{W}p")) is paragraph]


def _words(run: Any) -> str:
    """What a run says; what was deleted while changes were tracked is not there any more."""
    parts = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
    return "".join(
        (one.text or "") if one.tag == f"{W}t" else parts.get(one.tag, "") for one in run
    )
