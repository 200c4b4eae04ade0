"""Word's fields: what they show counts, what they are told to do does not.

A field begins, gives its instruction, and shows a result. Boxes to tick and lists to choose from
have no result: what they show lies in their form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from mqi_tui.files.guide.styles import W, on, value
from mqi_tui.files.guide.symbols import symbol

TICKED, UNTICKED = "☒", "☐"
_SYMBOL = re.compile(
    r"\s*SYMBOL\s+(0x[0-9a-f]{1,6}|\d{1,6})(?:.*?\\f\s+\"?([^\"\\]+)\"?)?", re.IGNORECASE
)
_LINK = re.compile(r"\s*HYPERLINK\s+\"([^\"]+)\"", re.IGNORECASE)
_EQUATION = re.compile(r"\s*EQ\s+(.+)", re.IGNORECASE | re.DOTALL)
_FRACTION = re.compile(r"\\f\s*\(([^(),;\\]*)[,;]([^(),;\\]*)\)", re.IGNORECASE)
_ROOT = re.compile(r"\\r\s*\(([^(),;\\]*)[,;]([^(),;\\]*)\)", re.IGNORECASE)

Part = tuple[bool, str]
"""Words of a paragraph, and whether they are bold."""


@dataclass(slots=True)
class Field:
    """A field that has begun. `held`: what stands in its instruction, `shown`: in its result."""

    form: str = ""
    instruction: str = ""
    is_shown: bool = False
    held: list[Part] = field(default_factory=list)
    shown: list[Part] = field(default_factory=list)

    def says(self) -> list[Part]:
        """What is read of it: its result, else what its form or its instruction says."""
        if any(words.strip() for _, words in self.shown):
            link = _LINK.match(self.instruction)
            return [*self.shown, *led_to(link[1] if link else "", self.shown)]
        made = self.form or _made(self.instruction)
        return [(False, made)] if made else self.shown

    def keep(self, part: Part) -> None:
        """Take in a part: of what is shown once the result has begun, else of the instruction."""
        (self.shown if self.is_shown else self.held).append(part)


def led_to(address: str, words: list[Part]) -> list[Part]:
    """Where a link leads, unless its words say so, or it leads to this very file."""
    bare = re.sub(r"^(?:mailto:|https?://)|/$", "", address)
    says_so = bare in "".join(text for _, text in words)
    return (
        [] if not words or says_so or address.startswith("#") else [(words[-1][0], f" ({address})")]
    )


def form(begin: Any) -> str:
    """What a box to tick, or a list to choose from, shows; nothing for other fields."""
    box, choice = begin.find(f"{W}ffData/{W}checkBox"), begin.find(f"{W}ffData/{W}ddList")
    if box is not None:
        ticked = on(box, "checked")
        ticked = on(box, "default") if ticked is None else ticked
        return TICKED if ticked else UNTICKED
    return "" if choice is None else _chosen(choice)


def _chosen(choice: Any) -> str:
    entries = [one.get(f"{W}val", "") for one in choice.iter(f"{W}listEntry")]
    number = value(choice, "result") or value(choice, "default") or "0"
    place = int(number) if number.isdecimal() and len(number) < 4 else 0
    return entries[place] if place < len(entries) else ""


def _made(instruction: str) -> str:
    """What Word makes of an instruction by itself: a symbol, or an equation."""
    if found := _SYMBOL.match(instruction):
        return symbol(found[2] or "", int(found[1], 16 if found[1][1:2] in "xX" else 10))
    if found := _EQUATION.match(instruction):
        return _ROOT.sub(_root, _FRACTION.sub(r"\1/\2", found[1].strip()))
    return ""


def _root(found: re.Match[str]) -> str:
    return f"√({found[2]})" if found[1].strip() in ("", "2") else f"√[{found[1]}]({found[2]})"
