"""What a log says of its header, above its first section: `Teacher: Ms. Rivera`."""

from __future__ import annotations

from mqi_tui.domain.shared.log import Header
from mqi_tui.text.dates import in_words, ways

FACTS = ("Teacher", "Coach", "Cycle", "Date")
"""Of the header, as they are called where a log says them."""


def stored(header: Header) -> dict[str, str]:
    """The header as it is kept; without what is not known."""
    values = (header.teacher, header.coach, str(header.cycle or ""), header.when)
    return {name: value for name, value in zip(FACTS, values, strict=True) if value}


def said_in_log(header: Header) -> dict[str, str]:
    """The lines in which a log may say the header, to the fact that each says: as it is kept, and a
    date in words as well; of what is not known, the bare name.
    """
    known, dates = stored(header), ways(header.when)
    lines = {f"{name}: {known.get(name, '')}".strip(): name for name in FACTS}
    return lines | {f"Date: {way}": "Date" for way in dates}


def head(text: str) -> int:
    """How many lines of a log stand above its first section."""
    lines = text.split("\n")
    return next((row for row, line in enumerate(lines) if line.startswith("##")), len(lines))


def followed(text: str, before: Header, after: Header) -> str:
    """A log whose header became another one: what it says of that follows, where the line stands
    as it was made; what somebody wrote there stays.
    """
    was, now, said = stored(before), stored(after), said_in_log(before)
    lines = text.split("\n")
    for row in range(head(text)):
        name = said.get(lines[row].strip(), "")
        if was.get(name) != now.get(name):
            value = now.get(name, "")
            lines[row] = f"{name}: {in_words(value) if name == 'Date' else value}".strip()
    return "\n".join(lines)
