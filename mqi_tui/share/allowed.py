"""What an update of the log may hold: letters and deletions in one text, by whom they claim to be.

An update is read in full before the engine sees it, which some updates make panic, abort or run
out of memory. The form is that of Yjs updates, version 1: structs by client, then deletions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from mqi_tui.share.reading import Reading, Refused

ROOT = "log"
STRING, DELETED = 4, 1
"""Kinds of structs: letters, and letters of which only the number is known any more."""
_KIND, _AFTER, _BEFORE, _KEY = 31, 128, 64, 32
"""Parts of a struct's first byte: its kind, and whether neighbours and a key are named."""
Id = tuple[int, int]
"""Client and clock."""


class Early(ValueError):
    """Nothing is wrong with it, but something before it is missing."""


class Limits(NamedTuple):
    """How much one update may hold."""

    clients: int
    structs: int
    units: int
    """UTF-16 units that it adds."""


GUESTS = Limits(64, 20_000, 100_000)
GATHERED = Limits(4_096, 320_000, 1_600_000)
"""Where a relay put together what a guest sent in several."""
WINDOWS = Limits(4_096, 2_000_000, 16_000_000)


class Struct(NamedTuple):
    """Where a run of letters stands: behind the first of `beside`, before the second."""

    client: int
    clock: int
    end: int
    beside: tuple[Id, ...]


def checked(
    update: bytes,
    seen: Mapping[int, int],
    is_own: Callable[[int], bool],
    limits: Limits = GUESTS,
) -> dict[int, int]:
    """The clocks by client once it is taken in.

    Args:
        update: Yjs, version 1.
        seen: by client, the clock of what it would write next.
        is_own: whether its sender may write under a client's number.
        limits: how much it may hold.

    Raises:
        Early: something before it is missing.
        Refused: it is against the rules.
    """
    reading = Reading(update)
    structs = _structs(reading, limits)
    clocks = _clocks(structs, seen, is_own)
    _check_places(structs, clocks)
    _check_deletions(reading, clocks, limits)
    reading.end()
    return clocks


def _structs(reading: Reading, limits: Limits) -> list[Struct]:
    found: list[Struct] = []
    clients: set[int] = set()
    units = 0
    for _ in range(reading.number(limits.clients)):
        number = reading.number(limits.structs - len(found))
        client, clock = reading.number(), reading.number()
        if not number or client in clients:
            raise Refused("a client without a struct, or twice")
        clients.add(client)
        for _ in range(number):
            struct, letters = struct_of(reading, client, clock)
            units += letters
            if units > limits.units:
                raise Refused("too many letters")
            found.append(struct)
            clock = struct.end
    return found


def struct_of(reading: Reading, client: int, clock: int) -> tuple[Struct, int]:
    """The next struct, and how many letters it adds.

    Raises:
        Refused: it is neither letters of the log nor deletions.
    """
    info = reading.byte()
    if info & _KIND not in (STRING, DELETED) or info & _KEY:
        raise Refused("neither letters nor deletions")
    sides = [bit for bit in (_AFTER, _BEFORE) if info & bit]
    beside = tuple((reading.number(), reading.number()) for _ in sides)
    if len(set(beside)) != len(beside):
        raise Refused("behind and before the same letter")
    if not beside and (reading.number() != 1 or reading.text() != ROOT):
        raise Refused("not in the log")
    letters = _units(reading.text()) if info & _KIND == STRING else 0
    length = letters if info & _KIND == STRING else reading.number()
    if not length:
        raise Refused("empty")
    return Struct(client, clock, clock + length, beside), letters


def _units(text: str) -> int:
    return len(text) + sum(sign > "\uffff" for sign in text)


def _clocks(
    structs: list[Struct], seen: Mapping[int, int], is_own: Callable[[int], bool]
) -> dict[int, int]:
    """What is known already is left as it is by the engine; what is new must be one's own."""
    clocks = dict(seen)
    for struct in structs:
        known = clocks.get(struct.client, 0)
        if struct.clock > known:
            raise Early("a hole")
        if struct.end > known and not is_own(struct.client):
            raise Refused("in another's name")
        clocks[struct.client] = max(known, struct.end)
    return clocks


def _check_places(structs: list[Struct], clocks: Mapping[int, int]) -> None:
    for struct in structs:
        for client, clock in struct.beside:
            if client == struct.client and clock >= struct.clock:
                raise Refused("beside what comes later")
            if clock >= clocks.get(client, 0):
                raise Early("beside what is missing")


def _check_deletions(reading: Reading, clocks: Mapping[int, int], limits: Limits) -> None:
    for _ in range(reading.number(limits.structs)):
        client, end = reading.number(), 0
        for _ in range(reading.number(limits.structs)):
            clock, length = reading.number(), reading.number()
            if not length or clock < end:
                raise Refused("deletions out of order")
            end = clock + length
            if end > clocks.get(client, 0):
                raise Early("deleted before it was written")
