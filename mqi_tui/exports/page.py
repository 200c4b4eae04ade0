"""The log as one page that needs nothing else: for a screen, a phone and paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from mqi_tui.data import shipped
from mqi_tui.exports.blocks import ITEMS, Block, Reading, paragraphs, read
from mqi_tui.exports.handout import TITLE, Handout
from mqi_tui.exports.links import pieces
from mqi_tui.text.clean import xml_safe

_HEAD = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
"""
_FOOT = "</main>\n</body>\n</html>\n"
_LISTS = {"bullet": ("<ul>", "</ul>"), "number": ("<ol>", "</ol>"),
          "box": ('<ul class="boxes">', "</ul>")}  # fmt: skip
_BOXES = {"": ("to do", "☐"), "x": ("done", "☑")}
_WHO = ("", "one", "two", "both")
"""The classes of the speakers' colours. Who it is, the name says."""


def made(handout: Handout) -> bytes:
    """The page, as bytes."""
    return page(handout).encode()


def page(handout: Handout, letter: Sequence[str] = ()) -> str:
    """The page; `letter`: paragraphs that stand above the log."""
    reading = read(handout, TITLE)
    parts = (
        _HEAD.format(title=_safe(handout.title), style=shipped("log.css")),
        _letter(letter),
        f'<h1 dir="auto">{_safe(reading.title)}</h1>\n',
        _about(handout.facts),
        *_body(reading),
        _FOOT,
    )
    return "".join(parts)


def _letter(paragraphs_: Sequence[str]) -> str:
    if not paragraphs_:
        return ""
    lines = "".join(f'<p dir="auto">{_lines(words)}</p>\n' for words in paragraphs_)
    return f'<div class="letter">\n{lines}</div>\n'


def _about(facts: dict[str, str]) -> str:
    rows = (f'<dt>{name}</dt><dd dir="auto">{_safe(fact)}</dd>\n' for name, fact in facts.items())
    return f'<dl class="about">\n{"".join(rows)}</dl>\n'


def _body(reading: Reading) -> Iterator[str]:
    for part in paragraphs(reading.blocks):
        first = part[0]
        if first.kind in ITEMS:
            yield _lists(reading, part) + "\n"
        elif first.kind == "heading":
            yield _element(f"h{first.level}", _safe(first.words))
        elif first.kind == "prompt":
            yield _element("p", f"<b>{_safe(first.words)}</b>", "prompt")
        else:
            inner = "<br>\n".join(_said(reading, one) for one in part)
            yield _element("p", inner, "said" * bool(first.speaker))


def _element(tag: str, inner: str, name: str = "") -> str:
    attribute = f' class="{name}"' if name else ""
    return f'<{tag}{attribute} dir="auto">{inner}</{tag}>\n'


def _lists(reading: Reading, items: Sequence[Block]) -> str:
    """The items as lists within lists; where their kind changes, another list begins."""
    found = []
    for kind, entries in groupby(_entries(items), key=lambda entry: entry[0].kind):
        begin, end = _LISTS[kind]
        found.append(begin + "".join(_entry(reading, entry) for entry in entries) + end)
    return "".join(found)


def _entries(items: Sequence[Block]) -> list[list[Block]]:
    """The items of the outer list, each with the deeper ones that follow it."""
    entries: list[list[Block]] = []
    for item in items:
        if not entries or item.level <= items[0].level:
            entries.append([])
        entries[-1].append(item)
    return entries


def _entry(reading: Reading, entry: Sequence[Block]) -> str:
    item, deeper = entry[0], entry[1:]
    number = f' value="{int(item.mark[:-1])}"' if item.kind == "number" else ""
    inner = _lists(reading, deeper) if deeper else ""
    return f'\n<li{number} dir="auto">{_box(item)}{_said(reading, item)}{inner}</li>'


def _box(item: Block) -> str:
    if item.kind != "box":
        return ""
    label, sign = _BOXES[item.mark]
    return f'<span class="box" role="img" aria-label="{label}">{sign}</span> '


def _said(reading: Reading, block: Block) -> str:
    label, rest = block.parts
    words = "".join(_linked(*piece) for piece in pieces(rest, reading.films))
    if not block.speaker:
        return f"<b>{_safe(label)}</b>{words}" if label else words
    name = _safe(reading.speaker(block))
    return f'<strong class="{_WHO[block.speaker]}">{name}:</strong> {words}'


def _linked(words: str, address: str) -> str:
    inner = _lines(words)
    return f'<a href="{_safe(address)}" rel="noreferrer">{inner}</a>' if address else inner


def _lines(words: str) -> str:
    return "<br>\n".join(map(_safe, words.split("\n")))


def _safe(words: str) -> str:
    return escape(xml_safe(words))
