"""Editors that are typed in at once become one; the long form is in `converge.py`."""

from __future__ import annotations

import pytest

from mqi_tui.share.replica import Replica
from mqi_tui.ui.widgets.editor import LogEditor
from tests.torture.converge import Crooked, run


def test_editors_become_one() -> None:
    assert run(8, 120, seed=900) > 300


def test_control_an_editor_that_misplaces_what_others_write_is_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    take_in = LogEditor._take_in

    def one_off(self: LogEditor, patch: object, undone: bool) -> None:
        take_in(self, patch._replace(at=max(0, patch.at - 1)), undone)  # type: ignore[attr-defined]

    monkeypatch.setattr(LogEditor, "_take_in", one_off)
    with pytest.raises((Crooked, UnicodeDecodeError)):
        run(3, 120, seed=900)


def test_control_replicas_that_are_never_asked_again_are_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Replica, "hello", lambda self, *, everything=False: b"\0\2\2\0\0")
    with pytest.raises(Crooked):
        run(8, 200, seed=900)
