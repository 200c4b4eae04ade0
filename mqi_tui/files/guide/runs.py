"""A passage of Markdown as its lines, and each line as what is emphasised in it, and what not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from markdown_it.token import Token

STRONG = frozenset(
    ["b", "strong", "u", "ins", "th", "dt", "summary", "h1", "h2", "h3", "h4", "h5", "h6"]
)
SLANTED = frozenset(["i", "em", "mark", "cite", "dfn"])
BREAKS = frozenset(
    ["address", "article", "blockquote", "br", "caption", "center", "dd", "details", "div", "dl",
     "dt", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main",
     "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
     "ul"]
)  # fmt: skip
PLAIN = frozenset(
    ["a", "abbr", "acronym", "big", "code", "col", "colgroup", "del", "font", "input", "kbd",
     "label", "o:p", "s", "samp", "small", "span", "strike", "sub", "sup", "tt", "var", "wbr"]
)  # fmt: skip
"""Tags that say how words look, or that they are a link: the words count."""
_TAG = re.compile(r"<(?P<ends>/?)(?P<name>[a-zA-Z][\w:-]*)(?P<more>[^>]*)>")
_COMMENT = re.compile(r"<!--(.*?)-*->", re.DOTALL)
_ALT, _HREF = re.compile(r'\balt="([^"]*)"', re.I), re.compile(r'\bhref="(https?:[^"]*)"', re.I)
_BOLD_STYLE = re.compile(r"font-weight:\s*(?:bold|[6-9]00)|text-decoration:\s*underline", re.I)
RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
LOWERED = str.maketrans("0123456789+-−=()aeoxn", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓₙ")
_LABELS_END = (":", "?")


@dataclass(frozen=True, slots=True)
class Run:
    """Letters that look alike."""

    text: str
    strong: bool = False
    slanted: bool = False
    """In italics, or by a marker pen."""
    begun: bool = False
    """Whether it is so in whole, and the italics began on the line above: then it is plain here."""

    @property
    def plain(self) -> bool:
        """Whether nothing sets it off from the words around it."""
        return not (self.strong or self.slanted)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a passage. `goes_on`: its last run does in the next, across a soft break."""

    runs: tuple[Run, ...] = ()
    goes_on: bool = False
    left_out: str = ""
    """A picture that stood here; then there are no words."""
    aside: str = ""
    """What a comment in HTML says; then there is nothing else."""

    @property
    def text(self) -> str:
        """The words of the line, however they look."""
        return "".join(run.text for run in self.runs)


def lines_of(tokens: Iterable[Token]) -> list[Line]:
    """The lines of a passage."""
    walk = _Walk()
    for token in tokens:
        walk.take(token)
    walk.end_line()
    return list(_unbroken(walk.lines))


