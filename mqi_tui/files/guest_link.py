"""The door for a guest's link: where the log is, and the token that lets one in."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

ENDS = re.compile(r"(?:(?P<document>[a-z0-9.-]{1,200})~)?(?P<token>[A-Za-z0-9_-]{22})")
HOST = re.compile(r"[a-z0-9.-]{1,253}(:\d{1,5})?")
SCHEMES = {"http": "ws", "https": "wss"}
LONGEST = 2_000
"""Characters."""
LIKE = "https://…/#… with 22 letters and digits at its end"


class GuestLink(NamedTuple):
    """`url`: of the hub, or of a relay; `host`: as people are told it."""

    url: str
    host: str
    token: str
    document: str = ""
    """At the relay, where the link leads to one."""


def judged(text: str) -> GuestLink:
    """The link that somebody was given.

    Raises:
        ValueError: in a few words, why it is none.
    """
    try:
        parts = urlsplit(text.strip()[:LONGEST])
    except ValueError:
        raise ValueError(f"this is no link to a log; one looks like {LIKE}") from None
    if parts.scheme not in SCHEMES or not HOST.fullmatch(parts.netloc.lower()):
        raise ValueError(f"this is no link to a log; one looks like {LIKE}")
    found = ENDS.fullmatch(parts.fragment)
    if not found:
        raise ValueError(f"the end of the link is missing; one looks like {LIKE}")
    path = "/".join(part for part in parts.path.split("/") if part)
    url = f"{SCHEMES[parts.scheme]}://{parts.netloc}/{path and f'{path}/'}log"
    return GuestLink(url, parts.netloc, found["token"], found["document"] or "")
