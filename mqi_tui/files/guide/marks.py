"""Markdown as coaches and their programs write it: what markdown-it is told to read otherwise.

Numbers before lines are text here, since the guide numbers its sections. Nothing is code, since an
answer may be indented. Emphasis is read as it was meant, not by the letter (`**Label: **answer`),
and a `*` between two numbers is a sign.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block, reference
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from mqi_tui.files.guide.grids import read_table

BULLETS = "-*+"
_AN_ADDRESS = re.compile(
    r"\[(?P<label>[^\]]+)\]:\s*<?(?:https?:|mailto:|data:|www\.|[#/]|\.{1,2}/|[\w%/.-]+\.\w{2,4}\b)"
)
_ATTRIBUTES = r"\{(?:\s*(?:[.#][\w:-]+|[\w-]+=(?:\"[^\"{}]*\"|[^\s{}\"]+)))+\s*\}"
"""What pandoc writes behind a heading, a picture or a passage: its name and its looks."""
_BEHIND = re.compile(_ATTRIBUTES)
_SPAN = re.compile(rf"\](?P<looks>{_ATTRIBUTES})")
_MARKED = re.compile(r"==(?=[^\s=])(.+?)(?<=[^\s=])==(?!=)", re.DOTALL)
_OPENS_TERM, _CLOSES_TERM = re.compile(r"[\w)\]}]"), re.compile(r"[\w(\[{]")
_RAISED = re.compile(r"([\^~])([\w+-]{1,9})\1")


@cache
def parser() -> MarkdownIt:
    """The reader of Markdown, which is made once."""
    made = MarkdownIt("commonmark", {"html": True, "maxNesting": 40})
    made.disable(["code", "html_block"])
    made.enable("strikethrough")
    made.block.ruler.at("list", _bullets, {"alt": ["paragraph", "reference", "blockquote"]})
    made.block.ruler.at("reference", _address)
    ended = ["paragraph", "reference", "blockquote", "list"]
    made.block.ruler.before("fence", "cells", _cells, {"alt": ended})
    made.inline.ruler.at("emphasis", _emphasis)
    made.inline.ruler.before("link", "span", _span)
    made.inline.ruler.before("link", "attributes", _attributes)
    made.inline.ruler.before("link", "marker_pen", _marker_pen)
    made.inline.ruler.before("strikethrough", "raised", _raised)
    return made


def without_looks(heading: str) -> str:
    """A heading without the name that a program has given it: `Focus {#focus}`."""
    return re.sub(rf"\s*{_ATTRIBUTES}\s*$", "", heading)


# Lines


def _bullets(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lists with bullets; what has a number is a line of text."""
    first = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]][:1]
    return first in BULLETS and first != "" and list_block(state, start, end, silent)


def _address(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`[name]: address` of what is named elsewhere; else it is what somebody wrote."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    found = _AN_ADDRESS.match(line)
    if not found or state.src.casefold().count(f"[{found['label'].casefold()}]") < 2:
        return False
    return reference(state, start, end, silent)


def _cells(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table, however it is drawn; its rows are in the token's `meta`."""
    lines = [
        state.src[state.bMarks[n] : state.eMarks[n]] if state.sCount[n] >= state.blkIndent else ""
        for n in range(start, min(end, start + 2))
    ]
    found = read_table(lines, lambda most: _lines(state, start, min(end, start + most)))
    if not found:
        return False
    if not silent:
        token = state.push("cells", "", 0)
        token.meta = {"rows": found.rows}
        token.map = [start, start + found.lines]
        state.line = start + found.lines
    return True


def _lines(state: StateBlock, start: int, end: int) -> list[str]:
    """The lines from here on that stand in what the first stands in."""
    lines = []
    for n in range(start, end):
        if not state.isEmpty(n) and state.sCount[n] < state.blkIndent:
            break
        lines.append(state.src[state.bMarks[n] : state.eMarks[n]])
    return lines


# Letters


def _emphasis(state: StateInline, silent: bool) -> bool:
    """`*` and `_` as people mean them; the marks are paired by markdown-it."""
    mark = state.src[state.pos]
    if silent or mark not in "*_":
        return False
    count = 1
    while state.src[state.pos + count : state.pos + count + 1] == mark:
        count += 1
    opens, closes = _flanks(state.src, state.pos, count)
    for _ in range(count):
        token = state.push("text", "", 0)
        token.content = mark
        place = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord(mark), count, place, -1, opens, closes))
    state.pos += count
    return True


def _flanks(text: str, start: int, count: int) -> tuple[bool, bool]:
    """Whether marks may begin, and may end, what is emphasised.

    Two or more may have a space on the inner side, as in `**Label: **answer`.
    """
    mark = text[start]
    before, after = text[start - 1 : start] or " ", text[start + count : start + count + 1] or " "
    if before.isspace() and after.isspace():
        return False, False
    if mark == "_" and _is_word(before) and _is_word(after):
        return False, False
    sign = _OPENS_TERM.match(before) and _CLOSES_TERM.match(after)
    if mark == "*" and sign and (count == 1 or (before.isdigit() and after.isdigit())):
        return False, False
    loose = count > 1
    return loose or not after.isspace(), loose or not before.isspace()


def _is_word(letter: str) -> bool:
    return letter.isalnum()


def _span(state: StateInline, silent: bool) -> bool:
    """`[passage]{.underline}`: it stands out; `{.mark}` by a marker pen."""
    if state.src[state.pos] != "[" or state.src.find("]{", state.pos) < 0:
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    found = _SPAN.match(state.src, end) if end >= 0 else None
    if not found:
        return False
    if not silent:
        kind = "em" if ".mark" in found["looks"] else "strong"
        _inside(state, kind, state.pos + 1, end)
    state.pos = found.end()
    return True


def _attributes(state: StateInline, silent: bool) -> bool:  # noqa: ARG001 (markdown-it's form)
    """`{width="6in"}` behind a picture or a link says only how it looks."""
    before = state.src[state.pos - 1 : state.pos]
    found = _BEHIND.match(state.src, state.pos) if before and before in ")]`" else None
    if not found:
        return False
    state.pos = found.end()
    return True


def _marker_pen(state: StateInline, silent: bool) -> bool:
    """`==passage==`, but not `a==b==c`."""
    if not state.src.startswith("==", state.pos) or _is_word(state.src[state.pos - 1 : state.pos]):
        return False
    found = _MARKED.match(state.src, state.pos, state.posMax)
    if not found or _is_word(state.src[found.end() : found.end() + 1]):
        return False
    if not silent:
        _inside(state, "em", found.start(1), found.end(1))
    state.pos = found.end()
    return True


def _raised(state: StateInline, silent: bool) -> bool:
    """`x^2^` and `H~2~O`, as pandoc writes them."""
    if state.src[state.pos] not in "^~" or not state.src[state.pos - 1 : state.pos].strip():
        return False
    found = _RAISED.match(state.src, state.pos)
    if not found or state.src.startswith("~~", state.pos):
        return False
    if not silent:
        state.push("sup" if found[1] == "^" else "sub", "", 0).content = found[2]
    state.pos = found.end()
    return True


def _inside(state: StateInline, kind: str, start: int, end: int) -> None:
    """What stands between two places, emphasised."""
    last = state.posMax
    state.push(f"{kind}_open", kind, 1)
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.posMax = last
    state.push(f"{kind}_close", kind, -1)
