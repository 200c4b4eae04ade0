"""The colours: read in every theme, and by who cannot tell some of them apart."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import Theme

from mqi_tui.themes import CONTRAST, DARK, LIGHT, THEMES

WRITTEN = ("primary", "accent", "warning", "error", "success", "foreground")
WRITTEN_OURS = ("on-track", "over", "label", "faint", "text-disabled")
NEEDED = {DARK.name: 4.5, LIGHT.name: 4.5, CONTRAST.name: 7.0}
"""Contrast of what is written to what is behind it: WCAG's AA, and AAA."""


def colours(theme: Theme) -> dict[str, str]:
    return {name: getattr(theme, name) for name in WRITTEN} | {
        name: theme.variables[name] for name in WRITTEN_OURS
    }


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_what_is_written_stands_out(theme: Theme) -> None:
    ratios = {name: contrast(one, str(theme.background)) for name, one in colours(theme).items()}
    assert {name: ratio for name, ratio in ratios.items() if ratio < NEEDED[theme.name]} == {}


def test_frames_stand_out_in_high_contrast() -> None:
    assert contrast(CONTRAST.variables["quiet"], str(CONTRAST.background)) >= 4.5


def test_each_theme_has_the_same_colours_of_ours() -> None:
    assert len({tuple(sorted(theme.variables)) for theme in THEMES}) == 1


def contrast(one: str, other: str) -> float:
    """Of two colours, 1 to 21, as WCAG defines it."""
    light, dark = sorted((luminance(Color.parse(c)) for c in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Color) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, colour.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
