"""Who may come to a shared log, each with a token."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

COACH, WINDOW = "coach", "window"
OURS = (COACH, WINDOW)
"""Programs on the coach's computer: the one that saves, and the second window."""
GUEST, READER = "guest", "reader"
INVITED = (GUEST, READER)
"""Who comes by a link: one who writes in the log, and one who reads along."""
HUB = "hub"
"""What connects them, where it has something to say itself."""


@dataclass(frozen=True, slots=True)
class Pass:
    """What a token is good for. `name`: of the guest, as the coach calls them."""

    role: str
    name: str = ""
    at: str = ""
    """The guest's document at the relay, where there is one."""


@dataclass(frozen=True, slots=True)
class Relay:
    """A server that the hub calls, and guests, too. `token`: lets the hub into their documents."""

    url: str
    token: str


@dataclass(frozen=True, slots=True)
class RelaySettings:
    """A programme's relay: its address, and the name and key that it knows this coach by."""

    url: str
    """With a slash at its end."""
    coach: str
    key: str = field(repr=False)


def port_of(url: str) -> int:
    """The port of a relay's address, whether or not that names it."""
    at = urlsplit(url)
    return at.port or (443 if at.scheme in ("https", "wss") else 80)


@dataclass(frozen=True, slots=True)
class Admitted:
    """Who may come, by token, and under which names of its computer the log is reached.

    `hosts`: besides the names that this computer has for itself.
    """

    passes: Mapping[str, Pass]
    hosts: tuple[str, ...] = ()
    relay: Relay | None = None
