"""A relay, killed and cut; the long form is in `relay.py`."""

from __future__ import annotations

import sys

import pytest

from tests.torture.relay import run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def test_nothing_is_lost_or_doubled_by_kills_of_relay_hub_and_redis() -> None:
    score = run(1, seconds=0.2, troubles=("everything",))
    assert score.is_clean, score
    assert score.typed > 50, "they did not get to work"


@pytest.mark.some(0)
def test_control_guests_that_bring_nothing_back_lose() -> None:
    assert run(1, seconds=0.2, troubles=("server_b",), forgetful=True).lost, "it does not bite"
