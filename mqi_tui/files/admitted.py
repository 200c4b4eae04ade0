"""The door for who may come to a shared log, as the coach's program tells the hub: JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from mqi_tui.domain.roles import Admitted, Pass, Relay

TOKEN = r"^[A-Za-z0-9_-]{22}$"  # noqa: S105  # what one looks like: 128 bits in base64url
HOST = r"^[a-z0-9.-]{1,253}$"
DOCUMENT = r"^[a-z0-9.-]{0,200}$"
RELAY = r"^wss?://[a-z0-9.-]{1,253}(:\d{1,5})?/[!-~]{0,500}$"
MOST = 64
"""Guests of one log, and names of its computer."""

Token = Annotated[str, StringConstraints(pattern=TOKEN)]


class Passed(BaseModel):
    """One token's pass."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    role: Literal["coach", "window", "guest", "reader"]
    name: Annotated[str, Field(max_length=80)] = ""
    at: Annotated[str, StringConstraints(pattern=DOCUMENT)] = ""


class _Relay(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    url: Annotated[str, StringConstraints(pattern=RELAY)]
    token: Token


class _Admitted(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    passes: Annotated[dict[Token, Passed], Field(max_length=MOST)]
    hosts: Annotated[
        list[Annotated[str, StringConstraints(pattern=HOST)]], Field(max_length=MOST)
    ] = []
    relay: _Relay | None = None


def written(admitted: Admitted) -> bytes:
    """Who may come, on one line."""
    return json.dumps(asdict(admitted)).encode()


def judged(data: bytes) -> Admitted:
    """Who may come.

    Raises:
        ValueError: it does not say so.
    """
    found = _Admitted.model_validate_json(data)
    passes = {token: Pass(**one.model_dump()) for token, one in found.passes.items()}
    relay = Relay(found.relay.url, found.relay.token) if found.relay else None
    return Admitted(passes, tuple(found.hosts), relay)
