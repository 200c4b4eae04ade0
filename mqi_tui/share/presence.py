"""What each window says of itself beside the text, as y-websocket's awareness messages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pycrdt import Decoder, Encoder, YMessageType, create_awareness_message

Said = Mapping[str, Any]


def message(client: int, clock: int, said: Said) -> bytes:
    """One window's words; a later `clock` takes the place of an earlier one."""
    words = json.dumps(said).encode()
    encoder = Encoder()
    for number in (1, client, clock, len(words)):
        encoder.write_var_uint(number)
    encoder.stream.append(words)
    return create_awareness_message(encoder.to_bytes())


def heard(received: bytes) -> Iterator[tuple[int, Said]]:
    """Who said what in an awareness message; nothing where it is none, or not to be read."""
    if received[:1] != bytes([YMessageType.AWARENESS]):
        return
    try:
        inside = Decoder(Decoder(received[1:]).read_message() or b"")
        for _ in range(inside.read_var_uint()):
            client, _clock = inside.read_var_uint(), inside.read_var_uint()
            said = json.loads(inside.read_message() or b"null")
            if isinstance(said, dict):
                yield client, said
    except (ValueError, RuntimeError, IndexError):
        return
