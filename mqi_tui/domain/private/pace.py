"""How the hour stood, minute by minute: behind, on time, to spare; and who paid for what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from mqi_tui.domain.guide import Outline
from mqi_tui.domain.private.catch_up_text import accepted
from mqi_tui.domain.private.clock import fold
from mqi_tui.domain.private.events import MINUTE, Events, Reading, between, effective


class Moment(NamedTuple):
    """`at`: time since the start. `behind`: how far past the planned end the hour was heading;
    negative is time to spare. Both in ms.
    """

    at: int
    behind: int
    step: int


def pace(outline: Outline, events: Events) -> tuple[Moment, ...]:
    """The hour at its start, in each minute, and at its end; nothing where it was not held.

    Of a minute its farthest from on time, so that what came and went within it is there. What
    was taken back never was.
    """
    moments: dict[int, Moment] = {}
    kept = tuple(effective(events))
    for reading in _readings(kept):
        clock = fold(outline, _until(kept, reading), reading)
        if clock.started:
            minute = clock.at // MINUTE
            before = moments[minute].behind if minute in moments else 0
            moments[minute] = Moment(clock.at, farthest((clock.behind, before)), clock.step)
    return tuple(moments.values())


def farthest(times: Iterable[int]) -> int:
    """Of some times behind or to spare the one that is farthest from on time."""
    return max(times, key=abs)


def _readings(events: Events) -> Iterator[Reading]:
    """Each event's reading, and one for each minute between it and the next."""
    for event, after in zip(events, (*events[1:], None), strict=False):
        yield event.at
        if after is None or event.kind == "end":
            return
        for ms in range(MINUTE, between(event.at, after.at), MINUTE):
            yield replace(event.at, mono=event.at.mono + ms, utc=event.at.utc + ms)


def _until(events: Events, reading: Reading) -> Events:
    """The events up to a reading, which is one of theirs or lies between two."""
    later = (n for n, event in enumerate(events) if event.at.utc > reading.utc)
    return events[: next(later, len(events))]


class Paid(NamedTuple):
    """At `at` ms since the start the coach let steps pay; `words` says which.

    `again`: they only took in again what was left out before.
    """

    at: int
    words: str
    again: bool = False


def payments(outline: Outline, events: Events) -> tuple[Paid, ...]:
    """Every time that somebody paid, and it was not taken back."""
    found, kept = [], tuple(effective(events))
    for place, event in enumerate(kept):
        if event.kind == "adapt":
            before = fold(outline, kept[:place], event.at)
            words = accepted(event.budgets, before.budget, event.step)
            found.append(Paid(before.at, words, again=event.step > 0))
    return tuple(found)
