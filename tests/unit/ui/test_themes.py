"""The colours: read in every theme, and by who cannot tell some of them apart."""

from __future__ import annotations

import pytest
from rich.color import Color
from textual.theme import Theme

from mqi_tui.ui.themes import CONTRAST, THEMES
from tests.contrast import NEEDED, contrast

WRITTEN = ("primary", "accent", "warning", "error", "success", "foreground")
WRITTEN_OURS = ("on-track", "over", "label", "faint", "text-disabled")


def colours(theme: Theme) -> dict[str, str]:
    return {name: getattr(theme, name) for name in WRITTEN} | {
        name: theme.variables[name] for name in WRITTEN_OURS
    }


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_what_is_written_stands_out(theme: Theme) -> None:
    ratios = {name: stands_out(one, theme) for name, one in colours(theme).items()}
    assert {name: ratio for name, ratio in ratios.items() if ratio < NEEDED[theme.name]} == {}


def test_frames_stand_out_in_high_contrast() -> None:
    assert stands_out(CONTRAST.variables["quiet"], CONTRAST) >= 4.5


def test_each_theme_has_the_same_colours_of_ours() -> None:
    assert len({tuple(sorted(theme.variables)) for theme in THEMES}) == 1


def stands_out(ink: str, theme: Theme) -> float:
    one, other = (Color.parse(name).get_truecolor() for name in (ink, str(theme.background)))
    return contrast((one.red, one.green, one.blue), (other.red, other.green, other.blue))
