"""What of the time may be shown to the teacher: in minutes, and nothing of the plan."""

from __future__ import annotations

import pytest

from mqi_tui.domain.private.moment import moment
from tests.unit.hour import Hour


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("", ""),
        ("start", "step 1 of 10 · Introduction · 3 min left"),
        ("start 0:01", "step 1 of 10 · Introduction · 3 min left"),
        ("start 2:00", "step 1 of 10 · Introduction · 1 min left"),
        ("start 3:00", "step 1 of 10 · Introduction · time is up"),
        ("start 3:59", "step 1 of 10 · Introduction · time is up"),
        ("start 4:00", "step 1 of 10 · Introduction · 1 min over"),
        ("start pause 9:00", "step 1 of 10 · Introduction · paused"),
        ("start 1:00 next", "step 2 of 10 · Review goals · 2 min left"),
        ("start go=10 5:00", "step 10 of 10 · Schedule next"),
        ("start end", ""),
    ],
)
def test_the_moment(script: str, words: str) -> None:
    assert moment(Hour(script=script).clock) == words


def test_it_changes_once_a_minute() -> None:
    """A shared picture stands still; a video call likes that."""
    hour, seen = Hour(script="start"), []
    for _ in range(300):
        hour.wait(1_000)
        seen.append(moment(hour.clock))
    assert len({*seen}) == 6
