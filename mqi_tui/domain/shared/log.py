"""The collaborative log: one Markdown text and its header.

Structure is read from the text and never imposed on it: whatever people type, nothing breaks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mqi_tui.domain.kinds import Cycle, When
from mqi_tui.domain.shared.speakers import speakers
from mqi_tui.domain.video import Film

ACTION_PLAN = "Action plan"
NEXT = "Next conversation"
ELSEWHERE = "Anything else"
NOTICED = "What we noticed"
PROMPTS = (NOTICED, "What one level up")
"""Prompts of a clip's section. Somebody may have written on in the same line."""
Edit = tuple[tuple[int, int], tuple[int, int], str]
"""The locations (row, column) from and to, and the text to put between them."""
HEADING = re.compile(r"(#{1,6})\s+(.*)")
_PROMPT = re.compile(r"#{1,6}\s|(?![-+>\s]|\*\s|\d+[.)]).*:[*_]*\s*$")
"""A heading, or a line that ends as `What we noticed:` does and is no item of a list."""
_FACT = re.compile(r"[#*_\s]*(?:clip|times|codes|focus)\b", re.IGNORECASE)
"""How a line begins that the plan fills."""
_ANSWERED = re.compile(r"[#*_\s]*(?:clip|times|codes|focus):", re.IGNORECASE)
"""How such a line begins that stands as the template has it."""
_OWN = re.compile(
    r"[#*_\s]*(?:film\b[^:]*\bby:|date and time:|what to film\b[^:]*:|when\b.*:[*_\s]*$)",
    re.IGNORECASE,
)
"""A prompt, answered in its line or not, whose answer is no place for other words."""
_EMPTY_STEP = "- [ ]"
_EMPTY_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s*(?:\[.?\]\s*)?")


@dataclass(frozen=True, slots=True)
class Header:
    """Who, when and about what. `when`: local time, "YYYY-MM-DD HH:MM", or empty."""

    teacher: str
    coach: str = ""
    cycle: Cycle | None = None
    when: When = ""
    codes: tuple[str, ...] = ()
    films: tuple[Film, ...] = ()
    """The videos of lesson and clips, where they are on the web."""

    @property
    def speakers(self) -> tuple[str, ...]:
        """The short names of teacher and coach, and both."""
        return speakers(self.teacher, self.coach)

    @property
    def who(self) -> str:
        """`Ms. Rivera · cycle 6`."""
        return f"{self.teacher} · cycle {self.cycle}" if self.cycle else self.teacher


@dataclass(frozen=True, slots=True)
class Author:
    """A guest, as the coach calls them, and the rows of the log that are theirs, from 0."""

    name: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Log:
    """The shared half of a conversation."""

    header: Header
    text: str = ""
    authors: tuple[Author, ...] = ()
    """Whose lines are those that guests wrote; what the lines themselves say comes before that."""


class Section(NamedTuple):
    """A heading and what stands below it, deeper headings too: rows `row` to before `end`."""

    title: str
    row: int
    end: int


def sections(lines: Sequence[str]) -> tuple[Section, ...]:
    """The sections of a log, by its headings."""
    marked = ((row, line) for row, line in enumerate(lines) if "#" in line)
    heads = [(row, match) for row, line in marked if (match := HEADING.match(line))]
    levels = [(row, len(match[1])) for row, match in heads]
    found = []
    for index, (row, match) in enumerate(heads):
        deeper = len(match[1])
        end = next((r for r, level in levels[index + 1 :] if level <= deeper), len(lines))
        found.append(Section(match[2].strip(), row, end))
    return tuple(found)


def section(lines: Sequence[str], words: str) -> Section | None:
    """The first section whose heading begins with `words`; case does not matter."""
    wanted = words.casefold()
    if not wanted:
        return None
    return next((s for s in sections(lines) if s.title.casefold().startswith(wanted)), None)


def heading_above(lines: Sequence[str], row: int) -> str:
    """The words of the heading that a row stands below, or is; empty above the first."""
    heads = (match for line in reversed(lines[: row + 1]) if (match := HEADING.match(line)))
    return next((match[2].strip() for match in heads), "")


def without(text: str, headings: Sequence[str]) -> str:
    """A template without the sections of these headings."""
    lines = text.split("\n")
    for words in headings:
        if found := section(lines, words):
            del lines[found.row : found.end]
    return "\n".join(lines)


def section_end(lines: Sequence[str], found: Section) -> tuple[int, int]:
    """Row and column where writing goes on in a section: on the blank line below its last words,
    where there is one; in an item of a list that has no words yet.
    """
    for row in range(found.end - 1, found.row, -1):
        if lines[row].strip():
            on_below = row + 1 < found.end and not _EMPTY_ITEM.fullmatch(lines[row])
            return (row + 1, 0) if on_below else (row, len(lines[row]))
    if found.end > found.row + 1:
        return found.row + 1, 0
    return found.row, len(lines[found.row])


