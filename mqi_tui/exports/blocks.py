"""A log read line by line: headings, lists, boxes, whose words they are. Nothing is dropped.

A line of the log is a line for those who wrote it, so it stays one. That, and what CommonMark
would make of `3 * 2 * 4` or `[x]: y`, is why no Markdown library reads it (docs/decisions/exports).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from mqi_tui.domain.shared.action_steps import ActionStep, item, steps_of
from mqi_tui.domain.shared.header_lines import head, said_in_log
from mqi_tui.domain.shared.log import HEADING
from mqi_tui.domain.shared.speakers import said_as
from mqi_tui.domain.video import Film
from mqi_tui.exports.handout import Handout
from mqi_tui.text.clean import right_to_left

Kind = Literal["heading", "prompt", "words", "bullet", "number", "box"]
ITEMS = ("bullet", "number", "box")
DEEPEST = 3
"""How deep lists go; what is indented further stays there."""
_ITEM = re.compile(r"(\s*)([-*+]|\d{1,9}[.)])(?:\s+(.*))?")
_BOX = re.compile(r"\[([ xX]?)\]\s?(.*)")
_PROMPT = re.compile(r".{1,100}:")
_TITLE = re.compile(r"#\s")
_LABEL = re.compile(r"[^\W\d_][^:.!?]{0,38}:(?=\s+\S)")
_ASKS = ("heading", "prompt")


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the log, or an item of a list with the indented lines below it."""

    kind: Kind
    words: str
    row: int
    level: int = 0
    """Of a heading 1 to 6; how deep an item stands, from 0."""
    mark: str = ""
    """Of a number, as it was typed; of a box, `x` where it is ticked."""
    speaker: int = 0
    """Whose words they are: the place in `Header.speakers`, from one; 0 for nobody's."""
    called: str = ""
    """Their name, as it was typed."""

    @property
    def rows(self) -> range:
        """The lines of the log that it is made of."""
        return range(self.row, self.row + 1 + self.words.count("\n"))

    @property
    def parts(self) -> tuple[str, str]:
        """The label that a line begins with, such as `Codes:`, and its other words."""
        found = _LABEL.match(self.words) if self.kind == "words" and not self.speaker else None
        return (found[0], self.words[found.end() :]) if found else ("", self.words)


@dataclass(frozen=True, slots=True)
class Reading:
    """A log: its title, and what stands below its header."""

    title: str
    blocks: tuple[Block, ...]
    films: tuple[Film, ...] = ()
    """The videos that are linked to."""

    def speaker(self, block: Block) -> str:
        """The name before a block's words; empty where they are nobody's."""
        return block.called


def read(handout: Handout, title: str) -> Reading:
    """The log's blocks without those of its header, which each format shows in its own way.

    `title`: where the log has none of its own.
    """
    blocks = _all(handout)
    if blocks and blocks[0].kind == "heading" and blocks[0].level == 1 and blocks[0].words:
        title, blocks = blocks[0].words, blocks[1:]
    return Reading(title, _filled(blocks), handout.log.header.films)


def unused(handout: Handout) -> frozenset[int]:
    """The rows of the log that nobody filled in, which no format shows: headings, prompts and names
    below which nothing stands, empty items. Its title is no such row.
    """
    shown = {row for block in _filled(_all(handout)) for row in block.rows}
    said = (row for row, line in enumerate(_body(handout)) if line.strip())
    lines = handout.log.text.split("\n")
    return frozenset(row for row in said if row not in shown and not _TITLE.match(lines[row]))


def _all(handout: Handout) -> list[Block]:
    """Every block of the log, those that nobody filled in, too."""
    steps = {step.row: step for step in steps_of(handout.log)}
    return _read(_body(handout), handout.log.header.speakers, steps)


