"""A notice has a form that fits the narrowest window, for none is cut in the middle."""

from __future__ import annotations

import pytest

from mqi_tui.ui.flows.video import NOWHERE
from mqi_tui.ui.widgets.log_pane import NO_STEP, OF_A_LABEL, OF_A_STEP
from mqi_tui.ui.widgets.parts import parts_within

NARROWEST = 38


@pytest.mark.parametrize("words", [NOWHERE.format(2), OF_A_LABEL, OF_A_STEP, NO_STEP])
def test_what_a_key_answers_has_a_form_for_forty_columns(words: str) -> None:
    assert len(parts_within(words, NARROWEST)) <= NARROWEST
