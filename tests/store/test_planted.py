"""The promises of the store have a control: bugs planted in it, each known to be caught."""

from __future__ import annotations

import pytest

from tests.store.planted import CONTROLS, SAMPLE, is_caught
from tests.unit.planted import Bug, spoiled


@pytest.mark.parametrize("bug", CONTROLS, ids=lambda bug: bug.name)
def test_a_bug_can_still_be_planted(bug: Bug) -> None:
    """What was rewritten takes its bug along."""
    assert spoiled(bug)


@pytest.mark.parametrize("bug", SAMPLE, ids=lambda bug: bug.name)
@pytest.mark.some(3)
def test_a_planted_bug_is_caught(bug: Bug) -> None:
    assert is_caught(bug, CONTROLS[bug])
