"""Tabs that were away: a phone in a pocket, a second tab, an old one. What they say is so."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from mqi_tui.share.link import is_hub
from tests.share.wire import GUEST, OTHER
from tests.web.conftest import Guest, Open
from tests.web.stage import TEXT, Table
from tests.web.way import Way

TEXT_IS = "text => page.sheet.text.toString() === text"


@pytest.fixture
def way(seated: Table) -> Iterator[Way]:
    found = Way(seated.served.port)
    yield found
    found.close()


def by(way: Way, come: Open, token: str) -> Guest:
    """A guest who comes by that way."""
    guest = come(token)
    guest.page.goto("about:blank")
    guest.page.goto(f"http://127.0.0.1:{way.port}/#{token}")
    guest.says("Saved")
    return guest


def sleep(guest: Guest, state: str) -> None:
    """What a phone does to a tab that nobody looks at: `frozen`, and `active` again."""
    protocol = guest.page.context.new_cdp_session(guest.page)
    protocol.send("Page.setWebLifecycleState", {"state": state})


def test_a_phone_in_a_pocket_has_all_once_when_it_is_looked_at_again(
    seated: Table, come: Open, way: Way
) -> None:
    phone, other = by(way, come, GUEST), come(OTHER)
    way.end()
    phone.says("Not connected")
    phone.write_at("they said", " off")
    phone.says("kept here")
    sleep(phone, "frozen")
    other.write_at("Send the clip", " meanwhile")
    other.says("Saved")
    seated.shut()
    seated.replace("drew it", "drew it twice")
    seated.open()
    other.says("Saved")
    way.begin()
    sleep(phone, "active")
    phone.says("Saved")
    text = seated.text
    for words in (" off", " meanwhile", "drew it twice"):
        assert text.count(words) == 1
    for guest in (phone, other):
        guest.page.wait_for_function(TEXT_IS, arg=text)


def test_two_tabs_with_one_link_write_each_their_own_and_are_one_person(
    seated: Table, come: Open, way: Way
) -> None:
    one, other = by(way, come, GUEST), come(OTHER)
    two = Guest(one.page.context.new_page())
    two.page.goto(f"http://127.0.0.1:{way.port}/#{GUEST}")
    two.says("Saved")
    for number in range(2):
        one.write_at("they said", f" one{number}")
        two.write_at("drew it", f" two{number}")
        way.cut()
        one.write_at("Send the clip", f" off{number}")
        two.write_at("Ask a second", f" too{number}")
    for tab in (one, two):
        tab.says("Saved")
    text = seated.text
    words = [f" {who}{number}" for who in ("one", "two", "off", "too") for number in range(2)]
    assert [word for word in words if text.count(word) != 1] == []
    assert len(text) == len(TEXT) + sum(map(len, words))
    for tab in (one, two, other):
        tab.page.wait_for_function(TEXT_IS, arg=text)
    names = other.page.locator("#who li").all_inner_texts()
    assert [name for name in names if "Rivera" in name] == ["Rivera"]


def another_begins(seated: Table) -> None:
    """Another conversation, at the same place; only somebody else has a link to it."""

    async def is_free() -> None:
        await asyncio.wait({seated.served.task})

    seated.do(is_free())
    port = seated.served.port
    seated.leave()
    seated.open()
    assert seated.served.port == port
    seated.begin("# Another log\n\nwith others\n", "another room")
    seated.admits(OTHER)
    while seated.do(is_hub(seated.served.url, GUEST)):
        pass


def test_an_old_tab_shows_what_was_and_nothing_of_another_conversation(
    seated: Table, come: Open
) -> None:
    old = come(GUEST)
    old.write_at("they said", " last")
    old.says("Saved")
    seated.end()
    old.says("The conversation is over · all was saved")
    another_begins(seated)
    new = come(OTHER)
    new.line("Another log").wait_for()
    assert " last" in old.line("they said").inner_text()
    old.line("they said").click()
    old.page.keyboard.type("too late")
    assert "too late" not in old.page.locator(".cm-content").inner_text()
    old.says("The conversation is over · all was saved")
    old.page.reload()
    old.says("This link was ended by the coach")
    assert "with others" not in old.page.content()
    assert seated.text == "# Another log\n\nwith others\n"


def test_a_tab_that_slept_through_the_end_says_what_of_it_was_not_saved(
    seated: Table, come: Open, way: Way
) -> None:
    old = by(way, come, GUEST)
    way.end()
    old.says("Not connected")
    old.write_at("they said", " unsaved")
    old.says("kept here")
    sleep(old, "frozen")
    seated.end()
    another_begins(seated)
    way.begin()
    sleep(old, "active")
    old.says("This link was ended by the coach")
    old.says("NOT SAVED – copy what you need")
    assert " unsaved" in old.line("they said").inner_text()
    assert seated.text == "# Another log\n\nwith others\n"
