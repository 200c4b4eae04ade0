"""A Word file as its lines, by python-docx: paragraphs, tables, text boxes, forms, in order."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import chain, groupby
from typing import Any

from mqi_tui.paper.blocks import Block, PaperError, bound
from mqi_tui.paper.styles import Styles, W, styles_of
from mqi_tui.paper.tables import Cell, table
from mqi_tui.text import clean

UNPACKED = 60_000_000
"""Bytes that a Word file may unpack to."""
DOCUMENT = "word/document.xml"
DAMAGED = "is damaged: open it in Word and save it again"
WRAPPINGS = tuple(W + name for name in ("sdt", "sdtContent", "customXml", "ins"))
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""The same once more, for programs that do not know a drawing."""
_WORD = re.compile(r"\w")
_NUMBER = re.compile(r"\W*(?:\d{1,2}\W*)?")
_LABEL = re.compile(r".*[:?]\s*", re.DOTALL)

Part = tuple[bool, str]
"""Words of a paragraph, and whether they are bold."""


def word(data: bytes) -> Iterator[Block]:
    """The lines of a Word file.

    Raises:
        PaperError: in a few words, why it cannot be read.
    """
    import docx

    _look_inside(data)
    try:
        document = docx.Document(io.BytesIO(data))
        body, sections = document.element.body, list(document.sections)
        above, below = _around(sections, "header"), _around(sections, "footer")
        styles = styles_of(document)
    except Exception as error:  # python-docx lets through whatever its parsers raise
        raise PaperError(DAMAGED) from error
    parts = (*above, body, *below)
    bound(sum(len(text.text or "") for part in parts for text in part.iter(f"{W}t")))
    return chain.from_iterable(_inside(part, styles) for part in parts)


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
        raise PaperError(DAMAGED) from None
    if DOCUMENT not in [part.filename for part in parts]:
        raise PaperError("is not a Word file (.docx)")
    xml = (part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if sum(xml) > UNPACKED:
        raise PaperError("unpacks to far more than a planning guide holds")


def _inside(parent: Any, styles: Styles) -> Iterator[Block]:
    """Paragraphs and tables in order; forms and other wrappings are looked into."""
    for child in parent:
        if child.tag == f"{W}p":
            yield from _paragraph(child, styles)
        elif child.tag == f"{W}tbl":
            lines = child.iter(f"{W}tr")
            own = [line for line in lines if next(line.iterancestors(f"{W}tbl")) is child]
            yield from table(_cells(line, styles) for line in own)
        elif child.tag in WRAPPINGS and not _is_prompt(child):
            yield from _inside(child, styles)


def _is_prompt(form: Any) -> bool:
    """Whether a field to fill in still shows what is to be done there."""
    return form.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def _cells(line: Any, styles: Styles) -> list[Cell]:
    """The cells of a row; where one holds a table or a list, as it stands there."""
    own = [cell for cell in line.iter(f"{W}tc") if _row_of(cell) is line]
    return [[block for block in _inside(cell, styles) if block.text] for cell in own]


def _row_of(cell: Any) -> Any:
    return next(cell.iterancestors(f"{W}tr"))


def _paragraph(element: Any, styles: Styles) -> Iterator[Block]:
    own = [run for run in _own(element, "r") if not any(map(_is_prompt, _forms(run)))]
    for box in _own(element, "txbxContent"):
        if next(box.iterancestors(FALLBACK), None) is None:
            yield from _inside(box, styles)
    words = "".join(map(_words, own))
    if styles.is_quote(element):
        yield from (Block(line, quoted=True) for line in clean(words).split("\n"))
    elif styles.is_heading(element):
        yield from _lines(words, stands_out=True)
    else:
        kind = styles.list_kind(element)
        runs = [(styles.is_bold(element, run), _words(run)) for run in own]
        for is_bold, part in _parts(runs):
            for block in _lines(part, stands_out=is_bold):
                yield Block(
                    block.text, is_bold, item=bool(kind), only_bold=is_bold,
                    numbered=kind == "numbers",
                )  # fmt: skip


def _lines(words: str, *, stands_out: bool) -> Iterator[Block]:
    """The lines of a paragraph; one that says nothing is a blank line."""
    lines = [line.strip() for line in clean(words).split("\n")]
    yield from (Block(line, stands_out) for line in lines if line or len(lines) == 1)


def _parts(runs: list[Part]) -> list[Part]:
    """A paragraph as labels in bold and what stands beside them; else as one part."""
    joined = _joined(runs)
    whole = "".join(text for _, text in joined)
    if not joined or len(joined) == 1 or not joined[0][0]:
        return [(len(joined) == 1 and joined[0][0], whole)]
    first, *more = joined
    if all(_LABEL.fullmatch(text) for is_bold, text in more if is_bold):
        return [first, *((is_bold, text.lstrip(" :\t")) for is_bold, text in more)]
    return [first, (False, "".join(text for _, text in more).lstrip(" :\t"))]


def _joined(runs: list[Part]) -> list[Part]:
    """Runs that are alike, as one.

    What has no word in it is as what stands before it, and a number at the beginning is as its
    title: neither has a say in what is bold.
    """
    start = next((n for n, (_, text) in enumerate(runs) if not _NUMBER.fullmatch(text)), 0)
    now, alike = bool(runs) and runs[start][0], list[Part]()
    for place, (is_bold, text) in enumerate(runs):
        now = is_bold if place > start and _WORD.search(text) else now
        alike.append((now, text))
    groups = groupby(alike, lambda part: part[0])
    return [(is_bold, "".join(text for _, text in some)) for is_bold, some in groups]


def _own(paragraph: Any, tag: str) -> list[Any]:
    """The parts of a paragraph that are not those of a paragraph in a text box inside it."""
    parts = paragraph.iter(f"{W}{tag}")
    return [part for part in parts if next(part.iterancestors(f"{W}p")) is paragraph]


def _forms(run: Any) -> Iterator[Any]:
    return iter(run.iterancestors(f"{W}sdt"))


def _words(run: Any) -> str:
    """What a run says; what was deleted while changes were tracked is not there any more."""
    parts = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
    return "".join(
        (one.text or "") if one.tag == f"{W}t" else parts.get(one.tag, "") for one in run
    )
