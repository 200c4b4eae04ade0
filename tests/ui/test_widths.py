"""What must never be cut, at the sizes people use and at odd ones between."""

from __future__ import annotations

import pytest
from textual.widgets import Digits

from tests.ui.stage import Play, Stage

SIZES = [(40, 12), (50, 24), (60, 40), (70, 24), (80, 24), (109, 30), (120, 36), (160, 48)]


@pytest.mark.parametrize("size", SIZES)
def test_ten_minutes_stand_whole_in_large_digits(play: Play, size: tuple[int, int]) -> None:
    async def scene(stage: Stage) -> None:
        await stage.start()
        await stage.press("6", "enter")
        digits = stage.app.screen.query_one(Digits)
        assert digits.value == "10:00"
        assert digits.size.width >= digits.get_content_width(stage.app.size, stage.app.size)

    play(scene, size=size)
