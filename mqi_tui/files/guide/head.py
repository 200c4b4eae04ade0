"""Who talks with whom, and when: often all of it on one line."""

from __future__ import annotations

import re

from mqi_tui.files.guide.labels import HEAD

_WORDS = [words[1:] for _, known in HEAD for words in known.split("|")]
_LONGEST_FIRST = "|".join(sorted(_WORDS, key=len, reverse=True))
_THEN_TIME = r"\s*(?:and|&|/|\+)?\s*time"
_SPELLED = _LONGEST_FIRST.replace("ers ", "er['’]?s ").replace("coachs", "coach['’]?s")
_AND_TIME = re.compile(r"(day|date) (?:and )?time")
_NAMES = f"(?:{_AND_TIME.sub(lambda day: day[1] + _THEN_TIME, _SPELLED)})"
LONGEST = 500
"""Letters of such a line."""
_APART = r"[ ]{2,}|\s*[\t|;,·•]\s*"
_NEXT = re.compile(
    rf"(?:{_APART}|(?<!conversation)(?<!coaching)(?<! of)(?<! the)\s+)(?={_NAMES}\s*:)"  # a label
    rf"|(?:{_APART})(?=(?:coaching )?cycle\b)"  # one that may do without its colon
    rf"|(?:[ ]{{2,}}|\s*[\t|;]\s*)(?=\w[\w ]{{0,20}}:(?:\s|$))"  # what no field is for
    rf"|\s*[\t|;]\s*",
    re.IGNORECASE,
)
_FIRST = re.compile(rf"\W*{_NAMES}\s*:", re.IGNORECASE)
_CYCLE = re.compile(
    r"(?:coaching )?cycle\s*(?:#|no\.?|number)?\s*:?\s*(\d{1,3}(?:\s+of\s+\d+)?)", re.IGNORECASE
)


def apart(text: str, *, goes_on: bool = False) -> list[str]:
    """A line as its labels with what stands beside each: `Teacher: X`, `Coach: Y`, `Cycle: 4`.

    `goes_on`: whether it stands beside such a label, and may be a name and what follows it.
    """
    if cycle := _CYCLE.fullmatch(text.strip()):
        return [f"Cycle: {cycle[1]}"]
    if len(text) > LONGEST or not (goes_on or _FIRST.match(text) or _CYCLE.match(text)):
        return [text]
    parts = [part.strip(" \t|;,") for part in _NEXT.split(text)]
    if len(parts) == 1 or not any(map(_is_head, parts[0 if goes_on else 1 :])):
        return [text]
    return [_CYCLE.sub(r"Cycle: \1", part) if _is_head(part) else part for part in parts if part]


def _is_head(part: str) -> bool:
    return bool(_FIRST.match(part) or _CYCLE.fullmatch(part))
