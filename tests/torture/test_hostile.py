"""No update of a guest ends the hub or parts its texts; the long form is in `hostile.py`."""

from __future__ import annotations

from tests.torture.hostile import run


def test_hostile_updates_end_nothing() -> None:
    score = run(2_000, seed=5)
    assert score.is_clean, score
    assert min(score.counts["taken"], score.counts["refused"], score.counts["early"]) > 30


def test_control_the_engine_alone_does_not_stand_it() -> None:
    score = run(6_000, seed=1, bare=True, deaths=1)
    assert not score.is_clean, score
