"""What Word shows is what is read: symbols, emoji, equations, forms, fields, tracked changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from mqi_tui.files.guide import PaperError, read
from tests.guide.parts import OFFICE, guide, line, packed, part, run, saved

T = "<w:t>{}</w:t>"
HALF = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
CUBE = "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>3</m:t></m:r></m:sup></m:sSup>"
EQUATION = f"<m:oMath>{HALF}<m:r><m:t>+</m:t></m:r>{CUBE}</m:oMath>"


def sym(font: str, char: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'


def in_font(font: str, text: str) -> str:
    return run(text, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>')


def either(choice: str, fallback: str) -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="w16se">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def mark(kind: str, inside: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'


def field(instruction: str, result: str = "", form: str = "") -> str:
    asked = f"<w:r><w:instrText> {instruction} </w:instrText></w:r>"
    shown = mark("separate") + result if result else ""
    return mark("begin", form and f"<w:ffData>{form}</w:ffData>") + asked + shown + mark("end")


def box(ticked: str) -> str:
    return field("FORMCHECKBOX", form=f'<w:checkBox><w:default w:val="0"/>{ticked}</w:checkBox>')


def choice(told: str) -> str:
    entries = "".join(f'<w:listEntry w:val="{one}"/>' for one in ("Groups", "Pairs"))
    return field("FORMDROPDOWN", form=f"<w:ddList>{told}{entries}</w:ddList>")


def content(inside: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def wrapped(name: str, inside: str) -> str:
    return f'<w:{name} w:id="3" w:author="A">{inside}</w:{name}>'


BOX = f"<w:txbxContent>{line(run('Wait'))}</w:txbxContent>"
SHOWN = {
    # symbols
    "a ✓ b": run("a ") + sym("Wingdings", "F0FC") + run(" b"),
    "a → b": run("a ") + sym("Symbol", "F0AE") + run(" b"),
    "a ≠ b": run("a ") + sym("Symbol", "00B9") + run(" b"),
    "a × b": run("a ") + sym("Symbol", "F0B4") + run(" b"),
    "a ⇒ b": run("a ") + sym("Wingdings", "F0E8") + run(" b"),
    "so → it": run("so ") + in_font("Wingdings", "à") + run(" it"),
    "☐ b": sym("wingdings", "F06F") + run(" b"),
    "✔ b": sym("Segoe UI Symbol", "2714") + run(" b"),
    "✓ run": in_font("Wingdings", "\uf0fc") + run(" run"),
    "✓ letter": in_font("Wingdings", "ü") + run(" letter"),
    "α+β": in_font("Symbol", "a+b"),
    # what stands above and below the line
    "x³ + 2": run("x") + run("3", '<w:vertAlign w:val="superscript"/>') + run(" + 2"),
    "x^(2k)": run("x") + run("2k", '<w:vertAlign w:val="superscript"/>'),
    "H₂O": run("H") + run("2", '<w:vertAlign w:val="subscript"/>') + run("O"),
    "the 24th": run("the 24") + run("th", '<w:vertAlign w:val="superscript"/>'),
    # the same in two forms
    "x Wait": run("x ") + either(run("Wait"), run("Wait")),
    "x 😀!": run("x ") + "<w:r>" + either(
        '<w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="1F600"/>', "<w:t>😀</w:t>"
    ) + "</w:r>" + run("!"),
    "x y": run("x ") + either("", run("y")),
    # equations
    "why 1/2+x^3 is so": run("why ") + EQUATION + run(" is so"),
    "5 1/2 cups": run("5") + f"<m:oMath>{HALF}</m:oMath>" + run("cups"),
    "1/2+x^3": f"<m:oMathPara>{EQUATION}</m:oMathPara>",
    # signs
    "to-day": "<w:r><w:t>to</w:t><w:noBreakHyphen/><w:t>day</w:t></w:r>",
    "today": "<w:r><w:t>to</w:t><w:softHyphen/><w:t>day</w:t></w:r>",
    "a\tb\tc": "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:ptab/><w:t>c</w:t></w:r>",
    "漢字(かんじ)": "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>かんじ</w:t></w:r></w:rt>"
               "<w:rubyBase><w:r><w:t>漢字</w:t></w:r></w:rubyBase></w:ruby></w:r>",
    # forms
    "☐ Groups ☒ Pairs ☒ Alone": box("") + run(" Groups  ") + box("<w:checked/>") + run(" Pairs  ")
    + box('<w:checked w:val="1"/>') + run(" Alone"),
    "☐ off": box('<w:checked w:val="0"/>') + run(" off"),
    "Groups": choice(""),
    "Pairs": choice('<w:result w:val="1"/>'),
    "☒ new": content(run("☒"), "<w:alias/>") + run(" new"),
    "8 Dec": content(run("8 Dec"), '<w:date w:fullDate="2026-12-08T00:00:00Z"/>'),
    "one": content(run("one"), "<w:dropDownList/>"),
    # fields
    "on page 3": run("on page ") + field("PAGE", run("3")),
    "see it": '<w:fldSimple w:instr=" REF x "><w:r><w:t>see it</w:t></w:r></w:fldSimple>',
    "in it": field("IF " , run("in it")),
    "outer": field(f'</w:instrText></w:r>{field("MERGEFIELD a", run("inner"))}<w:r><w:instrText>',
                   run("outer")),
    "✓ made": field('SYMBOL 252 \\f "Wingdings"') + run(" made"),
    "it is 3/4": run("it is ") + field("EQ \\f(3,4)"),
    "never ends": mark("begin") + run("never ends"),
    # wrappings
    "a link": f'<w:hyperlink r:id="rId9">{run("a link")}</w:hyperlink>',
    "a name": f'<w:smartTag w:element="place"><w:smartTagPr/>{run("a name")}</w:smartTag>',
    "to right": f'<w:bdo w:val="rtl">{run("to right")}</w:bdo>',
    "what is new": f"<w:later>{run('what is new')}</w:later>",
    # changes
    "new here": run("new ") + wrapped("ins", run("here")),
    "stays": wrapped("del", run("gone")) + wrapped("moveFrom", run("went")) + run("stays"),
    "came": wrapped("moveTo", run("came")),
    # drawn
    "Wait": either(f"<w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing>",
                   f"<w:pict><v:textbox>{BOX}</v:textbox></w:pict>"),
    "WORDS": '<w:r><w:pict><v:shape><v:textpath string="WORDS"/></v:shape></w:pict></w:r>',
}  # fmt: skip


@pytest.mark.parametrize("words", SHOWN)
def test_what_word_shows_is_read_once(tmp_path: Path, words: str) -> None:
    found = read(saved(tmp_path, packed(guide(line(SHOWN[words])))))
    assert (found.plan.teacher, found.plan.goals) == ("Ms. Rivera", (words,))
    assert found.unrecognised == ()


LINK = '<Relationship Id="rId7" Type="{}/hyperlink" Target="{}" TargetMode="External"/>'


@pytest.mark.parametrize(
    ("answer", "goal"),
    [
        (f'<w:hyperlink r:id="rId7">{run("the clip")}</w:hyperlink>', "the clip (https://v.org/1)"),
        (f'<w:hyperlink r:id="rId7">{run("v.org/1")}</w:hyperlink>', "v.org/1"),
        (f'<w:hyperlink w:anchor="_top">{run("above")}</w:hyperlink>', "above"),
        (field('HYPERLINK "https://v.org/2"', run("the clip")), "the clip (https://v.org/2)"),
        (field('HYPERLINK \\l "_top"', run("above")), "above"),
    ],
)
def test_where_a_link_leads_is_said(tmp_path: Path, answer: str, goal: str) -> None:
    parts = packed(guide(line(answer)))
    told = LINK.format(OFFICE, "https://v.org/1").encode()
    name, end = "word/_rels/document.xml.rels", b"</Relationships>"
    parts[name] = parts[name].replace(end, told + end)
    assert read(saved(tmp_path, parts)).plan.goals == (goal,)


def test_lines_within_a_paragraph_are_lines(tmp_path: Path) -> None:
    three = "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t></w:r>"
    assert read(saved(tmp_path, packed(guide(line(three))))).plan.goals == ("a", "b", "c")


MOVED = line(wrapped("moveTo", run("Wait"))) + line(run("Ask")) + line(
    wrapped("moveFrom", run("Wait"))
)  # fmt: skip
BLOCKS = {
    "moved": (MOVED, ("Wait", "Ask")),
    "in two forms": (either(line(run("Ask")), line(run("Ask"))), ("Ask",)),
    "an equation alone": (f"<m:oMathPara>{EQUATION}</m:oMathPara>{line(run('Ask'))}",
                          ("1/2+x^3", "Ask")),
    "in a form": (content(line(run("Ask"))), ("Ask",)),
    "in wrappings": (f"<w:customXml>{wrapped('ins', line(run('Ask')))}</w:customXml>", ("Ask",)),
    "a row that was deleted": (
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + line(run("gone")) + "</w:tc></w:tr>"
        "<w:tr><w:tc>" + line(run("Ask")) + "</w:tc></w:tr></w:tbl>", ("Ask",)),
    "a row in a form": (
        "<w:tbl>" + content("<w:tr>" + content("<w:tc>" + line(run("Ask")) + "</w:tc>")
                            + "</w:tr>") + "</w:tbl>", ("Ask",)),
    "a cell that asks": (
        "<w:tbl><w:tr>" + content(
            "<w:tc>" + line(run("Click here")) + "</w:tc>", "<w:showingPlcHdr/>")
        + "<w:tc>" + line(run("Ask")) + "</w:tc></w:tr></w:tbl>", ("Ask",)),
}  # fmt: skip


@pytest.mark.parametrize("what", BLOCKS)
def test_what_stands_between_paragraphs_is_read(tmp_path: Path, what: str) -> None:
    body, goals = BLOCKS[what]
    found = read(saved(tmp_path, packed(guide(body))))
    assert (found.plan.goals, found.unrecognised) == (goals, ())


# What is no part of the text is told, and kept in the private notes.

PICTURE = "<w:r><w:drawing><a:graphic><pic:pic/></a:graphic></w:drawing></w:r>"
OLD_PICTURE = '<w:r><w:pict><v:shape><v:imagedata r:id="x"/></v:shape></w:pict></w:r>'
OBJECT = (
    '<w:r><w:object><v:shape><v:imagedata r:id="x"/></v:shape>'
    '<o:OLEObject ProgID="{}"/></w:object></w:r>'
)
CHART = "<w:r><w:drawing><c:chart/></w:drawing></w:r>"
LEFT_OUT = {
    "1 picture": PICTURE,
    "2 pictures": PICTURE + either(PICTURE, OLD_PICTURE),
    "1 picture and 1 chart": OLD_PICTURE + CHART,
    "1 equation of an old kind": OBJECT.format("Equation.3"),
    "1 embedded object": OBJECT.format("Excel.Sheet.12"),
    "1 symbol of an unknown font": sym("Odd Font", "F041"),
}


@pytest.mark.parametrize("told", LEFT_OUT)
def test_what_cannot_be_read_is_told(tmp_path: Path, told: str) -> None:
    found = read(saved(tmp_path, packed(guide(line(run("Ask ") + LEFT_OUT[told])))))
    assert found.unrecognised == (f"Left out of the Word file: {told}",)
    assert found.plan.goals[0].startswith("Ask")
    assert told in found.plan.notes


def note(kind: str, words: str, about: str = "") -> str:
    return f'<w:{kind} w:id="4" {about}>{line(run(words))}</w:{kind}>'


@pytest.mark.parametrize(
    ("kind", "about", "told"),
    [
        ("comment", 'w:author="J. Okafor"', "Comment by J. Okafor on “Ask why”: Begin there"),
        ("footnote", "", "Footnote on “Ask why”: Begin there"),
        ("endnote", "", "Endnote on “Ask why”: Begin there"),
    ],
)
def test_notes_of_the_file_are_kept_in_the_private_notes(
    tmp_path: Path, kind: str, about: str, told: str
) -> None:
    rule = note(kind, "", 'w:type="separator"').replace('"4"', '"0"')
    parts = {"word/n.xml": part(f"{kind}s", rule + note(kind, "Begin there", about))}
    answer = line(run("Ask why"), f'<w:r><w:{kind}Reference w:id="4"/></w:r>')
    found = read(saved(tmp_path, packed(guide(answer), {"rId2": (f"{kind}s", "n.xml")}, parts)))
    assert (found.plan.goals, found.unrecognised) == (("Ask why",), (told,))
    assert found.plan.notes == told


def test_hidden_text_is_no_answer_and_is_not_lost(tmp_path: Path) -> None:
    styles = part("styles", '<w:style w:type="character" w:styleId="Unseen">'
                            "<w:rPr><w:vanish/></w:rPr></w:style>")  # fmt: skip
    answer = line(
        run("Ask"), run(" not her", "<w:vanish/>"), run(" yet", '<w:rStyle w:val="Unseen"/>'),
        run(" why", '<w:vanish w:val="0"/>'),
    )  # fmt: skip
    links = {"rId2": ("styles", "styles.xml")}
    found = read(saved(tmp_path, packed(guide(answer), links, {"word/styles.xml": styles})))
    assert found.plan.goals == ("Ask why",)
    assert found.unrecognised == ("Hidden text: not her yet",)


EMBEDDED = '<w:altChunk r:id="rId2"/>'


def test_a_page_that_was_embedded_is_told(tmp_path: Path) -> None:
    found = read(saved(tmp_path, packed(guide(line(run("Ask")) + EMBEDDED))))
    assert found.plan.goals == ("Ask",)
    assert found.unrecognised == ("Left out of the Word file: 1 embedded page",)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (EMBEDDED, "has its words in an embedded page: open it in Word and save it again"),
        (line(PICTURE) * 3, "holds no words that can be read, only 3 pictures"),
        (line(), "nothing is written in it"),
    ],
)
def test_a_file_without_words_is_told_for_what_it_is(tmp_path: Path, body: str, told: str) -> None:
    path = saved(tmp_path, packed(body))
    with pytest.raises(PaperError) as error:
        read(path)
    assert str(error.value) == f"{path}: {told}"
