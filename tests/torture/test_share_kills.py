"""Two windows, one log, under kills; the long form is in `share.py`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.canary import CANARY
from tests.torture import processes
from tests.torture.share import Room, run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def test_nothing_is_lost_doubled_or_leaked_by_kills() -> None:
    score = run(3, seconds=0.6)
    assert score.is_clean, score
    assert score.typed > 15, "the two did not get to work"
    assert set(score.kills) == {"hub", "window", "program"}


@pytest.mark.some(0)
def test_control_links_that_never_ask_again_lose() -> None:
    assert run(3, seconds=0.6, deaf=True).lost, "the harness does not bite"


def test_the_private_word_is_found_where_it_is(tmp_path: Path) -> None:
    """The control of the look for leaks: the coach's own program holds and shows it."""
    room = Room(tmp_path)
    try:
        room.begin()
        assert CANARY.encode() in room.coach.terminal.raw
        assert processes.holds(room.coach.terminal.process.pid, CANARY)
        open_ = processes.open_files(room.coach.terminal.process.pid)
        assert any(str(tmp_path) in one for one in open_)
        room.look_for_leaks()
        assert room.score.leaked == []
    finally:
        for person in (room.coach, room.teacher):
            person.terminal.close()
