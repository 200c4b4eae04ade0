"""The numbers that a replica's updates carry: whose they are follows from them.

A number is 32 bits of the token's hash, then 20 at random: each replica has one of its own, and
the hub needs to remember nothing to know whose a change is.
"""

from __future__ import annotations

import hashlib
import secrets

_RANDOM = 20
"""Bits; together with the hash 52, which every program of the protocol can count to."""


def prefix(token: str) -> int:
    """What the numbers of one token's replicas have in common."""
    return int.from_bytes(hashlib.sha256(b"id\0" + token.encode()).digest()[:4], "big")


def new_id(token: str) -> int:
    """A number for a new replica of whoever has that token."""
    return prefix(token) << _RANDOM | secrets.randbits(_RANDOM)


def owner(client: int) -> int:
    """The `prefix` of the token with which a number is made."""
    return client >> _RANDOM
