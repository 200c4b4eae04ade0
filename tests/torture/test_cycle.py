"""A whole cycle with words in all that is private; the real program's is in `cycle.py`."""

from __future__ import annotations

import sys

import pytest

from tests.torture.cycle import run
from tests.torture.leaks import LEAKS, ROOMS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def test_each_room_tells_what_leaks_there_and_nothing_else_does() -> None:
    """Both in one run: a leak in each room, of a word of its own, and no other private word."""
    cycle = run(leaky=True)
    leaks = cycle.leaks()
    for room in ROOMS:
        assert f"leak.{room}" in leaks.get(room, ()), f"a leak in {room} is not seen"
    planted = {f"leak.{room}" for room in LEAKS}
    assert {room: found - planted for room, found in leaks.items() if found - planted} == {}
    texts = b"\n".join(cycle.out["wire"])
    assert b"public1" in texts, "the guest heard something"
    assert b"public2" in texts, "after the kill, too"
