"""What says "saved" is saved, whenever the process is killed; the long form is in `store.py`."""

import sys

import pytest

from tests.torture.store import run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 needs POSIX")


def test_no_acknowledged_edit_is_lost_by_kills() -> None:
    score = run(25)
    assert score.is_clean, score
    assert score.acknowledged > 50, "the children did not get to work"


def test_control_plain_tinydb_loses() -> None:
    assert not run(40, plain=True).is_clean, "the harness does not bite"
