"""What is really painted, and how far its words stand out from what is behind them."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from rich.color import Color, ColorSystem
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from textual.app import App
from textual.geometry import Region
from textual.widgets import Digits

from mqi_tui.ui.themes import CONTRAST, DARK, LIGHT

NEEDED = {DARK.name: 4.5, LIGHT.name: 4.5, CONTRAST.name: 7.0}
"""Contrast of what is written to what is behind it: WCAG's AA, and AAA."""
FEW = 4.5
"""The same where a terminal has 256 colours, and takes the nearest for each of ours."""
_FRAMES = re.compile(r"[\s\u2500-\u259f\u2800]*")
"""Blanks, frames and scrollbars: they carry no words."""
_PALETTE = TerminalTheme((0, 0, 0), (255, 255, 255), [(0, 0, 0)] * 8)
RGB = tuple[int, int, int]


class Painted(NamedTuple):
    """Words of one look on the screen."""

    words: str
    ink: str
    ground: str
    ratio: float


def contrast(one: RGB, other: RGB) -> float:
    """Of two colours, 1 to 21, as WCAG defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: RGB) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def painted(app: App[Any]) -> set[tuple[str, Style]]:
    """The words of the topmost screen, and how they are painted.

    What shows through behind a question is set back: nothing in it can be done meanwhile.
    """
    screen = app.screen
    own = Region.from_union([one.region for one in screen.displayed_children])
    strips = (one.crop(own.x, own.right) for one in screen._compositor.render_strips())
    found = {
        (segment.text.strip(), segment.style or Style())
        for strip in list(strips)[own.y : own.bottom]
        for segment in strip
        if not segment.control and not _FRAMES.fullmatch(segment.text)
    }
    large = (one for one in screen.query(Digits) if one.is_on_screen)
    return found | {(one.value, one.rich_style) for one in large}


def too_faint(app: App[Any]) -> set[Painted]:
    """What stands out less than its theme promises, also of 256 colours."""
    needed, theme = NEEDED[app.theme], app.current_theme
    colours = str(theme.foreground), str(theme.background)
    least = {False: needed, True: min(needed, FEW)}
    return {
        one
        for words, style in painted(app)
        for few in least
        if (one := _measured(words, style, colours, few=few)).ratio < least[few]
    }


@cache
def _measured(words: str, style: Style, colours: tuple[str, str], *, few: bool) -> Painted:
    """`colours`: of words and of what is behind them, where `style` names none."""
    ink = _rgb(style.color, colours[0], few=few)
    ground = _rgb(style.bgcolor, colours[1], few=few)
    if style.reverse:
        ink, ground = ground, ink
    if style.dim:
        ink = tuple((a + b) // 2 for a, b in zip(ink, ground, strict=True))  # type: ignore[assignment]
    return Painted(words, _hex(ink), _hex(ground), round(contrast(ink, ground), 2))


def _rgb(color: Color | None, default: str, *, few: bool) -> RGB:
    made = color if color and not color.is_default else Color.parse(default)
    if few:
        made = made.downgrade(ColorSystem.EIGHT_BIT)
    return tuple(made.get_truecolor(_PALETTE))  # type: ignore[return-value]


def _hex(colour: RGB) -> str:
    return "#{:02X}{:02X}{:02X}".format(*colour)
