"""Markdown and plain text as their lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from mqi_tui.files.guide.blocks import Block
from mqi_tui.files.guide.labels import OWN, known, names_field, names_head
from mqi_tui.files.guide.marks import parser, without_looks
from mqi_tui.files.guide.printed import is_question
from mqi_tui.files.guide.runs import Line, Run, alike, lines_of
from mqi_tui.files.guide.tables import Cell, table
from mqi_tui.text.clean import clean

TITLE, PRIVATE = OWN[:2]
_ITEM = re.compile(r"(?:[•◦▪–]|\[[ xX]?\]|[☐☒☑])\s+(.*)", re.DOTALL)
_NUMBER = re.compile(r"\s*(?:[•◦▪–]|\[[ xX]?\]|[☐☒☑]|\(?\d{1,2}[.)])*\s*")
_BLANK = re.compile(r"[\s|_=*-]*")
_HASHES = re.compile(r"#{2,6}(?=[^\s#])")
_UNDERLINE = 4
"""Dashes that make a heading of the line above; three of them are as often a rule."""
MOST_BRACKETS = 2_000
"""With more of them in a text, looking for links takes long: then they are brackets and no more."""
_CALLOUT = re.compile(r"\[!\w+\][+-]?\s*")
_FOOTNOTE = re.compile(r"\[\^[^\]]+\]:")
_DEFINED = re.compile(r":[ \t]{1,3}(?=\S)")
_ENDS_LABEL = re.compile(r"[:?]\s*$")

# What is taken out before the reading

_DATA = re.compile(r"data:[\w.+-]+/[\w.+-]+;base64,[\w+/=%]+")
"""A picture within the text; some are a hundred times as long as the guide."""
_DIVISION = re.compile(r"(?m)^[ \t]*:{3,}[ \t]*(?:\{[^{}\n]*\}|[\w-]*)[ \t]*:*[ \t]*$")
_FRONT = re.compile(
    r"\A---[ \t]*\n((?:[\w-][^\n:]*:[^\n]*\n|[ \t]+[^\n]*\n|- [^\n]*\n|\n)*?)---[ \t]*\n"
)


def without_pictures(text: str) -> str:
    """A text without what its pictures are made of."""
    return _DATA.sub("#picture", text) if "base64," in text else text


def lines(text: str) -> Iterator[Block]:
    """The lines of a text; rules are none."""
    text = clean(without_pictures(text))
    if front := _FRONT.match(text):
        yield from _front(front[1])
        text = "\n" * front[0].count("\n") + text[front.end() :]
    yield from _defined(_blocks(_DIVISION.sub("", text)))


def _front(lines: str) -> Iterator[Block]:
    """What a program says of the text at its head, `name: value`; most of it answers nothing."""
    for line in lines.split("\n"):
        name, _, said = (part.strip() for part in line.partition(":"))
        said = said.strip("\"' ")
        if said and known(name) and (name.casefold() != "date" or ":" in said):
            yield Block(name, stands_out=True)
            yield Block(said)
        elif line.strip():
            yield Block(line.strip(), beside=True)


def _blocks(text: str) -> Iterator[Block]:
    own = TITLE in text and PRIVATE in text
    if text.count("[") > MOST_BRACKETS:
        text = text.replace("[", "\\[")
    reading = _Reading(text.split("\n"), own)
    yield from reading.blocks(parser().parse(text))


@dataclass(slots=True)
class _Reading:
    """Going through a text, block by block."""

    source: Sequence[str]
    own: bool
    """Whether it is a guide of ours, in which quotations are answers, word by word."""
    _items: list[bool] = field(default_factory=list)
    """For each list item that is open, whether it has had no line yet."""
    _seen: int = 0
    """Lines of the source that were read."""

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        place = 0
        while place < len(tokens):
            token = tokens[place]
            yield from self._gap(token)
            if token.type == "blockquote_open" and self.own:
                yield from self._quoted(token)
                place = _closing(tokens, place)
            else:
                yield from self._block(token, tokens, place)
            place += 1

    def _gap(self, token: Token) -> Iterator[Block]:
        """A blank line, where one or more stand in the text."""
        if token.map and not token.type.endswith("_close"):
            start, end = token.map
            if start > self._seen and not any(map(str.strip, self.source[self._seen : start])):
                yield Block("")
            is_wrapping = token.nesting > 0 and token.type not in ("paragraph_open", "heading_open")
            self._seen = max(self._seen, start if is_wrapping else end)

    def _quoted(self, token: Token) -> Iterator[Block]:
        start, end = token.map or [0, 0]
        self._seen = end
        while end > start and not self.source[end - 1].strip():
            end -= 1
        for raw in self.source[start:end]:
            yield Block(raw.lstrip(" ").removeprefix(">").removeprefix(" "), quoted=True)

    def _block(self, token: Token, tokens: Sequence[Token], place: int) -> Iterator[Block]:
        if token.type == "list_item_open":
            self._items.append(True)
        elif token.type == "list_item_close":
            self._items.pop()
        elif token.type == "inline":
            yield from self._passage(token, tokens, place)
        elif token.type == "cells":
            yield from table(map(_cells, token.meta["rows"]))
        elif token.type == "fence":
            yield from _fenced(token.content)

    def _passage(self, token: Token, tokens: Sequence[Token], place: int) -> Iterator[Block]:
        found = lines_of(token.children or [])
        opening = tokens[place - 1]
        if opening.type == "heading_open":
            yield from _heading(found, opening, self.source)
            return
        after = tokens[place + 2].type if place + 2 < len(tokens) else ""
        for number, line in enumerate(found):
            is_item = bool(self._items) and self._items[-1] and bool(line.runs)
            if is_item:
                self._items[-1] = False
            more = number + 1 < len(found) or after != "list_item_close"
            yield from _line(line, item=is_item, leads=more)


def _closing(tokens: Sequence[Token], place: int) -> int:
    """Where what is opened at a place is closed."""
    level = tokens[place].level
    return next(n for n in range(place + 1, len(tokens)) if tokens[n].level == level)


def _cells(row: Iterable[str]) -> list[Cell]:
    return [_cell(source) for source in row]


def _cell(source: str) -> Cell:
    """The lines of a cell, in which blank ones say nothing."""
    return [block for block in _blocks(source) if block.text or block.left_out]


def _fenced(content: str) -> Iterator[Block]:
    """Lines as they were typed; where they hold a guide, as the guide's."""
    raw = content.rstrip("\n").split("\n")
    if any(known(line.strip(" *_#:>|-")) for line in raw):
        yield from _blocks(content)
    else:
        yield from (Block(line.rstrip()) for line in raw)


