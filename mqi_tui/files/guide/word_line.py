"""One paragraph of a Word file: the words that Word shows, and which of them are bold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mqi_tui.files.guide.beside import LEFT_OUT, Beside, Ref
from mqi_tui.files.guide.equations import M, linear
from mqi_tui.files.guide.styles import Styles, W, on, value
from mqi_tui.files.guide.symbols import UNREAD, in_font, lowered, raised, symbol
from mqi_tui.files.guide.word_fields import Field, Part, form, led_to

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_EMOJI = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}"
_VML = "{urn:schemas-microsoft-com:vml}"
GONE = (f"{W}del", f"{W}moveFrom")
"""What was deleted, or moved away, while changes were tracked."""
WORDS = (f"{W}t", f"{M}t", f"{A}t", f"{W}sym", f"{_EMOJI}symEx", f"{_VML}textpath")
"""What has words in itself."""
LOOSE = (f"{W}r", f"{M}oMath", f"{M}oMathPara")
"""What stands in paragraphs mostly, and is one where it stands alone."""
SIGNS = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-",
}  # fmt: skip
_NOTES = {f"{W}{kind}Reference": kind for kind in ("comment", "footnote", "endnote")}


def chosen(alternatives: Any) -> Any:
    """Of the same in several forms, the first that has words; else the first.

    What has none is a picture of what the next one says, or has none in any form.
    """
    forms = [one for one in alternatives if one.tag in (f"{MC}Choice", f"{MC}Fallback")]
    spoken = (one for one in forms if next(one.iter(*WORDS), None) is not None)
    return next(spoken, forms[0] if forms else ())


def is_prompt(content: Any) -> bool:
    """Whether a field to fill in still shows what is to be done there."""
    return bool(on(content, "sdtPr/showingPlcHdr"))


class Line:
    """What a paragraph says. `boxes`: the text boxes that hang on it; `refs`: its notes."""

    def __init__(self, paragraph: Any, styles: Styles, beside: Beside) -> None:
        self.parts: list[Part] = []
        self.boxes: list[Any] = []
        self.refs: list[Ref] = []
        self._paragraph, self._styles, self._beside = paragraph, styles, beside
        self._fields: list[Field] = []
        self._unseen: list[str] = []
        self._run: Any = None
        self._bold = self._hidden = self._after_equation = False
        self._gather([paragraph] if paragraph.tag in LOOSE else paragraph)
        while self._fields:
            left = self._fields.pop()  # it goes on below, or never ends: nothing of it is dropped
            self._put([*left.held, *left.says()])
        beside.belongs(self.refs, self.words)
        beside.hide("".join(self._unseen))

    @property
    def words(self) -> str:
        """All that is read of the paragraph, in one text."""
        return "".join(words for _, words in self.parts)

    def _gather(self, parent: Any) -> None:
        for child in parent:
            tag = child.tag
            if tag in SIGNS:
                self._say(SIGNS[tag])
            elif tag in LEFT_OUT:
                self._beside.leave_out(child)
            elif tag in _NOTES:
                self.refs.append((_NOTES[tag], child.get(f"{W}id", "")))
            elif read := _READ.get(tag):
                read(self, child)
            elif tag not in GONE and not tag.endswith("Pr"):
                self._gather(child)

    def _in_run(self, run: Any) -> None:
        self._run = run
        self._bold = self._styles.is_bold(self._paragraph, run)
        self._hidden = self._styles.is_hidden(self._paragraph, run)
        self._gather(run)
        self._run, self._hidden = None, False

    def _link(self, link: Any) -> None:
        said, start = self._said, len(self._said)
        self._gather(link)
        address = self._beside.addresses.get(link.get(f"{RELATIONS}id", ""), "")
        self._put(led_to(address, said[start:]))

    def _in_content(self, content: Any) -> None:
        if not is_prompt(content):
            self._gather(content)

    def _in_alternatives(self, alternatives: Any) -> None:
        self._gather(chosen(alternatives))

    def _in_box(self, box: Any) -> None:
        self.boxes.append(box)

    def _text(self, text: Any) -> None:
        said = (text.text or "").replace("\n", " ")
        words = in_font(self._font, said)
        self._beside.unread(words.count(UNREAD) - said.count(UNREAD))
        place = None if self._run is None else value(self._run, "rPr/vertAlign")
        set_ = {"superscript": raised, "subscript": lowered}.get(place or "", str)
        self._say(self._apart(set_(words)) if self._after_equation else set_(words))
        self._after_equation = False

    @property
    def _font(self) -> str:
        """The font that the run itself names."""
        fonts = None if self._run is None else self._run.find(f"{W}rPr/{W}rFonts")
        return "" if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""

    def _symbol(self, element: Any) -> None:
        space = element.tag.partition("}")[0] + "}"
        code = element.get(f"{space}char", "")
        try:
            found = symbol(element.get(f"{space}font", ""), int(code, 16))
        except ValueError:
            found = UNREAD
        self._beside.unread(found.count(UNREAD))
        self._say(found)

    def _equation(self, element: Any) -> None:
        self._bold = next((bool(on(run, "rPr/b")) for run in element.iter(f"{M}r")), False)
        self._say(self._apart(linear(element)))
        self._after_equation = True

    def _apart(self, words: str) -> str:
        """Words that follow on others; with a blank, where a number would grow: 5 1/2."""
        before = self._said[-1][1][-1:] if self._said else ""
        return " " * (before.isalnum() and words[:1].isalnum()) + words

    def _equations(self, several: Any) -> None:
        """On lines of their own."""
        self._say("\n".join(filter(None, map(linear, several))))

    def _word_art(self, path: Any) -> None:
        self._say(path.get("string", ""))

    def _object(self, element: Any) -> None:
        """An object of another program; its picture is not one more."""
        for one in element.iter(*LEFT_OUT):
            if not one.tag.startswith(_VML):
                self._beside.leave_out(one)
                return
        self._gather(element)

    def _ruby(self, ruby: Any) -> None:
        """Words with how they are read above them: behind them, in brackets."""
        for name, mark in (("rubyBase", "{}"), ("rt", "({})")):
            for part in ruby.iter(f"{W}{name}"):
                self._say(mark.format("".join(text.text or "" for text in part.iter(f"{W}t"))))

    def _field(self, mark: Any) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(Field(form(mark)))
        elif kind == "separate" and self._fields:
            self._fields[-1].is_shown = True
        elif kind == "end" and self._fields:
            self._put(self._fields.pop().says())

    def _instruction(self, instruction: Any) -> None:
        if self._fields:
            self._fields[-1].instruction += instruction.text or ""

    def _say(self, words: str) -> None:
        if self._hidden:
            self._unseen.append(words)
        elif words:
            self._put([(self._bold, words)])

    def _put(self, parts: list[Part]) -> None:
        for part in parts:
            if self._fields:
                self._fields[-1].keep(part)
            else:
                self.parts.append(part)

    @property
    def _said(self) -> list[Part]:
        return self._fields[-1].shown if self._fields else self.parts


_READ: dict[str, Callable[[Line, Any], None]] = {
    f"{W}r": Line._in_run,
    f"{W}t": Line._text,
    f"{A}t": Line._text,
    f"{W}hyperlink": Line._link,
    f"{W}sdt": Line._in_content,
    f"{W}sym": Line._symbol,
    f"{_EMOJI}symEx": Line._symbol,
    f"{MC}AlternateContent": Line._in_alternatives,
    f"{W}txbxContent": Line._in_box,
    f"{M}oMath": Line._equation,
    f"{M}oMathPara": Line._equations,
    f"{_VML}textpath": Line._word_art,
    f"{W}object": Line._object,
    f"{W}ruby": Line._ruby,
    f"{W}fldChar": Line._field,
    f"{W}instrText": Line._instruction,
}
