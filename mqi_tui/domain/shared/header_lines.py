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


def lines_in_log(header: Header) -> dict[str, list[str]]:
    """In which lines a log may say each fact of the header that is known: first as it is kept."""
    found = {name: [f"{name}: {value}".strip()] for name, value in stored(header).items()}
    if dates := found.get("Date"):
        dates += [f"Date: {way}" for way in ways(header.when).values()]
    return found


def head(text: str) -> int:
    """How many lines of a log stand above its first section."""
    lines = text.split("\n")
    return next((row for row, line in enumerate(lines) if line.startswith("##")), len(lines))


def followed(text: str, before: Header, after: Header) -> str:
    """A log whose header became another one: what it says of that follows, where the line stands
    as it was made; what somebody wrote there stays.
    """
    known, was, now = lines_in_log(before), stored(before), stored(after)
    others = [name for name in FACTS if was.get(name) != now.get(name)]
    said = {one: name for name in others for one in known.get(name, [f"{name}:"])}
    lines = text.split("\n")
    for row in range(head(text)):
        if name := said.get(lines[row].strip()):
            value = now.get(name, "")
            lines[row] = f"{name}: {in_words(value) if name == 'Date' else value}".strip()
    return "\n".join(lines)
