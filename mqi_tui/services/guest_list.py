"""Who may come to one shared log: the coach's program, the window, and whoever has a link."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from mqi_tui.domain.roles import COACH, GUEST, OURS, WINDOW, Admitted, Pass
from mqi_tui.services.relay import RelayWay
from mqi_tui.share.ids import owner, prefix
from mqi_tui.share.presence import LONGEST
from mqi_tui.text.clean import clean_line, several

MOST = 24
"""Guests that one log has at a time."""


def new_token() -> str:
    """128 bits that nobody guesses, as they may stand in a link."""
    return secrets.token_urlsafe(16)


class Invited(NamedTuple):
    """Somebody who has a link."""

    token: str
    name: str
    writes: bool
    is_here: bool = False
    writes_at: str = ""
    """The heading of the section that they are in, where they are here and write."""


def unused(invited: Iterable[Invited]) -> str:
    """`nobody uses Ms. Rivera's link`; empty where somebody is here by each."""
    names = [one.name for one in invited if not one.is_here]
    links = f"{names[0]}'s link" if len(names) == 1 else several(len(names), "open link")
    return f"nobody uses {links}" if names else ""


@dataclass
class Arrivals:
    """Who was here when it was looked last."""

    names: frozenset[str] = frozenset()

    def told(self, names: frozenset[str]) -> str:
        """Who came and who left since then, in words; empty where nobody did."""
        came, left = sorted(names - self.names), sorted(self.names - names)
        self.names = names
        return " · ".join(
            [*(f"{one} is here" for one in came), *(f"{one} has left" for one in left)]
        )


@dataclass
class GuestList:
    """Its tokens are of one conversation, and good until they are revoked or it is over."""

    coach: str
    """What guests call the coach."""
    changed: Callable[[], object]
    tokens: Mapping[str, str] = field(default_factory=dict)
    """The role of each token of ours; made where there are none."""
    guests: dict[str, Pass] = field(default_factory=dict)
    hosts: tuple[str, ...] = ()
    """Names under which guests reach this computer, besides its own."""
    way: RelayWay | None = None
    """The relay by which they come instead."""
    _names: dict[int, str] = field(default_factory=dict)
    """Of all who had a link since it is shared, by what their replicas' numbers have in common."""

    def __post_init__(self) -> None:
        for token, given in self.guests.items():
            self._names[prefix(token)] = given.name
        self.tokens = self.tokens or {new_token(): role for role in OURS}

    @property
    def admitted(self) -> Admitted:
        """All who may come."""
        names = {COACH: clean_line(self.coach)[:LONGEST], WINDOW: ""}
        ours = {token: Pass(role, names[role]) for token, role in self.tokens.items()}
        relay = self.way.relay if self.way else None
        return Admitted({**ours, **self.guests}, self.hosts, relay)

    def token(self, role: str) -> str:
        """The token of our own program of that role."""
        return next(token for token, one in self.tokens.items() if one == role)

    def name(self, client: int) -> str:
        """The guest whose replica has that number; empty where it is no guest's."""
        return self._names.get(owner(client), "")

    def invite(self, given: Pass) -> str:
        """A token for somebody: what their link ends with.

        Raises:
            ValueError: there are too many.
        """
        if len(self.guests) >= MOST:
            raise ValueError(f"there are {MOST} links already; end one first")
        token, at = self.way.made(given.role) if self.way else (new_token(), "")
        self.guests[token] = Pass(given.role, clean_line(given.name)[:LONGEST], at)
        self._names[prefix(token)] = self.guests[token].name
        self.changed()
        return token

    def revoke(self, token: str) -> None:
        """Let a link hold no more. Who is there by it is told, and let go."""
        if self.guests.pop(token, None):
            self.changed()

    def renew(self, token: str) -> str:
        """Another link for the same guest; the one they had holds no more."""
        given = self.guests.pop(token)
        return self.invite(given)

    def reached_by(self, hosts: tuple[str, ...]) -> None:
        """These are the names under which guests reach this computer now."""
        if hosts != self.hosts:
            self.hosts = hosts
            self.changed()

    def invited(self, here: Mapping[int, str]) -> list[Invited]:
        """Who has a link, in the order in which they were invited.

        `here`: the section that each replica's caret is in, by its number.
        """
        places = {owner(client): section for client, section in here.items()}
        return [
            Invited(
                token, given.name, given.role == GUEST, prefix(token) in places,
                places.get(prefix(token), ""),
            )
            for token, given in self.guests.items()
        ]  # fmt: skip