def _heading(found: Sequence[Line], opening: Token, source: Sequence[str]) -> Iterator[Block]:
    """The last line is a heading; a rule right below some lines makes none of them."""
    _, end = opening.map or [0, 0]
    drawn = source[end - 1].strip(" >") if opening.markup == "-" else ""
    sure = not drawn or len(drawn) >= _UNDERLINE
    for line in found[:-1]:
        yield from _line(line)
    for line in found[-1:]:
        if not line.runs or (not sure and len(found) > 1):
            yield from _line(line)
        elif text := without_looks(line.text).strip():
            yield Block(text, stands_out=True, only_bold=not sure)


# A line


def _line(line: Line, *, item: bool = False, leads: bool = False) -> Iterator[Block]:
    """A line of a passage: a label with what stands beside it, or words.

    Args:
        line: what was read.
        item: whether it begins an entry of a list.
        leads: whether more of the same entry follows.
    """
    if line.left_out or line.aside:
        yield Block(line.aside, beside=bool(line.aside), left_out=line.left_out)
        return
    text = line.text.strip()
    if _FOOTNOTE.match(text):
        yield Block(text, beside=True)
        return
    text = _CALLOUT.sub("", text, count=1) if text.startswith("[!") else text
    if hashes := _HASHES.match(text):
        yield Block(text[hashes.end() :], stands_out=True)
    elif not _BLANK.fullmatch(text):
        yield from _emphasised(line, text, item=item, leads=leads)


