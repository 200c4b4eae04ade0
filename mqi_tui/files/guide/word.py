"""A Word file as its lines: paragraphs, tables, text boxes, forms, in order, and what is beside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, groupby
from typing import Any

from mqi_tui.files.guide.beside import LEFT_OUT, PAGE, Beside
from mqi_tui.files.guide.blocks import Block, PaperError, bound
from mqi_tui.files.guide.equations import M
from mqi_tui.files.guide.package import DAMAGED, NO_WORD, Link, Package
from mqi_tui.files.guide.styles import W, on, styles_of
from mqi_tui.files.guide.tables import Cell, table
from mqi_tui.files.guide.word_fields import TICKED, UNTICKED, Part
from mqi_tui.files.guide.word_line import GONE, LOOSE, MC, RELATIONS, Line, chosen, is_prompt
from mqi_tui.text.clean import clean

NOTES = {"comment": "Comment", "footnote": "Footnote", "endnote": "Endnote"}
_RULE = ("separator", "continuationSeparator", "continuationNotice")
"""Kinds of notes that hold no more than a line."""
_WORD = re.compile(r"\w")
_NUMBER = re.compile(r"\W*(?:\d{1,2}\W*)?")
_LABEL = re.compile(r".*[:?]\s*", re.DOTALL)
_SPREAD = re.compile(f" {{2,}}(?=[{TICKED}{UNTICKED}])")
"""Blanks that set boxes to tick apart on a line."""


def word(data: bytes) -> Iterator[Block]:
    """The lines of a Word file.

    Raises:
        PaperError: in a few words, why it cannot be read.
    """
    document = Document(Package(data))
    has_words = False
    try:
        for block in document.blocks():
            has_words = has_words or bool(block.text)
            yield block
    except RecursionError:
        raise PaperError("is nested deeper than any guide") from None
    if not has_words and document.beside.left[PAGE]:
        raise PaperError("has its words in an embedded page: open it in Word and save it again")
    if told := document.beside.told():
        if not has_words:
            raise PaperError(f"holds no words that can be read, only {told}")
        yield Block(f"Left out of the Word file: {told}", beside=True)


class Document:
    """The parts of a Word file that have words, read in order."""

    def __init__(self, package: Package) -> None:
        name, root = package.main()
        links = package.links(name)
        self._body = _body(root)
        self._around = [one for one in map(package.xml, _around(root, links)) if one is not None]
        self._notes = {kind: package.first(links, f"{kind}s") for kind in NOTES}
        self._styles = styles_of(package.first(links, "styles"), package.first(links, "numbering"))
        self.beside = Beside(package.addresses(name))
        texts = [self._body, *self._around, *self._notes.values()]
        tags = (f"{W}t", f"{M}t")
        bound(sum(len(t.text or "") for one in texts if one is not None for t in one.iter(*tags)))

    def blocks(self) -> Iterator[Block]:
        """What stands above the pages, on them, below them; and what is beside."""
        above = [one for one in self._around if one.tag == f"{W}hdr"]
        below = [one for one in self._around if one.tag != f"{W}hdr"]
        yield from chain.from_iterable(map(self._inside, [*above, self._body, *below]))
        for kind, root in self._notes.items():
            if root is not None:
                yield from self._of_notes(kind, root)
        for words in self.beside.hidden:
            yield Block(f"Hidden text: {clean(words)}", beside=True)

    def _of_notes(self, kind: str, root: Any) -> Iterator[Block]:
        """Notes of a kind, each with the line to which it belongs."""
        for note in root.iter(W + kind):
            said = " / ".join(block.text for block in self._inside(note) if block.text)
            if not said or note.get(f"{W}type") in _RULE:
                continue
            author = clean(note.get(f"{W}author", "")).strip()
            line = self.beside.lines.get((kind, note.get(f"{W}id", "")), "")
            by, on_ = f" by {author}" * bool(author), f" on “{clean(line)}”" * bool(line)
            yield Block(f"{NOTES[kind]}{by}{on_}: {said}", beside=True)

    def _inside(self, parent: Any) -> Iterator[Block]:
        """Paragraphs and tables in order; forms and other wrappings are looked into."""
        for child in parent:
            tag = child.tag
            if tag == f"{W}p" or tag in LOOSE:
                yield from self._paragraph(child)
            elif tag == f"{W}tbl":
                yield from table(map(self._cells, _own(child, f"{W}tr")))
            elif tag in LEFT_OUT:
                self.beside.leave_out(child)
            elif tag == f"{MC}AlternateContent":
                yield from self._inside(chosen(child))
            elif tag not in GONE and not tag.endswith("Pr") and not is_prompt(child):
                yield from self._inside(child)

    def _cells(self, row: Any) -> list[Cell]:
        """The cells of a row; where one holds a table or a list, as it stands there."""
        return [
            [] if any(map(is_prompt, cell.iterancestors(f"{W}sdt")))
            else [block for block in self._inside(cell) if block.text]
            for cell in _own(row, f"{W}tc")
        ]  # fmt: skip

    def _paragraph(self, element: Any) -> Iterator[Block]:
        line = Line(element, self._styles, self.beside)
        for box in line.boxes:
            yield from self._inside(box)
        if self._styles.is_quote(element):
            yield from (Block(words, quoted=True) for words in clean(line.words).split("\n"))
        elif self._styles.is_heading(element):
            yield from _lines(line.words, stands_out=True)
        else:
            yield from self._parts(element, line)

    def _parts(self, paragraph: Any, line: Line) -> Iterator[Block]:
        kind = self._styles.list_kind(paragraph)
        for is_bold, part in _parts(line.parts):
            for block in _lines(part, stands_out=is_bold):
                yield Block(
                    block.text, is_bold, item=bool(kind), only_bold=is_bold,
                    numbered=kind == "numbers",
                )  # fmt: skip


def _body(root: Any) -> Any:
    body = root.find(f"{W}body") if root.tag == f"{W}document" else None
    if body is None:
        raise PaperError(DAMAGED if root.tag == f"{W}document" or "}" not in root.tag else NO_WORD)
    return body


def _around(root: Any, links: list[Link]) -> list[str]:
    """The parts above and below the pages, each once, in the order in which they are named."""
    kinds = (f"{W}headerReference", f"{W}footerReference")
    targets = {link.id: link.target for link in links}
    named = (one.get(f"{RELATIONS}id", "") for one in root.iter(*kinds))
    return list(dict.fromkeys(targets[id_] for id_ in named if id_ in targets))


def _own(parent: Any, tag: str) -> Iterator[Any]:
    """The rows of a table, or the cells of a row; not those of a table inside it."""
    for child in parent:
        if child.tag == tag:
            if not on(child, "trPr/del"):
                yield child
        elif child.tag == f"{MC}AlternateContent":
            yield from _own(chosen(child), tag)
        elif child.tag not in (f"{W}p", f"{W}tbl", *GONE) and not child.tag.endswith("Pr"):
            yield from _own(child, tag)


def _lines(words: str, *, stands_out: bool) -> Iterator[Block]:
    """The lines of a paragraph; one that says nothing is a blank line."""
    lines = [_SPREAD.sub(" ", line.strip()) for line in clean(words).split("\n")]
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
