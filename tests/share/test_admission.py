"""The hub's door, a row for each way to come to it."""

from __future__ import annotations

import pytest
from websockets.datastructures import Headers

from mqi_tui.domain.roles import Admitted
from mqi_tui.share.admission import comer, offered
from tests.share.wire import COACH, GUEST, OTHER, PASSES, PUBLIC, READER, WINDOW

AT_HOME, OUTSIDE = "127.0.0.1:4711", f"{PUBLIC}:80"
REFUSED = "refused"
STRANGE = "x" * 22


def come(token: str, host: str = AT_HOME, *origins: str) -> str:
    """The role of whoever comes so; empty for a token that does not hold."""
    headers = Headers([("Host", host), *(("Origin", origin) for origin in origins)])
    headers["Sec-WebSocket-Protocol"] = ", ".join(offered(token))
    found = comer(headers, Admitted(PASSES, (PUBLIC,)))
    return found.given.role if found else REFUSED


@pytest.mark.parametrize(
    ("token", "host", "origin", "role"),
    [
        (COACH, AT_HOME, "", "coach"),
        (COACH, "localhost:4711", "", "coach"),
        (COACH, AT_HOME, f"http://{AT_HOME}", REFUSED),
        (COACH, OUTSIDE, "", REFUSED),
        (WINDOW, AT_HOME, "", "window"),
        (WINDOW, AT_HOME, f"http://{AT_HOME}", REFUSED),
        (WINDOW, OUTSIDE, "", REFUSED),
        (GUEST, AT_HOME, "", "guest"),
        (GUEST, AT_HOME, f"http://{AT_HOME}", "guest"),
        (GUEST, OUTSIDE, "", "guest"),
        (GUEST, OUTSIDE, f"http://{OUTSIDE}", "guest"),
        (GUEST, PUBLIC, f"https://{PUBLIC}", "guest"),
        (GUEST, PUBLIC.upper(), f"https://{PUBLIC}", "guest"),
        (GUEST, PUBLIC, f"ftp://{PUBLIC}", REFUSED),
        (GUEST, PUBLIC, "null", REFUSED),
        (GUEST, PUBLIC, PUBLIC, REFUSED),
        (GUEST, PUBLIC, "https://evil.example.org", REFUSED),
        (GUEST, PUBLIC, f"https://{PUBLIC}.evil.example.org", REFUSED),
        (GUEST, PUBLIC, f"https://{PUBLIC}@evil.example.org", REFUSED),
        (GUEST, PUBLIC, f"https://evil@{PUBLIC}", REFUSED),
        (GUEST, AT_HOME, "http://localhost:4711", REFUSED),
        (GUEST, AT_HOME, "http://127.0.0.1:80", REFUSED),
        (GUEST, "evil.example.org", "", REFUSED),
        (GUEST, "evil.example.org", "http://evil.example.org", REFUSED),
        (GUEST, f"{PUBLIC}.", "", REFUSED),
        (GUEST, f"a@{PUBLIC}", "", REFUSED),
        (GUEST, "127.0.0.1:port", "", REFUSED),
        (GUEST, "[::1]:4711", "", REFUSED),
        (GUEST, "", "", REFUSED),
        (READER, OUTSIDE, f"http://{OUTSIDE}", "reader"),
        (STRANGE, AT_HOME, "", ""),
        (STRANGE, OUTSIDE, f"http://{OUTSIDE}", ""),
        (STRANGE, OUTSIDE, "http://evil.example.org", REFUSED),
        (STRANGE, "evil.example.org", "", REFUSED),
        (GUEST[:-1], AT_HOME, "", REFUSED),
        (GUEST + "g", AT_HOME, "", REFUSED),
        ("", AT_HOME, "", REFUSED),
        ("é" * 22, AT_HOME, "", REFUSED),
        ("+" * 22, AT_HOME, "", REFUSED),
    ],
)
def test_who_is_let_in(token: str, host: str, origin: str, role: str) -> None:
    assert come(token, host, *filter(None, [origin])) == role


def test_two_origins_or_hosts_are_none() -> None:
    assert come(GUEST, PUBLIC, f"https://{PUBLIC}", "https://evil.example.org") == REFUSED
    headers = Headers([("Host", PUBLIC), ("Host", AT_HOME)])
    headers["Sec-WebSocket-Protocol"] = ", ".join(offered(GUEST))
    assert comer(headers, Admitted(PASSES, (PUBLIC,))) is None


@pytest.mark.parametrize(
    "protocols",
    [
        [],
        ["mqi.1"],
        [f"mqi.token.{GUEST}"],
        [f"mqi.2, mqi.token.{GUEST}"],
        [f"mqi.1, mqi.token.{GUEST}, mqi.token.{OTHER}"],
        [f"mqi.1, mqi.token.{GUEST}", f"mqi.token.{OTHER}"],
        [f"mqi.1, mqi.token.{GUEST} mqi.token.{OTHER}"],
    ],
)
def test_who_offers_no_token_or_two_is_refused(protocols: list[str]) -> None:
    headers = Headers([("Host", AT_HOME)])
    for line in protocols:
        headers["Sec-WebSocket-Protocol"] = line
    assert comer(headers, Admitted(PASSES)) is None


def test_the_protocols_may_come_in_two_lines_and_with_others() -> None:
    headers = Headers([("Host", AT_HOME)])
    headers["Sec-WebSocket-Protocol"] = f"chat,mqi.token.{GUEST}"
    headers["Sec-WebSocket-Protocol"] = "mqi.1"
    found = comer(headers, Admitted(PASSES))
    assert found
    assert (found.token, found.given.name) == (GUEST, "Rivera")
