"""The log as the text of a message: plain, in short lines, without what nobody filled in."""

from __future__ import annotations

from collections.abc import Iterator

from mqi_tui.domain.shared.action_steps import ActionStep, steps_of
from mqi_tui.exports.blocks import ITEMS, Block, Reading, read
from mqi_tui.exports.handout import TITLE, Handout
from mqi_tui.exports.links import pieces

WIDTH = 66
"""Characters of a line, where words allow it."""
_BOXES = {"": "☐", "x": "☑"}


def made(handout: Handout) -> bytes:
    """The text, as bytes."""
    return message(handout).encode()


def message(handout: Handout, width: int = WIDTH) -> str:
    """The text in lines of `width`, where words allow it; ended by a line break."""
    reading = read(handout, TITLE)
    steps = {step.row: step for step in steps_of(handout.log)}
    lines = [reading.title, ""]
    lines += [f"{name}: {fact}" for name, fact in handout.facts.items()]
    for block in reading.blocks:
        lines += _lines(reading, block, steps.get(block.row), width)
    return "\n".join(lines) + "\n"


def _lines(reading: Reading, block: Block, step: ActionStep | None, width: int) -> Iterator[str]:
    name = reading.speaker(block)
    words = "".join(_told(*piece) for piece in pieces(block.words, reading.films))
    words = f"{name}: {words}" if name else words
    if block.kind == "heading":
        yield from ("", f"— {words} —")
    elif block.kind in ITEMS:
        yield from _item(block, words, step, width)
    else:
        yield from _wrapped(words, "", "", width)


def _told(words: str, address: str) -> str:
    return f"{words} ({address})" if address and words != address else words


def _item(block: Block, words: str, step: ActionStep | None, width: int) -> Iterator[str]:
    """An item of a list; of an action step, below what is done, who does it by when."""
    mark = _BOXES[block.mark] if block.kind == "box" else block.mark or "•"
    before = "  " * block.level
    below = before + " " * (len(mark) + 1)
    head, ended, more = words.partition("\n")
    is_below = step and (step.who or step.by) in more
    if step and step.promise and not is_below and head.startswith(step.what):
        words = f"{step.what}\n→ {step.promise}{ended}{more}"
    yield from _wrapped(words, f"{before}{mark} ", below, width)


def _wrapped(words: str, before: str, below: str, width: int) -> Iterator[str]:
    from textwrap import wrap

    for line in words.split("\n"):
        yield from wrap(
            line,
            width,
            initial_indent=before,
            subsequent_indent=below,
            break_long_words=False,
            break_on_hyphens=False,
        )
        before = below
