"""The colours that were chosen last."""

from __future__ import annotations

from pathlib import Path

import pytest

from mqi_tui.commands import settings, settings_in
from mqi_tui.files.config import LOOKS
from mqi_tui.files.folders import FILE
from mqi_tui.store import look
from mqi_tui.store.home import Home, make_folder


def test_what_was_chosen_is_there_at_the_next_start(tmp_path: Path) -> None:
    home = Home.find(tmp_path)
    assert look.chosen(home.state, LOOKS) == ""
    look.choose(home.state, "light")
    look.choose(home.state, "contrast")
    assert look.chosen(home.state, LOOKS) == "contrast"
    assert settings_in(home).theme == "contrast"


def test_what_is_set_goes_before_what_was_chosen(tmp_path: Path) -> None:
    home = Home.find(tmp_path)
    (make_folder(home.config) / FILE).write_text('theme = "dark"', encoding="utf-8")
    look.choose(home.state, "light")
    settings.cache_clear()
    assert settings_in(home).theme == "dark"


@pytest.mark.parametrize("found", [b"", b"pink", b"\xff\xfe", b"light" * 100, b"../dark"])
def test_what_is_no_look_is_passed_over(tmp_path: Path, found: bytes) -> None:
    (tmp_path / look.FILE).write_bytes(found)
    assert look.chosen(tmp_path, LOOKS) == ""


def test_where_it_cannot_be_kept_nothing_is_lost(tmp_path: Path) -> None:
    (tmp_path / look.FILE).mkdir()
    look.choose(tmp_path, "light")
    look.choose(tmp_path / look.FILE / "x" / "\0", "light")
    assert look.chosen(tmp_path, LOOKS) == ""
