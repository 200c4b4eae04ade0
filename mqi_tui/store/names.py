"""What a conversation is called: its id and its file, both from date, teacher and cycle.

`2026-11-24 rivera 6.json` holds the conversation `2026-11-24-rivera-6`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from mqi_tui.text.letters import plain

_ENGLISH = ("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "coach", "teacher")
_OTHERS = ("herr", "frau", "sr", "sra", "srta", "senor", "senora", "m", "mme", "mlle")
TITLES = frozenset(_ENGLISH + _OTHERS)
"""Words before a name that say nothing about who it is."""
LONGEST = 40
"""Characters of a teacher's name in a file name."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_STEM = re.compile(r"\d{4}-\d\d-\d\d[ -]\w.*")


def stem(header: Mapping[str, Any], today: str, *, name: str = "") -> str:
    """The file name, without ending, for a conversation with this `header`.

    `today` (ISO date) stands in for a header without a date, `name` for the teacher's.
    """
    found = _DATE.match(str(header.get("when") or ""))
    date = found.group() if found else today
    cycle = str(header.get("cycle") or "")
    parts = (
        date,
        name or slug(str(header.get("teacher") or "")),
        cycle if cycle.isdecimal() else "",
    )
    return " ".join(part for part in parts if part)


def slug(teacher: str) -> str:
    """The teacher's name as one lower-case word without title, easy to type: `Ms. Rivera` → rivera.

    Accents fall away, and ł is l; letters that are not Latin stay.
    """
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", plain(teacher)))
    kept = [word for word in words if word not in TITLES] or words
    return "-".join(kept)[:LONGEST].strip("-") or "teacher"


def id_of(file_stem: str) -> str:
    """The id of the conversation in a file of this stem."""
    return re.sub(r"[^\w]+", "-", file_stem).strip("-")[:80]


def looks_ours(file_stem: str) -> bool:
    """Whether a file that cannot be read is, by its name, a conversation of ours."""
    return _STEM.fullmatch(file_stem) is not None
