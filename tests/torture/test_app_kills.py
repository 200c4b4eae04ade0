"""What was typed is there after a kill, whenever it comes; the long form is in `app.py`."""

from __future__ import annotations

import sys

import pytest

from tests.torture.app import run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 needs POSIX")


def test_nothing_typed_is_lost_by_kills() -> None:
    score = run(6)
    assert score.is_clean, score
    assert score.typed > 80, "the person did not get to work"


@pytest.mark.some(0)
def test_control_without_the_journal_loses() -> None:
    assert not run(4, plain=True).is_clean, "the harness does not bite"
