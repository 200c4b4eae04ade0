"""How guests come to a shared log: on this computer alone, by a tunnel, or by a relay."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from mqi_tui.domain.roles import COACH, RelaySettings
from mqi_tui.services.guest_list import GuestList
from mqi_tui.services.relay import RelayWay
from mqi_tui.services.tunnel import Tunnel


@dataclass
class Ways:
    """`port`: of the hub, 0 while there is none. `tell`: something about them is to be said."""

    guests: GuestList
    port: Callable[[], int]
    tell: Callable[[], object]
    tunnel: Tunnel | None = None
    trouble: str = ""
    """Why the hub does not reach the relay."""

    def dig(self, command: str) -> None:
        """Let guests come from outside by that command; it runs once somebody has a link."""
        self.tunnel = Tunnel(command, self._dug)

    def call(self, settings: RelaySettings) -> None:
        """Let guests come by a programme's relay, which the hub calls."""
        log = hashlib.sha256(b"log\0" + self.guests.token(COACH).encode()).hexdigest()[:16]
        self.guests.way = RelayWay(settings, log)

    def look(self) -> None:
        """Once a second: dig the tunnel as soon as somebody may come by it."""
        if self.tunnel and self.guests.guests and (port := self.port()):
            self.tunnel.lead_to(port)

    async def close(self) -> None:
        """Nobody comes any more."""
        if self.tunnel:
            await self.tunnel.close()

    def _dug(self) -> None:
        assert self.tunnel
        self.guests.reached_by((self.tunnel.host,) if self.tunnel.base else ())
        self.tell()

    @property
    def reach(self) -> str:
        """Who could read what travels to guests, in words; empty where links open here alone."""
        if way := self.guests.way:
            return way.words(self.trouble if self.guests.guests else "")
        return self.tunnel.words if self.tunnel else ""

    @property
    def base(self) -> str:
        """Where guests find the log: an address of the web. Empty until it is there."""
        if self.guests.way:
            return self.guests.way.settings.url if self.port() else ""
        if self.tunnel:
            return self.tunnel.base
        port = self.port()
        return f"http://127.0.0.1:{port}" if port else ""

    def link(self, token: str) -> str:
        """A guest's link; empty until it leads anywhere."""
        if self.guests.way:
            return self.guests.way.link(token, self.guests.guests[token])
        base = self.base
        return f"{base}/#{token}" if base else ""
