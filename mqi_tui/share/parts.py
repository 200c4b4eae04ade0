"""Whose letters an update holds: it is taken apart into updates of one replica's letters each.

The engine does not tell who wrote what it has taken in. What it tells of an update with letters of
one replica alone, that one wrote.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from pycrdt import Encoder

from mqi_tui.share.allowed import WINDOWS, Struct, struct_of
from mqi_tui.share.patches import NOBODY
from mqi_tui.share.reading import Reading, Refused

_NO_DELETIONS = b"\0"


class Piece(NamedTuple):
    """A run of letters, and its bytes in the update."""

    struct: Struct
    data: bytes


Waiting = dict[int, deque[Piece]]
"""By replica, what of its letters is not taken in yet."""


def parts(update: bytes) -> list[tuple[int, bytes]]:
    """The number of a replica and an update with nobody else's letters, in an order in which they
    can be taken in; deletions come last.

    What cannot be read is left as it is, for the engine to judge.
    """
    try:
        waiting, deletions = _read(update)
    except Refused:
        return [(NOBODY, update)]
    if len(waiting) < 2:
        return [(next(iter(waiting), NOBODY), update)]
    found = [(client, _written([pieces], _NO_DELETIONS)) for client, pieces in _in_order(waiting)]
    return [*found, (NOBODY, _written(waiting.values(), deletions))]


def standing(update: bytes, seen: Mapping[int, int], is_own: Callable[[int], bool]) -> bytes:
    """An update with the own letters alone that stand beside what was `seen`, or each other.

    Args:
        update: Yjs, version 1.
        seen: by client, the clock of what it would write next.
        is_own: whether letters of a client are to be left in.

    Raises:
        Refused: it cannot be read.
    """
    waiting, _ = _read(update)
    clocks = dict(seen)
    found = [[*_placed(pieces, clocks)] for client, pieces in waiting.items() if is_own(client)]
    return _written(found, _NO_DELETIONS)


def _placed(pieces: deque[Piece], clocks: dict[int, int]) -> Iterator[Piece]:
    for piece in pieces:
        client, clock, end, beside = piece.struct
        places = [*beside, (client, clock - 1)]
        if any(at >= clocks.get(other, 0) for other, at in places):
            return
        clocks[client] = max(clocks.get(client, 0), end)
        yield piece


def _read(update: bytes) -> tuple[Waiting, bytes]:
    reading = Reading(update)
    waiting: Waiting = {}
    for _ in range(reading.number(WINDOWS.clients)):
        number, client, clock = reading.number(), reading.number(), reading.number()
        waiting[client] = deque()
        for _ in range(number):
            begin = len(update) - reading.left
            struct, _ = struct_of(reading, client, clock)
            waiting[client].append(Piece(struct, update[begin : len(update) - reading.left]))
            clock = struct.end
    return waiting, update[len(update) - reading.left :]


def _in_order(waiting: Waiting) -> Iterator[tuple[int, list[Piece]]]:
    """As many letters of one replica as stand beside what is there, one replica after the other.

    What is left waits for something that never comes.
    """
    before = -1
    while waiting and before != (left := sum(map(len, waiting.values()))):
        before = left
        for client, pieces in [*waiting.items()]:
            ready = [*_ready(pieces, waiting)]
            if not pieces:
                del waiting[client]
            if ready:
                yield client, ready


def _ready(pieces: deque[Piece], waiting: Mapping[int, deque[Piece]]) -> Iterator[Piece]:
    def waits(client: int, clock: int) -> bool:
        theirs = waiting.get(client)
        return clock >= theirs[0].struct.clock if theirs else False

    while pieces and not any(waits(*place) for place in pieces[0].struct.beside):
        yield pieces.popleft()


def _written(groups: Iterable[Iterable[Piece]], deletions: bytes) -> bytes:
    encoder = Encoder()
    of_each = [pieces for group in groups if (pieces := [*group])]
    encoder.write_var_uint(len(of_each))
    for pieces in of_each:
        for number in (len(pieces), pieces[0].struct.client, pieces[0].struct.clock):
            encoder.write_var_uint(number)
        for piece in pieces:
            encoder.stream.append(piece.data)
    encoder.stream.append(deletions)
    return encoder.to_bytes()
