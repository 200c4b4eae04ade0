"""The hub's door: who is let in, which follows from the request alone.

| comes | with | by the name | from a page | is |
|---|---|---|---|---|
| coach, window | its token | of this computer | never | let in |
| guest, reader | its token | of this computer, or public | none, or of that name | let in |
| anybody | a token that does not hold | as a guest | as a guest | told so, and let go |
| anybody | no token, two, or none that could be one | | | refused |
| anybody | | another | of another site | refused |

The token is a sub-protocol beside `mqi.1`: programs on the way take notes of addresses.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from websockets.datastructures import Headers

from mqi_tui.domain.roles import OURS, Admitted, Pass
from mqi_tui.files.admitted import written

PROTOCOL = "mqi.1"
HERE = frozenset({"127.0.0.1", "localhost"})
"""How this computer calls itself."""
ADMIT = 10
"""The kind of the message by which the coach's program says who may come: JSON follows."""
STRANGER = Pass("")
"""Who comes with a token that does not hold, or no longer."""
_TOKEN = re.compile(r"mqi\.token\.([A-Za-z0-9_-]{22})")
_HOST = re.compile(r"([a-z0-9.-]{1,253})(:\d{1,5})?")


@dataclass(frozen=True, slots=True)
class Comer:
    """Who was let in, and by which token."""

    token: str
    given: Pass


def offered(token: str) -> list[str]:
    """The sub-protocols by which somebody comes with a token."""
    return [PROTOCOL, f"mqi.token.{token}"]


def message(admitted: Admitted) -> bytes:
    """What the coach's program sends for it to hold from now on."""
    return bytes([ADMIT]) + written(admitted)


def comer(headers: Headers, admitted: Admitted) -> Comer | None:
    """Who asks to be let in; None for one who is refused."""
    token = _token(headers)
    if token is None or not is_by_name(headers, {*HERE, *admitted.hosts}):
        return None
    given = _known(token, admitted)
    if given.role in OURS and ("Origin" in headers or not is_by_name(headers, HERE)):
        return None
    return Comer(token, given) if is_own_page(headers) else None


def is_by_name(headers: Headers, names: Collection[str]) -> bool:
    """Whether the request is for one of these names, on whatever port."""
    found = [_HOST.fullmatch(host.lower()) for host in headers.get_all("Host")]
    return len(found) == 1 and found[0] is not None and found[0][1] in names


def is_own_page(headers: Headers) -> bool:
    """Whether it comes from no page at all, or from one that was had by the same name and port."""
    origins = headers.get_all("Origin")
    if not origins:
        return True
    at = urlsplit(origins[0])
    same = at.netloc.lower() == headers["Host"].lower()
    return len(origins) == 1 and at.scheme in ("http", "https") and same


def _token(headers: Headers) -> str | None:
    """The one token that is offered beside our protocol."""
    lines = headers.get_all("Sec-WebSocket-Protocol")
    names = [name.strip() for line in lines for name in line.split(",")]
    tokens = [match[1] for name in names if (match := _TOKEN.fullmatch(name))]
    return tokens[0] if len(tokens) == 1 and PROTOCOL in names else None


def _known(token: str, admitted: Admitted) -> Pass:
    """What a token is good for, found in the same time whichever it is."""
    found = STRANGER
    for known, given in admitted.passes.items():
        if hmac.compare_digest(known.encode(), token.encode()):
            found = given
    return found
