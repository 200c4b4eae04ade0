"""A system call of a save that fails, and a death there, lose nothing that was said to be saved."""

from __future__ import annotations

import pytest

from tests.torture import calls


@pytest.fixture(autouse=True, scope="module")
def it_can_be_tried() -> None:
    if reason := calls.why_not():
        pytest.skip(reason)


def test_no_failing_call_loses_what_was_saved() -> None:
    score = calls.run(1, calls=("write", "fdatasync"), most=1)
    assert score.is_clean, score
    assert score.kills == 6


def test_the_control_loses() -> None:
    """When a log grows shorter, an end of the longer one is left behind."""
    assert not calls.run(8, calls=("ftruncate",), first=8, most=8, plain=True).is_clean
