"""What stands out in a Word file: bold as Word means it, headings, lists, forms to fill in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from mqi_tui.files.guide import read
from mqi_tui.files.guide.blocks import Block
from mqi_tui.files.guide.files import blocks
from tests.guide.guides import word

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

Write = Callable[[Any, Any], None]
"""Into a paragraph of a document."""


def lines(path: Path, write: Write) -> list[tuple[str, bool]]:
    """Text, and whether it stands out, of the lines of a paragraph."""

    def build(document: Any) -> None:
        write(document, document.add_paragraph())

    found = blocks(word(path / "a.docx", build))
    return [(block.text, block.stands_out) for block in found if block.text]


def bold(value: str | None) -> Write:
    """A run whose `w:b` has this value; None: no value, which means bold."""

    def write(document: Any, paragraph: Any) -> None:
        run = paragraph.add_run("words")
        run.bold = True
        if value is not None:
            run._r.rPr.find(f"{W}b").set(f"{W}val", value)

    return write


def styled(kind: int, *, on: bool | None, direct: bool | None = None, based: bool = False) -> Write:
    """A run in a bold style of ours, for paragraphs or letters; `direct`: what the run says."""

    def write(document: Any, paragraph: Any) -> None:
        style = document.styles.add_style("Ours", kind)
        style.font.bold = on
        if based:
            below = document.styles.add_style("Below", kind)
            below.base_style, style = style, below
        run = paragraph.add_run("words")
        run.bold = direct
        (paragraph if kind == WD_STYLE_TYPE.PARAGRAPH else run).style = style

    return write


P, C = WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.CHARACTER


def both_styles(document: Any, paragraph: Any) -> None:
    """Bold in a bold style is not bold: Word turns it over."""
    paragraph.style = document.styles.add_style("Ours", P)
    paragraph.style.font.bold = True
    paragraph.add_run("words").style = "Strong"


@pytest.mark.parametrize(
    ("write", "stands_out"),
    [
        (bold(None), True),
        (bold("1"), True),
        (bold("true"), True),
        (bold("on"), True),
        (bold("0"), False),
        (bold("false"), False),
        (bold("off"), False),
        (lambda _, paragraph: paragraph.add_run("words"), False),
        (styled(P, on=True), True),
        (styled(P, on=True, based=True), True),
        (styled(P, on=True, direct=False), False),
        (styled(P, on=False, direct=True), True),
        (styled(P, on=None), False),
        (styled(C, on=True), True),
        (styled(C, on=True, direct=False), False),
        (both_styles, False),
    ],
)
def test_bold_is_what_word_shows_as_bold(tmp_path: Path, write: Write, *, stands_out: bool) -> None:
    assert lines(tmp_path, write) == [("words", stands_out)]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([("Focus", True), (": ", False), ("Why", False)], [("Focus:", True), ("Why", False)]),
        ([("Cycle:", True), (" 6", False)], [("Cycle:", True), ("6", False)]),
        ([("Focus:", True), (" ", False)], [("Focus:", True)]),
        ([(" ", False), ("Focus", True), (" a", False)], [("Focus", True), ("a", False)]),
        ([("2. ", False), ("Review goals", True)], [("2. Review goals", True)]),
        ([("I say ", False), ("why", True), (" it holds", False)], [("I say why it holds", False)]),
        ([("Focus: ", True), ("a ", False), ("firm", True), (" why", False)],
         [("Focus:", True), ("a firm why", False)]),
        ([("Teacher:", True), (" Ms. R", False), ("  Coach:", True), (" J.", False)],
         [("Teacher:", True), ("Ms. R", False), ("Coach:", True), ("J.", False)]),
        ([("Questions?\nand more", True)], [("Questions?", True), ("and more", True)]),
    ],
)  # fmt: skip
def test_a_paragraph_may_hold_labels_and_answers(
    tmp_path: Path, parts: list[tuple[str, bool]], expected: list[tuple[str, bool]]
) -> None:
    def write(document: Any, paragraph: Any) -> None:
        for text, is_bold in parts:
            paragraph.add_run(text).bold = is_bold

    assert lines(tmp_path, write) == expected


@pytest.mark.parametrize("style", ["Heading 2", "Title", "Subtitle", "Ours"])
def test_a_heading_stands_out_whatever_its_letters(tmp_path: Path, style: str) -> None:
    def write(document: Any, paragraph: Any) -> None:
        ours = document.styles.add_style("Ours", P)
        ours.base_style = document.styles["Heading 1"]
        paragraph.style = style
        paragraph.add_run("Review ").bold = False
        paragraph.add_run("goals")

    assert lines(tmp_path, write) == [("Review goals", True)]


@pytest.mark.parametrize(
    ("style", "item", "numbered"),
    [
        ("List Bullet", True, False),
        ("List Bullet 2", True, False),
        ("List Number", True, True),
        ("Normal", False, False),
    ],
)
def test_lists_are_known_by_their_style(
    tmp_path: Path, style: str, *, item: bool, numbered: bool
) -> None:
    path = word(tmp_path / "a.docx", lambda document: document.add_paragraph("words", style=style))
    assert blocks(path) == [Block("words", item=item, numbered=numbered)]


def test_a_list_that_was_turned_off_is_none(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("words", style="List Number")
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="0"/></w:numPr>')
        )

    assert blocks(word(tmp_path / "a.docx", build)) == [Block("words")]


FORM = """<w:sdt {w}><w:sdtPr>{showing}</w:sdtPr><w:sdtContent>
<w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:sdtContent></w:sdt>"""
INSIDE = """<w:sdt {w}><w:sdtPr>{showing}</w:sdtPr><w:sdtContent>
<w:r><w:t>{words}</w:t></w:r></w:sdtContent></w:sdt>"""


def test_what_a_form_shows_before_it_is_filled_in_is_no_answer(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        for label, showing, words in (
            ("Teacher: ", "", "Ms. Rivera"),
            ("Coach: ", "<w:showingPlcHdr/>", "Click here to enter text"),
        ):
            inside = INSIDE.format(w=nsdecls("w"), showing=showing, words=words)
            document.add_paragraph(label)._p.append(parse_xml(inside))
        whole = FORM.format(w=nsdecls("w"), showing="<w:showingPlcHdr/>", words="Click here")
        document.element.body.insert(2, parse_xml(whole))

    found = read(word(tmp_path / "a.docx", build))
    assert (found.plan.teacher, found.plan.coach) == ("Ms. Rivera", "")
    assert found.unrecognised == ()


def test_an_answer_in_letters_that_are_not_bold_stays_an_answer(tmp_path: Path) -> None:
    """As python-docx, Google Docs and Word write them: bold was said to be off."""

    def build(document: Any) -> None:
        document.add_heading("2. Watch the lesson", 2)
        for label, answer in (
            ("Summary of the lesson:", "Fractions of a bar:"),
            ("Reason for clip 1:", "The why is nearly there"),
        ):
            document.add_paragraph().add_run(label).bold = True
            document.add_paragraph().add_run(answer).bold = False

    found = read(word(tmp_path / "a.docx", build))
    assert found.unrecognised == ()
    assert found.plan.lesson == "Fractions of a bar:"
    assert found.plan.clips[0].reason == "The why is nearly there"


def test_what_was_deleted_in_word_is_not_there_and_what_was_inserted_is(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Teacher: Ms. Rivera")
    run = paragraph.add_run(" gone")
    run._r.find(f"{W}t").tag = f"{W}delText"
    inserted = document.add_paragraph("Coach: J. Okafor")._p
    wrapped = inserted.makeelement(f"{W}ins", {})
    inserted.append(wrapped)
    wrapped.append(inserted.find(f"{W}r"))
    document.save(str(tmp_path / "a.docx"))
    plan = read(tmp_path / "a.docx").plan
    assert (plan.teacher, plan.coach) == ("Ms. Rivera", "J. Okafor")


def test_text_boxes_headers_and_footers_are_read_once(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Coach: J. Okafor"
    document.sections[0].footer.paragraphs[0].text = "Room: 12 b"
    run = document.add_paragraph("Teacher: Ms. Rivera").add_run()._r
    told = "<w:txbxContent><w:p><w:r><w:t>Focus: Reasons</w:t></w:r></w:p></w:txbxContent>"
    run.append(
        parse_xml(
            f'<mc:AlternateContent xmlns:mc="{MC}" xmlns:w="{W[1:-1]}">'
            f"<mc:Choice>{told}</mc:Choice><mc:Fallback>{told}</mc:Fallback></mc:AlternateContent>"
        )
    )
    document.save(str(tmp_path / "a.docx"))
    found = read(tmp_path / "a.docx")
    plan = found.plan
    assert (plan.teacher, plan.coach, plan.focus) == ("Ms. Rivera", "J. Okafor", "Reasons")
    assert found.unrecognised == ("Room: 12 b",)
