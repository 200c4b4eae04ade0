"""Nothing that was said to be saved is lost when the power is cut, on a real file system."""

from __future__ import annotations

import pytest

from tests.torture import power


@pytest.fixture(autouse=True, scope="module")
def it_can_be_tried() -> None:
    if reason := power.why_not():
        pytest.skip(reason)


def test_no_power_cut_loses_what_was_saved() -> None:
    score = power.run(2)
    assert score.is_clean, score
    assert score.acknowledged


def test_the_control_loses() -> None:
    assert not power.run(3, bare=True).is_clean
