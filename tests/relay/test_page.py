"""The guests' page as the relay serves it, in a real browser, with the hub behind the relay."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.request import urlopen

import pytest
from playwright.sync_api import BrowserContext

from mqi_tui.domain.roles import GUEST, READER, Admitted, Pass, RelaySettings
from mqi_tui.services.relay import RelayWay
from mqi_tui.share import admission
from tests.relay.stage import KEY, LOG, Relays, relays
from tests.share.wire import PASSES
from tests.web.conftest import Guest, browser, seated, window
from tests.web.stage import Table

__all__ = ["browser", "seated", "window"]


@pytest.fixture(scope="module")
def there() -> Iterator[Relays]:
    with relays() as found:
        yield found


Come = Callable[..., Guest]


@pytest.fixture
def come(there: Relays, seated: Table, window: Callable[..., BrowserContext]) -> Come:
    """A guest comes to the table by a link to the relay."""
    way = RelayWay(RelaySettings(there.url("a"), "okafor", KEY), LOG)
    passes = {**PASSES}

    def come_(words: str = "Saved", role: str = GUEST) -> Guest:
        token, at = way.made(role)
        passes[token] = Pass(role, "Rivera", at)
        seated.tells(admission.message(Admitted(passes, (), way.relay)))
        guest = Guest(window().new_page())
        guest.page.goto(way.link(token, passes[token]).replace(there.url("a"), there.url("b")))
        guest.says(words)
        return guest

    return come_


def test_a_browser_at_the_relay_writes_the_log_and_sees_it_saved(
    come: Come, seated: Table, there: Relays
) -> None:
    guest = come()
    guest.write_at("they said", " **and drew**")
    guest.until(
        lambda: "second step holds and drew" in seated.text.replace("**", ""), "it is there"
    )
    guest.says("Saved")
    seated.replace("", "by the coach é😀\n")
    guest.until(lambda: guest.line("by the coach é😀").is_visible(), "and the other way")
    guest.until(lambda: "Rivera" in guest.page.locator("#who").inner_text(), "their name is there")
    there.kill("b")
    guest.says("Not connected")
    guest.write_at("and drew it", " on paper")
    there.start("b")
    guest.says("Saved")
    assert seated.text.count("on paper") == seated.text.count("## Clip 1") == 1
    assert [one for one in guest.wrong if "WebSocket" not in one] == []


def test_who_reads_along_at_the_relay_is_told_so(come: Come) -> None:
    come("You can read along", READER)


def test_a_browser_of_a_link_that_was_ended_is_told_so(come: Come, seated: Table) -> None:
    guest = come()
    seated.tells(admission.message(Admitted(PASSES)))
    guest.says("This link was ended by the coach")


def test_the_page_runs_its_own_script_alone(there: Relays) -> None:
    with urlopen(there.url("a")) as answer:
        policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'sha256-" in policy
    assert "unsafe-eval" not in policy
