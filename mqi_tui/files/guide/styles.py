"""What a Word file's styles and lists make of a paragraph: bold, heading, list, quotation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFF = ("0", "false", "off")
HEADINGS = ("heading", "title", "subtitle")
QUOTE = "quote"
"""The style of an answer in a guide of ours."""
BODY = 9
"""The outline level of what is no heading."""

ListKind = Literal["", "bullets", "numbers"]
Lists = frozenset[tuple[str, str]]
"""Lists by their number, and the level in them."""


def value(parent: Any, path: str) -> str | None:
    """What the element at `path` (`pPr/pStyle`) says; None where it is not there."""
    found = _below(parent, path)
    said: str | None = None if found is None else found.get(f"{W}val")
    return said


def on(parent: Any, path: str) -> bool | None:
    """Whether something is turned on; None where nothing is said. No value means on."""
    if _below(parent, path) is None:
        return None
    return (value(parent, path) or "1").lower() not in OFF


def _below(parent: Any, path: str) -> Any:
    return parent.find("/".join(W + part for part in path.split("/")))


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of what is written in it, itself or by the style that it is based on."""

    bold: bool = False
    hidden: bool = False
    heading: bool = False
    quote: bool = False
    number: str = ""
    """Of its list."""
    level: str = "0"
    listed: bool = False
    """Whether it is named as one for lists."""


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by their id, and its lists without numbers."""

    by_id: Mapping[str, Style]
    normal: str
    """The style of a paragraph that names none."""
    bullets: Lists

    def is_bold(self, paragraph: Any, run: Any) -> bool:
        """As Word shows it: what the run says itself, else its style and its paragraph's.

        Bold in a bold paragraph is not bold: each style turns it over.
        """
        said = on(run, "rPr/b")
        if said is not None:
            return said
        of_run = self.by_id.get(value(run, "rPr/rStyle") or "", PLAIN)
        return of_run.bold != self._of(paragraph).bold

    def is_hidden(self, paragraph: Any, run: Any) -> bool:
        """Whether it is text that Word neither shows nor prints."""
        said = on(run, "rPr/vanish")
        if said is not None:
            return said
        of_run = self.by_id.get(value(run, "rPr/rStyle") or "", PLAIN)
        return of_run.hidden or self._of(paragraph).hidden

    def is_heading(self, paragraph: Any) -> bool:
        """Whether it is a heading, by its own level or its style's."""
        level = value(paragraph, "pPr/outlineLvl")
        return self._of(paragraph).heading if level is None else _is_heading(level)

    def is_quote(self, paragraph: Any) -> bool:
        """Whether its style is that of a quotation: in a guide of ours, an answer."""
        return self._of(paragraph).quote

    def list_kind(self, paragraph: Any) -> ListKind:
        """Whether it is an item with a bullet or a number; empty where it is none."""
        style = self._of(paragraph)
        number = value(paragraph, "pPr/numPr/numId") or style.number
        if number in ("", "0"):
            return "bullets" if style.listed and not number else ""
        level = value(paragraph, "pPr/numPr/ilvl") or style.level
        return "bullets" if (number, level) in self.bullets else "numbers"

    def _of(self, paragraph: Any) -> Style:
        return self.by_id.get(value(paragraph, "pPr/pStyle") or self.normal, PLAIN)


def styles_of(styles: Any, numbering: Any) -> Styles:
    """What the parts with the styles and with the lists say; None where there is no such part."""
    all_ = [] if styles is None else styles.iter(f"{W}style")
    elements = {one.get(f"{W}styleId", ""): one for one in all_}
    normal = next((id_ for id_, one in elements.items() if _is_normal(one)), "")
    by_id = {id_: _style(list(_chain(id_, elements))) for id_ in elements}
    return Styles(by_id, normal, frozenset() if numbering is None else _bullets(numbering))


def _is_normal(style: Any) -> bool:
    default = style.get(f"{W}default", "0").lower() not in OFF
    return default and style.get(f"{W}type") == "paragraph"


def _chain(id_: str, elements: Mapping[str, Any]) -> Iterator[Any]:
    """A style and those that it is based on; each once, should they go round in a circle."""
    seen = set[str]()
    while id_ in elements and id_ not in seen:
        seen.add(id_)
        yield elements[id_]
        id_ = value(elements[id_], "basedOn") or ""


def _style(chain: list[Any]) -> Style:
    """Built-in styles have English names whatever the language; their ids have not."""
    names = [(value(style, "name") or "").lower() for style in chain]
    return Style(
        bold=_is_on(chain, "rPr/b"),
        hidden=_is_on(chain, "rPr/vanish"),
        heading=any(name.startswith(HEADINGS) for name in names)
        or _is_heading(_first(chain, "pPr/outlineLvl")),
        quote=names[:1] == [QUOTE],
        number=_first(chain, "pPr/numPr/numId"),
        level=_first(chain, "pPr/numPr/ilvl") or "0",
        listed=any(name.startswith("list") for name in names),
    )


def _is_on(chain: list[Any], path: str) -> bool:
    said = (on(style, path) for style in chain)
    return next((one for one in said if one is not None), False)


def _first(chain: list[Any], path: str) -> str:
    return next((said for style in chain if (said := value(style, path))), "")


def _is_heading(level: str) -> bool:
    return level.isdecimal() and int(level) < BODY


def _bullets(lists: Any) -> Lists:
    without = {
        (one.get(f"{W}abstractNumId"), level.get(f"{W}ilvl"))
        for one in lists.iter(f"{W}abstractNum")
        for level in one.iter(f"{W}lvl")
        if value(level, "numFmt") in ("bullet", "none")
    }
    numbers = [(one.get(f"{W}numId"), value(one, "abstractNumId")) for one in lists.iter(f"{W}num")]
    return frozenset(
        (number, level) for number, of in numbers for kind, level in without if kind == of
    )
