"""Word's equations as people type them on a line: `1/2 + x^3`, `√(a+b)`, `∑_(k=1)^n k`.

Every letter of an equation comes out, also of what is not known here: it is looked into.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GONE = (W + "del", W + "moveFrom")
_UNSEEN = re.compile("[\u200b\u2061-\u2064]")
"""Characters that only tell programs how to set an equation."""
_ATOM = re.compile("[\\w.,\u0300-\u036f\u20d0-\u20ff]*|[^\\w\\s]")
_NUMBER_OR_LETTER = re.compile(r"[^\W_]")
_ROOTS = {"": "√", "2": "√", "3": "∛", "4": "∜"}
_OVER, _UNDER, _STRUCK = "\u0305", "\u0332", "\u0336"
_HAT, _INTEGRAL, _BRACE = "\u0302", "∫", "⏟"


def linear(element: Any) -> str:
    """What an equation, or a part of one, says."""
    if element.tag in GONE:
        return ""
    if element.tag.startswith(M) and (set_ := _FORMS.get(element.tag[len(M) :])):
        return set_(element)
    return _inside(element)


def _inside(element: Any) -> str:
    """The parts one after the other; a blank where a fraction would grow into a number."""
    said = [(part, _is_fraction(part), linear(part)) for part in element]
    said = [one for one in said if one[2]]
    words = said[0][2] if said else ""
    for (_, is_fraction, before), (_, is_next, after) in pairwise(said):
        grows = _NUMBER_OR_LETTER.match(before[-1]) and _NUMBER_OR_LETTER.match(after)
        words += (" " if grows and (is_fraction or is_next) else "") + after
    return words


def _is_fraction(element: Any) -> bool:
    return bool(element.tag == f"{M}f")


def _run(element: Any) -> str:
    words = "".join(
        "\n" if part.tag in (f"{W}br", f"{W}cr") else part.text or ""
        for part in element.iter(f"{M}t", f"{W}t", f"{W}br", f"{W}cr")
    )
    return _UNSEEN.sub("", words)


def _of(element: Any, name: str) -> str:
    """What the part of that name says; nothing where it is not there."""
    part = element.find(M + name)
    return "" if part is None else _inside(part)


def _told(element: Any, name: str, usual: str = "") -> str:
    """What the properties of an element say of themselves."""
    found = element.find(f"{element.tag}Pr/{M}{name}")
    said = usual if found is None else found.get(f"{M}val", found.get("val", usual))
    return str(said)


def _is_on(element: Any, name: str) -> bool:
    found = element.find(f"{element.tag}Pr/{M}{name}")
    return found is not None and found.get(f"{M}val", "1").lower() not in ("0", "off", "false")


def _closed(words: str) -> str:
    """Words as one thing: in brackets, unless they are one."""
    is_closed = words.startswith("(") and words.endswith(")") and words.count("(") == 1
    return words if is_closed or _ATOM.fullmatch(words) else f"({words})"


def _fraction(element: Any) -> str:
    above, below = _of(element, "num"), _of(element, "den")
    if _told(element, "type") == "noBar":
        return f"{above} over {below}"
    return f"{_closed(above)}/{_closed(below)}"


def _scripts(element: Any) -> str:
    base = _of(element, "e")
    base = base if element.tag == f"{M}sPre" or not re.search(r"[\s/+−-]", base) else _closed(base)
    low = f"_{_closed(_of(element, 'sub'))}" if element.find(f"{M}sub") is not None else ""
    high = f"^{_closed(_of(element, 'sup'))}" if element.find(f"{M}sup") is not None else ""
    return f"{low}{high} {base}" if element.tag == f"{M}sPre" else f"{base}{low}{high}"


def _root(element: Any) -> str:
    degree = "" if _is_on(element, "degHide") else _of(element, "deg")
    sign = _ROOTS.get(degree, f"√[{degree}]")
    return f"{sign}({_of(element, 'e')})"


def _sum(element: Any) -> str:
    low, high = _of(element, "sub"), _of(element, "sup")
    limits = (f"_{_closed(low)}" if low else "") + (f"^{_closed(high)}" if high else "")
    return f"{_told(element, 'chr', _INTEGRAL)}{limits} {_of(element, 'e')}".rstrip()


def _limit(element: Any) -> str:
    mark = "_" if element.tag == f"{M}limLow" else "^"
    return f"{_of(element, 'e')}{mark}{_closed(_of(element, 'lim'))}"


def _function(element: Any) -> str:
    name, of = _of(element, "fName"), _of(element, "e")
    return name + ("" if of.startswith(("(", "[")) or not of else " ") + of


def _brackets(element: Any) -> str:
    begin, end = _told(element, "begChr", "("), _told(element, "endChr", ")")
    parts = [_inside(part) for part in element.findall(f"{M}e")]
    if begin == "(" and len(parts) == 1 and _is_whole(element):
        parts = [parts[0][1:-1]]
    return f"{begin}{_told(element, 'sepChr', '|').join(parts)}{end}"


def _is_whole(brackets: Any) -> bool:
    """Whether a matrix alone stands between brackets, and has its own."""
    inner = [part for part in brackets.find(f"{M}e") if part.tag != f"{M}ctrlPr"]
    return len(inner) == 1 and inner[0].tag == f"{M}m"


def _matrix(element: Any) -> str:
    rows = [", ".join(map(_inside, row.findall(f"{M}e"))) for row in element.findall(f"{M}mr")]
    return f"[{'; '.join(rows)}]"


def _lines(element: Any) -> str:
    """Equations below one another; `&` is where they are aligned."""
    return "; ".join(_inside(part).replace("&", "") for part in element.findall(f"{M}e"))


def _accent(element: Any) -> str:
    words, mark = _of(element, "e"), _told(element, "chr", _HAT)
    return f"{words if len(words) == 1 else _closed_always(words)}{mark}"


def _closed_always(words: str) -> str:
    return f"({words})" if words else ""


def _bar(element: Any) -> str:
    mark = _OVER if _told(element, "pos", "bot") == "top" else _UNDER
    return _each(_of(element, "e"), mark)


def _each(words: str, mark: str) -> str:
    return "".join(char if char.isspace() else char + mark for char in words)


def _group(element: Any) -> str:
    return f"{_told(element, 'chr', _BRACE)}({_of(element, 'e')})"


def _box(element: Any) -> str:
    """What is struck out, as in a fraction that is cancelled, stays so."""
    struck = any(_is_on(element, f"strike{how}") for how in ("H", "V", "BLTR", "TLBR"))
    return _each(_of(element, "e"), _STRUCK) if struck else _of(element, "e")


_FORMS: dict[str, Callable[[Any], str]] = {
    "r": _run, "f": _fraction, "sSup": _scripts, "sSub": _scripts, "sSubSup": _scripts,
    "sPre": _scripts, "rad": _root, "nary": _sum, "limLow": _limit, "limUpp": _limit,
    "func": _function, "d": _brackets, "m": _matrix, "eqArr": _lines, "acc": _accent,
    "bar": _bar, "groupChr": _group, "borderBox": _box,
}  # fmt: skip
