"""What the folder of a conversation is called: `2026-11-24 Ms Rivera 6`, on every system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*.\s]+')
"""What Windows refuses, and the dots that it drops at the end of a name."""
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Kinds of characters that nobody sees."""
_LONGEST = 120
"""Bytes of a teacher's name; every system takes names of 255."""


class Called(NamedTuple):
    """What a conversation is called by; an id begins with a date, also where `when` is empty."""

    id: str
    when: str
    teacher: str
    cycle: int | None


def folders(conversations: Iterable[Called]) -> dict[str, str]:
    """Id to folder name. No two are alike, whatever the case of their letters.

    Where two would be, the later id gets a number; so a name stays the same when others come.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for one in sorted(conversations, key=lambda called: called.id):
        name = next(name for name in _tries(one) if name.casefold() not in taken)
        taken.add(name.casefold())
        names[one.id] = name
    return names


def _tries(one: Called) -> Iterator[str]:
    date = (_DATE.match(one.when) or _DATE.match(one.id) or [""])[0]
    parts = (date, _plain(one.teacher) or "teacher", str(one.cycle or ""))
    name = " ".join(part for part in parts if part)
    yield name
    yield from (f"{name} ({number})" for number in count(2))


def _plain(teacher: str) -> str:
    """A name as part of a file's name: without what some system has a use of its own for."""
    text = unicodedata.normalize("NFC", teacher)
    seen = "".join(" " if unicodedata.category(char) in _UNSEEN else char for char in text)
    words = _NOT_IN_NAMES.sub(" ", seen).strip()
    return words.encode()[:_LONGEST].decode(errors="ignore").strip()
