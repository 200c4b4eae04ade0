"""Guests, cuts and kills; the long form is in `guests.py`."""

from __future__ import annotations

import sys

import pytest

from tests.torture.guests import run
from tests.web.conftest import chromium

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def test_nothing_is_lost_or_doubled_by_cuts_and_kills() -> None:
    chromium()
    score = run(3, seconds=0.3, troubles=("cut", "hub", "tunnel"))
    assert score.is_clean, score
    assert score.typed > 40, "the four did not get to work"


def test_control_a_page_that_brings_nothing_back_loses() -> None:
    chromium()
    assert run(1, seconds=0.3, troubles=("tunnel",), forgetful=True).lost, "it does not bite"