def paragraphs(blocks: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    """The blocks, with those that belong together in one: a list, or lines without a gap.

    What somebody said stands alone, and no lines are together that run in different directions.
    """
    run: list[Block] = []
    for block in blocks:
        if run and not _goes_on(run[-1], block):
            yield tuple(run)
            run = []
        run.append(block)
    if run:
        yield tuple(run)


def _goes_on(before: Block, block: Block) -> bool:
    if before.kind in ITEMS:
        return block.kind in ITEMS
    if before.kind != "words" or block.kind != "words" or before.speaker or block.speaker:
        return False
    same = right_to_left(before.words) == right_to_left(block.words)
    return same and block.row == before.row + 1


def _body(handout: Handout) -> list[str]:
    """The log's lines, those empty that only say what the header says, above the first section."""
    lines = handout.log.text.split("\n")
    said, first = said_in_log(handout.log.header), head(handout.log.text)
    return ["" if n < first and line.strip() in said else line for n, line in enumerate(lines)]


def _read(
    lines: Sequence[str], names: Sequence[str], steps: Mapping[int, ActionStep]
) -> list[Block]:
    blocks: list[Block] = []
    for row, line in enumerate(lines):
        if not line.strip():
            continue
        block = _block(line, row, names, steps.get(row))
        last = blocks[-1] if blocks and blocks[-1].kind in ITEMS else None
        if last and _continues(last, block, line):
            blocks[-1] = replace(last, words=f"{last.words}\n{line.strip()}")
        elif block.kind in ITEMS:
            deepest = min(last.level + 1, DEEPEST) if last else 0
            blocks.append(replace(block, level=min(block.level, deepest)))
        else:
            blocks.append(block)
    return [block for block in blocks if block.words or block.speaker]


def _continues(last: Block, block: Block, line: str) -> bool:
    """Whether a line that is no item is indented right below one."""
    below = block.row == last.row + 1 + last.words.count("\n")
    return below and line[:1].isspace() and block.kind not in (*ITEMS, "heading")


def _block(line: str, row: int, names: Sequence[str], step: ActionStep | None) -> Block:
    if heading := HEADING.match(line):
        return Block("heading", heading[2].strip(), row, len(heading[1]))
    kind, mark, level, words = _item(line)
    is_plain = kind == "words" and step and item(line).words.startswith(step.what)
    if is_plain or (kind == "bullet" and step):
        kind, mark, level, words = _step(line)
    who, name = said_as(words, names)
    if who:
        words = words.removeprefix(f"{name}:").strip()
    elif kind == "words" and _PROMPT.fullmatch(words):
        kind = "prompt"
    return Block(kind, words, row, level, mark, who, name)


def _item(line: str) -> tuple[Kind, str, int, str]:
    """Kind, mark, level and words of a line that is no heading."""
    match = _ITEM.fullmatch(line)
    if not match:
        return "words", "", 0, line.strip()
    level, words = len(match[1].expandtabs(4)) // 2, (match[3] or "").strip()
    if box := _BOX.fullmatch(words):
        return "box", box[1].strip().lower(), level, box[2].strip()
    if match[2][0].isdigit():
        return "number", match[2], level, words
    return "bullet", "", level, words


def _step(line: str) -> tuple[Kind, str, int, str]:
    """The same of an action step that has another sign than ours, or none: a box, as they all have.

    One whose first words stand behind the label above them stays what it is.
    """
    typed = item(line)
    return "box", "x" * typed.done, typed.indent // 2, typed.words


def _filled(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks without the headings, prompts and names below which nobody wrote anything."""
    made: list[Block] = []
    below: Block | None = None
    filled = dict.fromkeys(range(1, 7), False)  # levels, below whose heading something stands
    for block in reversed(blocks):
        if block.kind == "heading":
            is_used = filled[block.level]
            filled |= {level: False for level in filled if level >= block.level}
        else:
            is_used = _is_used(block, below)
            filled = dict.fromkeys(filled, True) if is_used else filled
        if is_used:
            made.append(block)
        if is_used or block.kind in _ASKS:
            below = block
    return tuple(reversed(made))


def _is_used(block: Block, below: Block | None) -> bool:
    """Whether it holds words, or waits for those that stand below it: a name for its own."""
    if block.words and block.kind != "prompt":
        return True
    if below is None or below.kind in _ASKS:
        return False
    is_beside = block.kind in ITEMS and below.kind in ITEMS and below.level <= block.level
    return block.kind == "prompt" or not (below.speaker or is_beside)
