"""Updates of the log's document: made by the engine, byte by byte, and by chance."""

from __future__ import annotations

import random
from collections.abc import Sequence

from pycrdt import Doc, Text

from mqi_tui.share.allowed import DELETED, ROOT, STRING

OWN = 7
"""The prefix of the numbers under which the guest writes."""
ME, ME_AGAIN, COACH = OWN << 20 | 1, OWN << 20 | 2, 12_345
BASE = "# Log\n\n- Rivera: they tried é 😀\n" * 5
PIECES = ("a", "é", "😀", "word ", "\n", "数学")
NUMBERS = (0, 1, 2, 5, 30, 100, 150, 2**20, 2**31, 2**53 - 1, 2**63)
KINDS = (4, 4, 4, 4, 1, 1, 0, 10, 5, 6, 7, 2, 3, 8, 9, 11, 31)


def number(value: int) -> bytes:
    """An unsigned number of variable length."""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def text(words: str) -> bytes:
    return number(len(words.encode())) + words.encode()


Place = tuple[int, int]


def struct(
    kind: int = STRING,
    content: bytes = b"",
    *,
    after: Place | None = None,
    before: Place | None = None,
    parent: bytes | None = None,
    flags: int = 0,
) -> bytes:
    """One struct; without a neighbour it begins the log, unless another `parent` is given."""
    info = kind | flags | (128 if after else 0) | (64 if before else 0)
    beside = b"".join(
        number(client) + number(clock) for client, clock in filter(None, (after, before))
    )
    if not after and not before:
        beside = number(1) + text(ROOT) if parent is None else parent
    return bytes([info]) + beside + content


def update(
    *clients: tuple[int, int, Sequence[bytes]],
    deleted: Sequence[tuple[int, Sequence[Place]]] = (),
) -> bytes:
    """Structs by client and first clock; deletions as clock and length by client."""
    out = number(len(clients))
    for client, clock, structs in clients:
        out += number(len(structs)) + number(client) + number(clock) + b"".join(structs)
    out += number(len(deleted))
    for client, ranges in deleted:
        out += number(client) + number(len(ranges))
        out += b"".join(number(clock) + number(length) for clock, length in ranges)
    return out


def document(words: str = BASE) -> Doc[Text]:
    """What the coach began."""
    doc: Doc[Text] = Doc(client_id=COACH)
    doc.get(ROOT, type=Text).insert(0, words)
    return doc


def honest(chance: random.Random, base: bytes, client: int = ME, count: int = 60) -> list[bytes]:
    """What a guest's program sends, one after the other."""
    doc: Doc[Text] = Doc(client_id=client)
    log = doc.get(ROOT, type=Text)
    doc.apply_update(base)
    made: list[bytes] = []
    watch = doc.observe(lambda event: made.append(event.update))
    for _ in range(count):
        now = str(log)
        at = chance.randrange(len(now) + 1)
        start = len(now[:at].encode())
        if chance.random() < 0.7 or at == len(now):
            log.insert(start, chance.choice(PIECES))
        else:
            del log[start : start + len(now[at : at + 3].encode())]
    doc.unobserve(watch)
    return made


def generated(chance: random.Random) -> bytes:
    """Something with the form of an update: hostile, impossible, or by chance right."""
    clients = [
        (
            _client(chance),
            _number(chance),
            [_by_chance(chance) for _ in range(chance.choice((1, 1, 2, 3)))],
        )
        for _ in range(chance.choice((0, 1, 1, 1, 2, 3)))
    ]
    deleted = [
        (_client(chance), [(_number(chance), _number(chance)) for _ in range(chance.randrange(3))])
        for _ in range(chance.choice((0, 0, 1, 2)))
    ]
    made = update(*clients, deleted=deleted)
    if chance.random() < 0.02:
        made = number(2**28) + made[1:]
    return made


def _client(chance: random.Random) -> int:
    return chance.choice((COACH, ME, ME, ME_AGAIN, 99, 0, 2**31, 2**53 - 1))


def _number(chance: random.Random) -> int:
    return chance.choice((*NUMBERS, chance.randrange(200)))


def _by_chance(chance: random.Random) -> bytes:
    kind = chance.choice(KINDS)
    places = [(_client(chance), _number(chance)) if chance.random() < 0.5 else None for _ in "12"]
    if kind == STRING:
        content = text(chance.choice(("a", "hello", "😀", "é" * 10, "")))
    elif kind in (DELETED, 0, 10):
        content = number(_number(chance))
    else:
        content = chance.randbytes(chance.randrange(6))
    parent = chance.choice(
        (None, None, None, number(1) + text("x"), number(0) + number(COACH) + number(3))
    )
    flags = 32 if chance.random() < 0.05 else 0
    return struct(kind, content, after=places[0], before=places[1], parent=parent, flags=flags)


def hostile(chance: random.Random, honest: Sequence[bytes]) -> bytes:
    """A third as it should be, a third generated, a third honest ones with bits turned."""
    which = chance.random()
    if which < 0.3:
        return chance.choice(honest)
    if which < 0.6:
        return generated(chance)
    changed = bytearray(chance.choice(honest))
    for _ in range(chance.choice((1, 1, 2, 4))):
        at, how = chance.randrange(len(changed)), chance.random()
        if how < 0.5:
            changed[at] ^= 1 << chance.randrange(8)
        elif how < 0.7:
            changed[at] = chance.randrange(256)
        elif how < 0.85:
            changed.insert(at, chance.randrange(256))
        elif len(changed) > 1:
            del changed[at]
    return bytes(changed) + (chance.choice(honest) if chance.random() < 0.1 else b"")
