"""Much that was deleted from the log at once, by whomever: it is offered to be brought back.

A run of deletions counts as one: a word after the other, a key held down.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from mqi_tui.text.clean import differing

MANY = 200
"""Characters; more than these are much, whatever the log's length."""
PART = 0.3
"""Of the log; more than this is much, unless they are a few letters."""
FEW = 20
RUN_LASTS = 5_000
"""Milliseconds after which another deletion is another matter."""
REMEMBERED = 9


@dataclass(frozen=True, slots=True)
class Loss:
    """A passage that was deleted, and the character of the log at which it would stand now."""

    text: str
    at: int


class Losses(NamedTuple):
    """What is missing since the conversation was opened, newest last."""

    found: tuple[Loss, ...] = ()
    run: Loss | None = None
    """Deletions that follow one another: the newest of `found` once they are much."""
    of: int = 0
    """Characters of the log before that run."""
    until: int = 0
    """UTC milliseconds up to which it may go on."""

    @property
    def last(self) -> Loss | None:
        """The newest of what is missing; None where nothing is."""
        return self.found[-1] if self.found else None


def noticed(before: Losses, old: str, new: str, now: int) -> Losses:
    """What is missing after the log's text changed from `old` to `new`; `now` in UTC ms."""
    if old == new or (len(new) >= len(old) and not before.found and not before.run):
        return before
    start, old_end, new_end = differing(old, new)
    gone, put = old[start:old_end], new[start:new_end]
    found = tuple(
        moved
        for loss in before.found
        if not _is_back(moved := _moved(loss, start, old_end, new_end), new)
    )
    if len(gone) <= len(put):
        return Losses(found)
    run = _joined(before.run, old, new) if now <= before.until and before.run else None
    of = before.of if run else len(old)
    if run and before.run and before.run == before.last:
        found = found[:-1]
    run = run or Loss(gone, start)
    if is_much(len(run.text), of):
        found = (*found, run)[-REMEMBERED:]
    return Losses(found, run, of, now + RUN_LASTS)


def is_much(gone: int, of: int) -> bool:
    """Whether `gone` characters of `of` are so many that nobody should lose them by accident."""
    return gone > MANY or (gone > FEW and gone > PART * of)


def brought_back(loss: Loss, text: str) -> str:
    """The log with that passage in its place again."""
    return text[: loss.at] + loss.text + text[loss.at :]


def _moved(loss: Loss, start: int, old_end: int, new_end: int) -> Loss:
    """Where it would stand after a change between `start` and the two ends."""
    if loss.at >= old_end and loss.at > start:
        return replace(loss, at=loss.at + new_end - old_end)
    return replace(loss, at=min(loss.at, start))


def _is_back(loss: Loss, text: str) -> bool:
    return text.startswith(loss.text, loss.at)


def _joined(run: Loss, old: str, new: str) -> Loss | None:
    """The run with one more deletion at its start or end; None where it was elsewhere.

    Of equal letters side by side, it cannot be told which one was deleted: the one that fits.
    """
    length = len(old) - len(new)
    for at in (run.at - length, run.at):
        if at >= 0 and old[:at] + old[at + length :] == new:
            gone = old[at : at + length]
            return Loss(gone + run.text if at < run.at else run.text + gone, at)
    return None
