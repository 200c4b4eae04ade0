"""Some of the planted bugs, so that the tests of the rules are known to bite."""

from __future__ import annotations

import pytest

from tests.unit.planted import BUGS, MACHINE, SAMPLE, TABLES, Bug, caught, spoiled


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_a_bug_can_still_be_planted(bug: Bug) -> None:
    """A rule that was rewritten takes its bug along."""
    assert spoiled(bug)


@pytest.mark.parametrize("bug", SAMPLE, ids=lambda bug: bug.name)
@pytest.mark.some(3)
def test_a_planted_bug_is_caught(bug: Bug) -> None:
    assert caught(bug.name, (*TABLES, *MACHINE))


def test_without_a_bug_nothing_is_caught() -> None:
    assert not caught("", TABLES)
