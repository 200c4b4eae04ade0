"""A theatre for each test of the screens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.stage import Play, Theatre
from tests.unseen import unseen


@pytest.fixture(autouse=True)
def unseen_frames() -> Iterator[None]:
    """Whoever starts an app here, with a theatre or without: nobody sees its frames."""
    with unseen():
        yield


@pytest.fixture
def theatre(tmp_path: Path) -> Theatre:
    return Theatre(tmp_path / "home")


@pytest.fixture
def play(theatre: Theatre) -> Play:
    return theatre.play