def is_glued(lines: Sequence[str], row: int) -> bool:
    """Whether what is written on a blank line would stand right above the next heading."""
    below = lines[row + 1] if row + 1 < len(lines) else ""
    return not lines[row].strip() and HEADING.match(below) is not None


def first_blank(lines: Sequence[str], found: Section) -> tuple[int, int]:
    """Row and column at the first prompt of a section that nothing follows; else where writing
    goes on in it. What the plan says of a clip is no prompt.
    """
    labels = [row for row in range(found.row + 1, found.end) if is_label(lines[row])]
    for row, stop in zip(labels, [*labels[1:], found.end], strict=False):
        below = range(row + 1, stop)
        if _asks(lines[row]) and not any(_says(lines[at]) for at in below):
            item = next((at for at in below if lines[at].strip()), None)
            if item is not None:
                return item, len(lines[item])
            return (row + 1, 0) if below else (row, len(lines[row]))
    return section_end(lines, found)


def _asks(line: str) -> bool:
    words = line.rstrip("*_ ")
    return words.endswith(":") and not (HEADING.match(line) or _FACT.match(line))


def _says(line: str) -> bool:
    return bool(line.strip()) and not _EMPTY_ITEM.fullmatch(line)


def with_section(
    lines: Sequence[str], words: str, order: Sequence[str], addition: str = ""
) -> tuple[tuple[int, int], str, tuple[int, int]]:
    """A section that a log does not have, where it belongs.

    Args:
        lines: the log.
        words: its heading.
        order: headings, in the order in which they stand; before those behind it, it is put.
        addition: what stands below the heading.

    Returns:
        The location (row, column), the text to insert there, and where writing goes on then.
    """
    behind = order[order.index(words) + 1 :] if words in order else ()
    places = [found.row for heading in behind if (found := section(lines, heading))]
    if places:
        row = min(places)
        return (row, 0), f"## {words}\n{addition}\n\n", (row + 1, len(addition))
    last = len(lines) - 1
    above = 0 if last == 0 and not lines[0] else 2 if lines[last] else 1
    row = last + above
    return (
        (last, len(lines[last])),
        "\n" * above + f"## {words}\n{addition}",
        (row + 1, len(addition)),
    )


def prompted(lines: Sequence[str], found: Section, words: str) -> Section | None:
    """What stands below a prompt such as `What we noticed:` in a section, up to the next one."""
    rows = [row for row in range(found.row + 1, found.end) if is_label(lines[row])]
    for place, row in enumerate(rows):
        if _begins(lines[row], words):
            return Section(words, row, next(iter(rows[place + 1 :]), found.end))
    return None


def above_prompts(lines: Sequence[str], found: Section) -> Section:
    """The part of a section that words without a place of their own go into: all of it, or what
    stands above its first prompt, where the last one asks when, or what to film.
    """
    rows = [
        r for r in range(found.row + 1, found.end) if is_label(lines[r]) or _OWN.match(lines[r])
    ]
    if rows and _OWN.match(lines[rows[-1]]):
        return found._replace(end=rows[0])
    return found


def is_label(line: str) -> bool:
    """Whether a line is a heading or a prompt, not somebody's words."""
    return bool(_PROMPT.match(line)) or any(_begins(line, words) for words in PROMPTS)


def is_of_the_form(line: str) -> bool:
    """Whether a line is the form's own, answered or not: a label, or what the plan says there."""
    return is_label(line) or bool(_ANSWERED.match(line) or _OWN.match(line))


def label_above(lines: Sequence[str], at: tuple[int, int]) -> str:
    """The words of the label that what is put there (row, column) stands below; empty, of none."""
    row, column = at
    for line in reversed(lines[: row + 1 if column else row]):
        if HEADING.match(line) or _FACT.match(line):
            break
        if is_label(line):
            return line.partition(":")[0].strip("*_ ")
    return ""


def _begins(line: str, words: str) -> bool:
    return line.lstrip("#*_ ").casefold().startswith(words.casefold())


def insertion(
    lines: Sequence[str], words: str, addition: str, prompt: str = ""
) -> tuple[tuple[int, int], str]:
    """Where, and as what text, a line is put at the end of a section.

    `prompt`: below this one of the section's prompts, where it has it.

    Returns:
        The location (row, column) and the text to insert there. Where there is no such section,
        the end of the log.
    """
    found = section(lines, words)
    if found is None:
        row = len(lines) - 1
        return (row, len(lines[row])), ("\n" if lines[row] else "") + addition
    if prompt:
        found = prompted(lines, found, prompt) or found
    return added(lines, found, addition)


def added(lines: Sequence[str], found: Section, addition: str) -> tuple[tuple[int, int], str]:
    """Where, and as what text, a line is put at the end of a section that was found."""
    row, column = section_end(lines, found)
    if addition.startswith(_EMPTY_STEP) and lines[row].rstrip() == _EMPTY_STEP:
        return (row, len(lines[row])), addition[len(lines[row]) :]
    if column:
        return (row, column), "\n" + addition
    next_heading = row + 1 == found.end < len(lines)
    return (row, column), addition + ("\n" if next_heading or lines[row] else "")