@dataclass(slots=True)
class _Walk:
    """Going through a passage, letter by letter."""

    lines: list[Line] = field(default_factory=list)
    _runs: list[Run] = field(default_factory=list)
    _beside: list[Line] = field(default_factory=list)
    """What comes after the line that is being read: its pictures and comments."""
    _strong: int = 0
    _slanted: int = 0
    _styled: list[bool] = field(default_factory=list)
    """For each `span` that is open, whether it makes bold."""
    _links: list[tuple[str, int]] = field(default_factory=list)
    """Of each link that is open, where it leads, and at which run it begins."""
    _moved: str = ""
    """`sup` or `sub`, while in one."""

    def take(self, token: Token) -> None:
        kind = token.type
        if kind in ("strong_open", "strong_close"):
            self._strong += token.nesting
        elif kind in ("em_open", "em_close"):
            self._slanted += token.nesting
        elif kind in ("softbreak", "hardbreak"):
            self.end_line(goes_on=kind == "softbreak" and bool(self._strong or self._slanted))
        elif kind == "image":
            self._picture(str(token.content))
        elif kind == "link_open":
            self._links.append((str(token.attrGet("href") or ""), len(self._runs)))
        elif kind == "link_close":
            self._leave_link()
        elif kind == "html_inline":
            self._tag(token.content)
        elif kind in ("sup", "sub"):
            self._say(_moved(token.content, kind))
        elif token.content:
            self._say(token.content)

    def end_line(self, *, goes_on: bool = False) -> None:
        if self._runs:
            self.lines.append(Line(tuple(self._runs), goes_on))
        self.lines += self._beside
        self._runs, self._beside = [], []
        self._links = [(address, 0) for address, _ in self._links]

    def _say(self, words: str) -> None:
        words = _moved(words, self._moved) if self._moved else words
        self._runs.append(Run(words.replace("\xa0", " "), self._strong > 0, self._slanted > 0))

    def _picture(self, alt: str) -> None:
        self._beside.append(Line(left_out=f'picture "{alt}"' if alt.strip() else "picture"))

    def _leave_link(self) -> None:
        """Where it leads is said too, unless its words are that, or it leads to this very file."""
        address, start = self._links.pop() if self._links else ("", 0)
        words = "".join(run.text for run in self._runs[start:])
        bare = re.sub(r"^(?:mailto:|https?://)|/$", "", address)
        if address and not address.startswith(("#", "%")) and bare not in words:
            self._say(f" ({address})")

    def _tag(self, source: str) -> None:
        """A tag of HTML; what only looks like one is what somebody wrote."""
        if comment := _COMMENT.fullmatch(source):
            if comment[1].strip():
                self._beside.append(Line(aside=" ".join(comment[1].split())))
            return
        tag = _TAG.fullmatch(source)
        name = tag["name"].lower() if tag else ""
        if not tag or name not in (*STRONG, *SLANTED, *BREAKS, *PLAIN, "img"):
            self._say(source)
            return
        if name in BREAKS:
            self.end_line()
        self._look(name, tag["more"], -1 if tag["ends"] else 1)

    def _look(self, name: str, more: str, by: int) -> None:
        if name in STRONG:
            self._strong = max(0, self._strong + by)
        elif name in SLANTED:
            self._slanted = max(0, self._slanted + by)
        elif name == "img":
            alt = _ALT.search(more)
            self._picture(alt[1] if alt else "")
        elif name in ("sup", "sub"):
            self._moved = name if by > 0 else ""
        elif name == "a" and by > 0:
            href = _HREF.search(more)
            self._links.append((href[1] if href else "", len(self._runs)))
        elif name == "a":
            self._leave_link()
        elif name == "span" and by > 0:
            self._styled.append(bool(_BOLD_STYLE.search(more)))
            self._strong += self._styled[-1]
        elif name == "span" and self._styled:
            self._strong -= self._styled.pop()


def _moved(words: str, kind: str) -> str:
    """`2` raised is `²`; what has no such letters is `^(a+b)`."""
    table, sign = (RAISED, "^") if kind == "sup" else (LOWERED, "_")
    if all(ord(letter) in table for letter in words):
        return words.translate(table)
    return f"{sign}{words}" if len(words) == 1 else f"{sign}({words})"


def _unbroken(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines; a label that a program has broken, in the midst of its emphasis, as one again."""
    last: Line | None = None
    for line in lines:
        if last and last.goes_on and line.runs and _is_one(last, line):
            last = replace(line, runs=(*last.runs, Run(" ", *_look_of(line.runs[0])), *line.runs))
            continue
        if last:
            yield last
        last = _continued(line) if last and last.goes_on else line
    if last:
        yield last


def _continued(line: Line) -> Line:
    """A line that begins in the midst of what is in italics: that makes no label of it."""
    if not line.runs or line.runs[0].strong:
        return line
    return replace(line, runs=(replace(line.runs[0], slanted=False, begun=True), *line.runs[1:]))


def _look_of(run: Run) -> tuple[bool, bool]:
    return run.strong, run.slanted


def _is_one(above: Line, below: Line) -> bool:
    """Whether two lines are one label: bold goes on, or italics do and end as labels end."""
    if above.text.rstrip().endswith(_LABELS_END):
        return False
    return below.runs[0].strong or below.text.rstrip().endswith(_LABELS_END)


def alike(runs: Iterable[Run]) -> list[Run]:
    """Runs that look alike, as one. What has no word in it looks as what stands before it."""
    last = (False, False)
    looks: list[Run] = []
    for run in runs:
        if not looks or re.search(r"\w", run.text):
            last = _look_of(run)
        looks.append(Run(run.text, *last))
    groups = groupby(looks, _look_of)
    return [Run("".join(run.text for run in some), *look) for look, some in groups]
