"""The log in Word: real headings and lists, boxes, names in bold, and nothing of this computer."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from mqi_tui.exports.blocks import ITEMS, Block, Reading, paragraphs, read
from mqi_tui.exports.handout import TITLE, Handout
from mqi_tui.exports.links import pieces
from mqi_tui.text.clean import right_to_left, xml_safe

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_BOXES = {"": "☐", "x": "☑"}
_FONT, _INK, _SOFT = "Calibri", "1F2328", "59636E"
_NAMES = ("", "0B5C8F", "8A4B00", "")
"""The colours of the speakers' names. Who it is, the name says."""
_STYLES = {"Normal": (11, 0), "Title": (20, 0), "Heading 1": (14, 16), "Heading 2": (12, 10),
           "Heading 3": (11, 10), "Heading 4": (11, 10), "Heading 5": (11, 10)}  # fmt: skip
"""Size of the styles that a log is made of, and the space before, in points."""
_STEP = 0.25
"""Inches that a list stands in, and again for each level."""
_WIDER = 0.09
"""Inches that each further digit of a number takes."""
_AFTER_BIDI = ("w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")
"""What of a paragraph's properties must stand behind its direction."""
_LONGEST = 255
"""Characters of a title or a name in a document's properties."""


def made(handout: Handout) -> bytes:
    """The document, as bytes: the same for the same log."""
    import docx

    document, reading = docx.Document(), read(handout, TITLE)
    _set_up(document)
    _describe(document, handout)
    document.add_heading(xml_safe(reading.title), 0)
    _about(document, handout.facts)
    for part in paragraphs(reading.blocks):
        _add(document, reading, part)
    _turn(document)
    saved = io.BytesIO()
    document.save(saved)
    return _timeless(saved.getvalue())


def _add(document: Document, reading: Reading, part: Sequence[Block]) -> None:
    first = part[0]
    if first.kind in ITEMS:
        for item in part:
            _item(document, reading, item)
        return
    if first.kind == "heading":
        paragraph = document.add_heading(xml_safe(first.words), max(1, first.level - 1))
    else:
        paragraph = document.add_paragraph()
        for number, line in enumerate(part):
            _say(paragraph, reading, line, "\n" if number else "")
    if first.kind == "prompt":
        paragraph.paragraph_format.keep_with_next = paragraph.runs[0].bold = True
        _close(paragraph, before=4)


def _item(document: Document, reading: Reading, item: Block) -> None:
    """An item of a list; boxes and numbers stand there as they were typed."""
    from docx.shared import Inches

    if item.kind == "bullet":
        depth = min(item.level, 2) + 1
        paragraph = document.add_paragraph(style=f"List Bullet{f' {depth}' if depth > 1 else ''}")
        _say(paragraph, reading, item)
        return
    paragraph = document.add_paragraph()
    mark = _BOXES[item.mark] if item.kind == "box" else item.mark
    hanging = _STEP + _WIDER * max(0, len(mark) - len("1."))
    paragraph.paragraph_format.left_indent = Inches(_STEP * item.level + hanging)
    paragraph.paragraph_format.first_line_indent = Inches(-hanging)
    _close(paragraph)
    _say(paragraph, reading, item, f"{mark}\t")


def _say(paragraph: Paragraph, reading: Reading, block: Block, before: str = "") -> None:
    """Add the words of a line, behind the name of who said them."""
    from docx.shared import RGBColor

    if before:
        paragraph.add_run(before)
    if name := reading.speaker(block):
        run = paragraph.add_run(xml_safe(f"{name}: "))
        run.bold = True
        if colour := _NAMES[block.speaker]:
            run.font.color.rgb = RGBColor.from_string(colour)
    label, rest = block.parts
    if label:
        paragraph.add_run(xml_safe(label)).bold = True
    for words, address in pieces(rest, reading.films):
        run = paragraph.add_run(xml_safe(words))
        if address:
            _link(paragraph, run, address)


def _link(paragraph: Paragraph, run: Run, address: str) -> None:
    """Let a run of words lead to an address."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    related = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link: Any = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), related)
    run.font.underline = True
    paragraph._p.replace(run._r, link)
    link.append(run._r)


def _turn(document: Document) -> None:
    """Let what is written from right to left begin at the right."""
    from docx.oxml import OxmlElement

    cells = [cell for table in document.tables for column in table.columns for cell in column.cells]
    inside = [paragraph for cell in cells for paragraph in cell.paragraphs]
    for paragraph in (*document.paragraphs, *inside):
        if right_to_left(paragraph.text):
            shape = paragraph._p.get_or_add_pPr()
            shape.insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)
            for run in paragraph.runs:
                run.font.rtl = True


def _about(document: Document, facts: Mapping[str, str]) -> None:
    """The header: a small table, names and facts."""
    from docx.shared import Inches

    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    for fact in facts.items():
        paragraphs_ = [cell.paragraphs[0] for cell in table.add_row().cells]
        for paragraph, words in zip(paragraphs_, fact, strict=True):
            paragraph.add_run(xml_safe(words))
            _close(paragraph)
        _soften(paragraphs_[0])
        paragraphs_[1].runs[0].bold = True
    for column, width in zip(table.columns, (0.9, 5.6), strict=True):
        column.width = Inches(width)
        for cell in column.cells:
            cell.width = Inches(width)


def _close(paragraph: Paragraph, before: int = 0) -> None:
    """Let what follows stand close to it; `before`: points above it."""
    from docx.shared import Pt

    shape = paragraph.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(2)


def _soften(paragraph: Paragraph) -> None:
    from docx.shared import RGBColor

    for run in paragraph.runs:
        run.font.color.rgb = RGBColor.from_string(_SOFT)


def _set_up(document: Document) -> None:
    """Sober styles in place of the library's, and margins for a printer."""
    from docx.shared import Inches, Pt, RGBColor

    for name, (size, before) in _STYLES.items():
        style: Any = document.styles[name]
        style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), name != "Normal"
        style.font.color.rgb = RGBColor.from_string(_INK)
        fonts = style.element.rPr.rFonts
        for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[theme]  # a theme's font would win over the one that is named
        shape = style.paragraph_format
        shape.space_before, shape.space_after, shape.keep_together = Pt(before), Pt(4), True
    for line in document.styles["Title"].element.xpath("w:pPr/w:pBdr"):
        line.getparent().remove(line)
    for section in document.sections:
        section.left_margin = section.right_margin = Inches(1)
        section.top_margin = section.bottom_margin = Inches(0.9)


def _describe(document: Document, handout: Handout) -> None:
    """Title, coach and the conversation's date; nothing of who exports it, or on what."""
    about, header = document.core_properties, handout.log.header
    about.title = xml_safe(handout.title)[:_LONGEST]
    about.author = about.last_modified_by = xml_safe(header.coach)[:_LONGEST]
    about.comments = about.keywords = about.subject = about.category = ""
    about.created = about.modified = handout.held or handout.now
    about.revision = 1
    package = document.part.package
    for id_, related in list(package.rels.items()) if package else ():
        if related.reltype.endswith("/thumbnail"):
            del package.rels[id_]  # the picture of an empty page, from the library's template


def _timeless(data: bytes) -> bytes:
    """The document without the time at which each of its parts was packed."""
    made_ = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(made_, "w") as anew:
        for name in packed.namelist():
            part = zipfile.ZipInfo(name)
            part.compress_type = zipfile.ZIP_DEFLATED
            anew.writestr(part, packed.read(name))
    return made_.getvalue()
