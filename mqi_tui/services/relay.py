"""A programme's relay: where a guest's document lies there, and the tokens that open it.

Each is made of the coach's key, which never leaves the coach's program: the relay can tell whether
a token holds, and needs to keep none. A document's name says until when a link of it is taken.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from typing import NamedTuple
from urllib.parse import urlsplit

from mqi_tui.domain.roles import Pass, Relay, RelaySettings
from mqi_tui.services import system_clock

HOLDS = 7 * 24 * 3600
"""Seconds that the relay takes a link, which may end long before."""
SIGNS = "0123456789abcdefghijklmnopqrstuvwxyz"


def token_for(key: str, text: str) -> str:
    """128 bits that only who has the key can make of a text, as they may stand in a link."""
    whole = hmac.digest(key.encode(), text.encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(whole[:16]).rstrip(b"=").decode()


def encryption(url: str) -> str:
    """How far what travels by an address of the web is encrypted, in words."""
    return "not encrypted on the way" if url.startswith("http:") else "encrypted up to there"


class RelayWay(NamedTuple):
    """The way of one shared log. `log`: 16 hexadecimal digits, by which the relay knows it."""

    settings: RelaySettings
    log: str
    now: system_clock.Now = system_clock.read

    @property
    def host(self) -> str:
        """The relay, as people are told it."""
        return urlsplit(self.settings.url).netloc

    @property
    def relay(self) -> Relay:
        """What the hub has to know of it."""
        scope = f"{self.settings.coach}.{self.log}"
        url = f"{self.settings.url.replace('http', 'ws', 1)}log"
        return Relay(url, token_for(self.settings.key, f"{scope}.hub"))

    def made(self, role: str) -> tuple[str, str]:
        """A token for a new guest of that role, and their document."""
        link = "".join(secrets.choice(SIGNS) for _ in range(8))
        until = self.now().utc // 1000 + HOLDS
        document = f"{self.settings.coach}.{self.log}.{link}.{role}.{until}"
        return token_for(self.settings.key, document), document

    def link(self, token: str, given: Pass) -> str:
        """A guest's link; empty for one who was invited before there was this relay."""
        return f"{self.settings.url}#{given.at}~{token}" if given.at else ""

    def words(self, trouble: str) -> str:
        """How it stands, and what it gets. `trouble`: why the hub does not reach it."""
        if trouble:
            return (
                f"Guests cannot come yet: {self.host}, where your programme lets you meet (its "
                f"relay), is not reached. It is tried again: {trouble}"
            )
        return (
            f"The log and its guests' names travel through {self.host}, "
            f"{encryption(self.settings.url)}: who runs that could read them. "
            "Nothing else leaves this computer."
        )
