"""Text that people typed, made safe to keep and to show.

Everything that comes in (paste, plan, library, network) goes through `clean`; everything
printed to a terminal goes through `visible`. What is dangerous is shown, never dropped.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence

LONGEST_LINE = 20_000
"""Characters. An editor slows down with the length of one line, not with the number of lines."""

_BIDI = "\u202a-\u202e\u2066-\u2069"
_SURROGATES = "\ud800-\udfff"

CONTROLS = re.compile(rf"[\x00-\x1f\x7f-\x9f{_BIDI}{_SURROGATES}]")
"""What must never reach a terminal as it is, line breaks and tabs included."""

_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_LONE = re.compile(f"[{_SURROGATES}]")
_NO_XML = re.compile(rf"[\x00-\x08\x0b\x0c\x0e-\x1f{_SURROGATES}\ufffe\uffff]")
_BREAKS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_UNSAFE = re.compile(CONTROLS.pattern.replace(r"\x00-\x1f", r"\x00-\x08\x0b-\x1f"))


def clean(text: str) -> str:
    r"""`text` as it may be kept: NFC, lines ended by "\n" and no longer than `LONGEST_LINE`.

    Tabs stay. Control characters and direction overrides become visible, lone surrogates
    U+FFFD. Cleaning twice is the same as cleaning once.
    """
    text = _shown(text)
    if len(text) <= LONGEST_LINE:
        return text
    return "\n".join(part for line in text.split("\n") for part in _parts(line))


def _parts(line: str) -> Iterator[str]:
    """A line in pieces of the longest length there may be."""
    for start in range(0, max(1, len(line)), LONGEST_LINE):
        yield line[start : start + LONGEST_LINE]


def encodable(text: str) -> str:
    """`text` with U+FFFD in place of lone surrogates, which no file and no wire can carry."""
    return text if text.isascii() else _LONE.sub("\ufffd", _PAIR.sub(_character, text))


def clean_line(text: str) -> str:
    """`text` as one line, for a name or a title: every run of white space is one space."""
    if text.isascii() and text.isprintable():  # most are, and home lists thousands
        return " ".join(text.split())
    return " ".join(_shown(text).split())


def right_to_left(text: str) -> bool:
    """Whether `text` runs from right to left: its first letter that has a direction says so."""
    if text.isascii():
        return False
    kinds = map(unicodedata.bidirectional, text)
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), False)


def visible(text: str) -> str:
    """`text` for a message or a terminal: one line, without any control character."""
    return _shown(text).replace("\n", "⏎").replace("\t", "␉")


def harmless(text: str) -> str:
    """`text` for a pipe or a file: as it is, but for control characters, which are shown."""
    return _UNSAFE.sub(_picture, text)


def xml_safe(text: str) -> str:
    """`text` as a page or a Word file can hold it: what XML has no place for becomes U+FFFD."""
    return _NO_XML.sub("\ufffd", text)


def several(number: int, thing: str) -> str:
    """`1 change`, `2 changes`."""
    return f"{number} {thing}{'s' * (number != 1)}"


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *first, last = words or ("",)
    return f"{', '.join(first)} and {last}" if first else last


def differing(old: str, new: str) -> tuple[int, int, int]:
    """Where two texts differ: from which character on, and up to where in `old` and in `new`."""
    reach = min(len(old), len(new))
    head = bisect_left(range(reach), True, key=lambda n: old[: n + 1] != new[: n + 1])
    reach -= head
    tail = bisect_left(
        range(reach), True, key=lambda n: old[len(old) - n - 1 :] != new[len(new) - n - 1 :]
    )
    return head, len(old) - tail, len(new) - tail


def _shown(text: str) -> str:
    text = _PAIR.sub(_character, text)
    text = _BREAKS.sub("\n", unicodedata.normalize("NFC", text))
    return _UNSAFE.sub(_picture, text)


def _character(pair: re.Match[str]) -> str:
    """Two surrogates that an escape such as "\\ud83d\\ude42" left behind are one character."""
    return pair[0].encode("utf-16", "surrogatepass").decode("utf-16")


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return f"‹U+{code:04X}›"
