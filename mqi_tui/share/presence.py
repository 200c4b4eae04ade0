"""What each window says of itself beside the text, as y-websocket's awareness messages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pycrdt import Encoder, YMessageType, create_awareness_message

from mqi_tui.domain.roles import INVITED
from mqi_tui.domain.shared.carets import Caret
from mqi_tui.share.reading import Reading, Refused
from mqi_tui.text.clean import clean_line, listed

Said = Mapping[str, Any]
LONGEST = 40
"""Characters of a name."""
MOST = 64
"""Carets that are shown; a hub elsewhere may tell of any number."""


def message(client: int, clock: int, said: Said | None) -> bytes:
    """One window's words; a later `clock` takes the place of an earlier one. None: it has gone."""
    words = json.dumps(said, ensure_ascii=False).encode(errors="replace")
    encoder = Encoder()
    for number in (1, client, clock, len(words)):
        encoder.write_var_uint(number)
    encoder.stream.append(words)
    return create_awareness_message(encoder.to_bytes())


def entries(received: bytes) -> Iterator[tuple[int, int, str]]:
    """Window, clock and words, still as text, of each entry of an awareness message.

    Raises:
        Refused: it is none, or not to be read.
    """
    message = Reading(received)
    if message.byte() != YMessageType.AWARENESS:
        raise Refused("not an awareness message")
    inside = Reading(message.chunk())
    for _ in range(inside.number()):
        yield inside.number(), inside.number(), inside.text() or "null"


def carets_of(here: Mapping[int, Said]) -> tuple[Caret, ...]:
    """Where those write who have a name, by what they say of themselves."""
    found = ((client, _name(said), _place(said)) for client, said in here.items())
    return tuple(Caret(*one) for one in found if one[1] and one[2] >= 0)[:MOST]


def guests_of(here: Mapping[int, Said]) -> list[str]:
    """The names of the guests among them, each once."""
    guests = (said for said in here.values() if said.get("role") in INVITED)
    return [*dict.fromkeys(filter(None, map(_name, guests)))]


def are_here(names: Sequence[str]) -> str:
    """`Ms. Rivera is here`; empty where nobody is."""
    return f"{listed(names)} {'is' if len(names) == 1 else 'are'} here" if names else ""


def _name(said: Said) -> str:
    return clean_line(str(said.get("name", "")))[:LONGEST]


def _place(said: Said) -> int:
    """Where a caret is; -1 where none is told of."""
    caret = said.get("caret")
    at = caret[1] if isinstance(caret, list) and len(caret) > 1 else -1
    return at if isinstance(at, int) else -1


def heard(received: bytes) -> Iterator[tuple[int, Said | None]]:
    """Who said what, None for one who has gone; nothing where it is not to be read."""
    try:
        for client, _, words in entries(received):
            said = json.loads(words)
            if said is None or isinstance(said, dict):
                yield client, said
    except (ValueError, RuntimeError):
        return
