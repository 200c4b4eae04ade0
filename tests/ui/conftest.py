"""A theatre for each test of the screens."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.stage import Play, Theatre


@pytest.fixture
def theatre(tmp_path: Path) -> Theatre:
    return Theatre(tmp_path / "home")


@pytest.fixture
def play(theatre: Theatre) -> Play:
    return theatre.play
