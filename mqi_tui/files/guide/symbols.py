"""Characters that Word shows by a font or a place of their own, as characters that all have."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

UNREAD = "\ufffd"
"""In place of a symbol that no table knows."""
_COMMON = str.maketrans("🡨🡪🡩🡫🡬🡭🡯🡮🡸🡺🡹🡻🗶🗷🗸🗹🞎🞏🞐🞑🞆🟑", "←→↑↓↖↗↙↘⇐⇒⇑⇓✗☒✓☑☐☐☐☐●★")
"""What few terminals can show, as its like that all can; Word itself makes such arrows of `-->`."""
_PRIVATE = range(0xF000, 0xF100)
"""Where Word keeps the characters of its symbol fonts."""
_ORDINAL = frozenset("aoerhd")
"""Letters that are raised behind a number: 1º, 2e."""
_HIGH = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOW = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def symbol(font: str, code: int) -> str:
    """The character that a font shows in place of `code`; `UNREAD` where nobody knows."""
    place = code - _PRIVATE.start if code in _PRIVATE else code
    if found := _tables().get((font.strip().casefold(), place)):
        return chr(found).translate(_COMMON)
    known = code < 0xD800 or 0xF900 <= code <= 0x10FFFF
    return chr(code) if known and font.strip().casefold() not in _fonts() else UNREAD


def in_font(font: str, words: str) -> str:
    """Words as their font shows them, where it is one of symbols; each has a character's code."""
    if font.strip().casefold() in _fonts():
        return "".join(char if char.isspace() else symbol(font, _code(char)) for char in words)
    return "".join(UNREAD if ord(char) in _PRIVATE else char for char in words)


def raised(words: str) -> str:
    """What is written above the line: `x³`, `2^x`; not a mark, and not what numbers end in: 1st."""
    if words and all(ord(char) in _HIGH for char in words):
        return words.translate(_HIGH)
    return _placed("^", words)


def lowered(words: str) -> str:
    """What is written below the line: `x₁`, `x_n`."""
    if words and all(ord(char) in _LOW for char in words):
        return words.translate(_LOW)
    return _placed("_", words)


def _placed(mark: str, words: str) -> str:
    if len(words) == 1 and words.isalpha():
        return words if mark == "^" and words in _ORDINAL else f"{mark}{words}"
    alone = words.isalpha() or not any(map(str.isalnum, words)) or len(words.split()) > 1
    return words if alone else f"{mark}({words})"


def _code(char: str) -> int:
    """Where a character stands in a font of 256."""
    try:
        return ord(char) if ord(char) in _PRIVATE else char.encode("cp1252")[0]
    except UnicodeEncodeError:
        return ord(char)


@cache
def _tables() -> Mapping[tuple[str, int], int]:
    from mammoth.docx.dingbats import dingbats

    return {(font.casefold(), code): char for (font, code), char in dingbats.items()}


@cache
def _fonts() -> frozenset[str]:
    return frozenset(font for font, _ in _tables())
