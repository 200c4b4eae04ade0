"""Keys, clicks and sizes in random order end nothing and lose nothing; see `monkey.py`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mqi_tui.share.replica import Replica
from mqi_tui.ui.dialogs.new import NewScreen
from tests.torture.monkey import run


def test_whatever_is_pressed_and_clicked_nothing_crashes_sticks_or_is_lost() -> None:
    score = run(seed=1, lives=4, deeds=60)
    assert score.is_clean, "\n".join(score.wrong)
    assert score.counts["compared"] > 0


@pytest.mark.some(0)
def test_control_a_crash_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def on_mount(_: NewScreen) -> None:
        raise KeyError(0)

    monkeypatch.setattr(NewScreen, "on_mount", on_mount, raising=False)
    assert not run(seed=1, lives=12, deeds=60).is_clean


def test_control_a_lost_letter_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    replace: Callable[..., Any] = Replica.replace

    def loses(self: Replica, start: int, stop: int, text: str, **more: Any) -> Any:
        return replace(self, start, stop, text.replace("e", ""), **more)

    monkeypatch.setattr(Replica, "replace", loses)
    assert not run(seed=29, lives=12, deeds=60).is_clean
