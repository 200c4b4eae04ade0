"""What is said of the steps' minutes as a plan changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mqi_tui.domain.private.fitting import told
from mqi_tui.domain.private.form import fill
from mqi_tui.domain.private.plan import Plan, hour
from tests.ui.stage import sample


@pytest.mark.parametrize(
    ("before", "key", "typed", "said"),
    [
        (Plan("A", minutes=60), "clips.1.start", "12:40",
         "clip 1 is there: steps 5 and 6 count now · 48 of 60 min"),
        (replace(sample(), clips=sample().clips[:1]), "clips.2.start", "12:40",
         "clip 2 is there: step 7 counts now · 60 of 60 min"),
        (Plan("A", minutes=60), "stock_clip.title", "-",
         "no stock clip: step 3 not today · 26 of 60 min"),
        (sample(), "extra", "-", "step 8 not today · 55 of 60 min"),
        (sample(), "steps.8.skip", "y", "step 8 not today · 55 of 60 min"),
    ],
)  # fmt: skip
def test_what_a_field_does_to_the_steps_is_said_as_the_coach_did_it(
    before: Plan, key: str, typed: str, said: str
) -> None:
    """Nobody changed minutes: a clip is there, or is not wanted."""
    after, _ = fill(before, {}, key, typed)
    old, new = hour(before), hour(after)
    assert told(old, new, key) == said
