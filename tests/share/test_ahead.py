"""Guests at a new hub who read more than it has: the old one died before all were told."""

from __future__ import annotations

import pytest
from pycrdt import Text

from mqi_tui.share import AFRESH, limits
from mqi_tui.share.replica import Replica
from tests.share.test_guests import TEXT, Guest, coach
from tests.share.wire import GUEST, OTHER, READER, Peer, Served, hub, run
from tests.ui.stage import wait_for


async def ahead(*tokens: str, theirs: str = "theirs ") -> tuple[Peer, Peer, list[Guest]]:
    """A hub died that had passed on what the coach was not told any more: what a window wrote, and
    by turns each guest that writes, beside the words of the one before. The text begins with it.
    """
    async with hub() as first:
        us, window = coach(first), Peer(Replica())
        window.go(first)
        guests = [await Guest(first, token).come() for token in tokens]
        for guest in guests:
            await guest.reads(TEXT)
        await wait_for(lambda: window.replica.text == TEXT, "the window has it")
        await us.leave()
        window.write(0, theirs)
        text = theirs + TEXT
        for number, guest in enumerate([*guests, *guests]):
            for reader in guests:
                await reader.reads(text)
            if guest.token != READER:
                await guest.write(f"{number} ")
                text = f"{number} {text}"
        for guest in guests:
            await guest.reads(text)
    return Peer(us.replica, "coach"), window, guests


async def back(served: Served, us: Peer, guests: list[Guest]) -> None:
    us.go(served)
    await wait_for(lambda: us.link.answered, "the coach is there")
    for guest in guests:
        guest.served = served
        await guest.come()


@pytest.mark.parametrize("tokens", [(GUEST,), (GUEST, OTHER), (GUEST, READER)])
def test_what_only_they_and_an_absent_window_have_is_waited_for_and_stands_there_once(
    tokens: tuple[str, ...],
) -> None:
    async def scene() -> None:
        us, window, guests = await ahead(*tokens)
        text = guests[0].text
        async with hub() as second:
            await back(second, us, guests)
            guests[0].doc.get("log", type=Text).insert(0, "and more ")
            window.go(second)
            await wait_for(lambda: us.replica.text == f"and more {text}", "all of it is there")
            for guest in guests:
                await guest.reads(us.replica.text)
            assert [guest.code for guest in guests] == [None] * len(guests)

    run(scene)


def test_two_who_each_have_words_of_the_other_do_not_wait_for_each_other() -> None:
    async def scene() -> None:
        us, _, guests = await ahead(GUEST, OTHER, theirs="")
        async with hub() as second:
            await back(second, us, guests)
            await wait_for(lambda: us.replica.text == guests[0].text, "all of it is there")

    run(scene)


def test_who_waits_in_vain_begins_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PATIENCE", 0.1)

    async def scene() -> None:
        us, _, [guest] = await ahead(GUEST)
        async with hub() as second:
            await back(second, us, [guest])
            await wait_for(lambda: guest.code == AFRESH, "it begins afresh")
            assert us.replica.text == TEXT

    run(scene)


def test_what_they_say_meanwhile_is_not_passed_on() -> None:
    """They say how many changes they made: what waits is not yet to be called saved."""

    async def scene() -> None:
        us, window, [guest] = await ahead(GUEST)
        async with hub() as second:
            await back(second, us, [guest])
            await wait_for(lambda: bool(guest.asked), "it was asked")
            await guest.say(role="guest", made=9)
            await guest.write("more ")
            window.go(second)
            await guest.say(role="guest", made=10)
            await wait_for(lambda: "more" in us.replica.text, "it is let in")
            await guest.say(role="guest", made=11)
            await wait_for(lambda: 11 in made(us), "its words are passed on")
            assert 9 not in made(us)

    run(scene)


def made(us: Peer) -> list[int]:
    """What was said of changes by guests."""
    return [said["made"] for said in us.heard if "made" in said]
