"""Guests, cuts, kills, and a laptop that is closed; the long form is in `guests.py`."""

from __future__ import annotations

import sys

import pytest

from tests.torture.guests import company, run
from tests.web.conftest import chromium

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def test_nothing_is_lost_or_doubled_and_the_pages_say_how_it_stands(is_long: bool) -> None:
    chromium()
    troubles = ("cut", "hub", "tunnel", "late", "sleep") if is_long else ("late", "sleep")
    with company() as us:
        for trouble in troubles:
            us.write(0.2)
            us.suffer(trouble)
        score = us.end()
    assert score.is_clean, score
    assert score.typed >= 4 * len(troubles), "the four did not get to work"
    for said in us.said:
        assert said.startswith("Not connected, trying again"), "while the laptop was closed"
        assert "kept here" in said


@pytest.mark.some(0)
def test_control_a_page_that_brings_nothing_back_loses() -> None:
    chromium()
    assert run(1, seconds=0.1, troubles=("tunnel",), forgetful=True).lost, "it does not bite"