def _emphasised(line: Line, text: str, *, item: bool, leads: bool) -> Iterator[Block]:
    """A line as its labels, each with the words beside it; as one where it has none."""
    number, runs = _numbered(alike(line.runs))
    first, *others = [*_cut(runs)] if not text.startswith("[!") else [("", runs)]
    if first[0] and item and not _may_be_label(first[0], runs, leads=leads):
        first, others = ("", runs), []
    for place, (label, beside) in enumerate([first, *others]):
        words = "".join(run.text for run in beside[bool(label) :]).strip()
        if label:
            whole, slanted = (number if place == 0 else "") + label, not beside[0].strong
            entry = item and place == 0
            yield Block(
                _bare(whole), True, entry, only_bold=True, slanted=slanted, typed=_typed(line.runs)
            )
            words = words.removeprefix(":").strip()
        elif place == 0:
            words = text if not others else f"{number}{words}"
        if words:
            bare = _bare(words) if not label else words
            entry = not label and (item or bare != words)
            yield Block(bare, item=entry, typed="" if label else _typed(line.runs))


def _typed(runs: Sequence[Run]) -> str:
    """Words with the stars of their italics; nothing where they have none."""
    if not any(run.slanted or run.begun for run in runs):
        return ""
    starred = (f"*{run.text}*" if run.slanted or run.begun else run.text for run in runs)
    return "".join(starred).strip()


def _cut(runs: Sequence[Run]) -> Iterator[tuple[str, list[Run]]]:
    """The labels of a line, none for what stands before the first, each with its runs."""
    label, some = "", list[Run]()
    end = max((n for n, run in enumerate(runs) if run.text.strip()), default=0)
    for place, run in enumerate(runs):
        beside = runs[place + 1].text if place < end else ""
        if not run.plain and _is_label(run, beside, first=place == 0, last=place >= end):
            if some:
                yield label, some
            label, some = run.text, []
        some.append(run)
    yield label, some


def _is_label(run: Run, beside: str, *, first: bool, last: bool) -> bool:
    """Whether what is emphasised asks for what stands beside it, and is not just emphasised."""
    ends = bool(_ENDS_LABEL.search(run.text)) or beside.startswith(":")
    if not first:
        return (run.strong and names_head(run.text)) or (ends and known(run.text))
    goes_on = not beside[:1].strip() or beside[0].isalnum()
    return last or ends or (goes_on and (known if run.strong else _asks_in_italics)(run.text))


def _asks_in_italics(words: str) -> bool:
    """Whether words in italics ask for what follows on their line, though no mark says so."""
    return names_head(words) or names_field(words) or is_question(words)


def _may_be_label(label: str, runs: Sequence[Run], *, leads: bool) -> bool:
    """Whether an entry of a list may be one, and no emphasised answer."""
    return leads or len(runs) > 1 or bool(_ENDS_LABEL.search(label)) or names_head(label)


def _bare(words: str) -> str:
    """Words without the sign in front of them that makes them an entry of a list."""
    found = _ITEM.fullmatch(words.strip())
    return found[1].strip() if found else words.strip()


def _numbered(runs: Sequence[Run]) -> tuple[str, list[Run]]:
    """The number in front of a line, and the line without it."""
    if len(runs) > 1 and runs[0].plain and _NUMBER.fullmatch(runs[0].text):
        return runs[0].text, list(runs[1:])
    return "", list(runs)


def _defined(blocks: Iterable[Block]) -> Iterator[Block]:
    """The lines; what is defined (`: so and so`, below) stands out."""
    waiting: list[Block] = []
    for block in blocks:
        mark = _DEFINED.match(block.text)
        defines = bool(mark and waiting and not waiting[0].quoted)
        if defines and waiting[0].text and not waiting[0].stands_out:
            waiting[0] = replace(waiting[0], stands_out=True, only_bold=True)
        if block.text:
            yield from waiting
            waiting = []
        text = block.text[mark.end() :] if mark and defines else block.text
        waiting.append(replace(block, text=text))
    yield from waiting
