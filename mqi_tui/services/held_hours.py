"""The hours that were held, read from the library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from mqi_tui.domain.private.clock import Clock, fold
from mqi_tui.domain.private.plan import hour
from mqi_tui.domain.private.recap import recap
from mqi_tui.domain.private.timing import LATEST, Timed, timed
from mqi_tui.services import reading
from mqi_tui.store.errors import StoreError

if TYPE_CHECKING:
    from mqi_tui.domain.conversation import Conversation
    from mqi_tui.store.library import Library


LOOKED = 3 * LATEST
"""The newest conversations among which the latest hours are looked for."""


def held(
    library: Library, *, rehearsed: bool = False, at_once: bool = False
) -> Iterator[Conversation]:
    """The conversations that were held to their end, the newest first; `at_once`: of those that
    are remembered, without a look at every file.

    What a rehearsal made (it has no plan key) is no conversation, unless `rehearsed` asks for it
    alone. One that cannot be read is passed over: home and `mqi doctor` say why.
    """
    for entry in library.remembered() if at_once else library.entries():
        if entry.state == "ended" and bool(entry.plan_key) is not rehearsed:
            try:
                yield reading.read(library, entry.id)
            except StoreError:
                continue


def with_clocks(some: Iterable[Conversation]) -> Iterator[tuple[Conversation, Clock]]:
    """Those of them whose hour was begun, each with how that stood at the end."""
    for found in some:
        half = found.private
        if half.events:
            clock = fold(hour(half.plan, half.guide), half.events, half.events[-1].at)
            if clock.started:
                yield found, clock


def timing(library: Library) -> tuple[Timed, ...]:
    """How the coach's steps ran in the latest hours."""
    latest = islice(held(library, at_once=True), LOOKED)
    hours = (recap(clock) for _, clock in with_clocks(latest))
    return timed([*islice(hours, LATEST)])
