"""Colours: safe for the colour-blind (Okabe and Ito, or darker forms of it), and never alone.

What is written stands out from every ground that it can lie on, as measured on what is painted
(`tests/ui/test_contrast.py`), also where a terminal takes the nearest of 256 colours. So no ink is
mixed from another by a share of it: what Textual calls muted or selected is named here, too.
"""

from textual.theme import Theme

DARK = Theme(
    name="mqi-dark",
    primary="#56B4E9",
    secondary="#56B4E9",
    accent="#CC79A7",
    warning="#E69F00",
    error="#D55E00",
    success="#009E73",
    foreground="#E6E6E6",
    background="#121212",
    surface="#121212",
    panel="#262626",
    dark=True,
    variables={
        "on-track": "#56B4E9",
        "over": "#D55E00",
        "quiet": "#4D4D4D",
        "label": "#A8A8A8",
        "faint": "#8A8A8A",
        "text": "auto 100%",
        "text-muted": "#A8A8A8",
        "text-disabled": "#A8A8A8",
        "block-cursor-background": "#56B4E9",
        "block-cursor-foreground": "#121212",
        "block-cursor-blurred-background": "#444444",
        "block-cursor-blurred-foreground": "#E6E6E6",
        "block-hover-background": "#444444",
        "input-selection-background": "#005F87",
        "input-selection-foreground": "#FFFFFF",
    },
)
LIGHT = Theme(
    name="mqi-light",
    primary="#0072B2",
    secondary="#0072B2",
    accent="#8A3B6B",
    warning="#8A5A00",
    error="#A03800",
    success="#00664B",
    foreground="#1A1A1A",
    background="#FFFFFF",
    surface="#FFFFFF",
    panel="#EDEDED",
    dark=False,
    variables={
        "on-track": "#0072B2",
        "over": "#A03800",
        "quiet": "#B0B0B0",
        "label": "#585858",
        "faint": "#626262",
        "text": "auto 100%",
        "text-muted": "#585858",
        "text-disabled": "#585858",
        "block-cursor-background": "#0072B2",
        "block-cursor-foreground": "#FFFFFF",
        "block-cursor-blurred-background": "#D0D0D0",
        "block-cursor-blurred-foreground": "#1A1A1A",
        "block-hover-background": "#D0D0D0",
        "input-selection-background": "#AFD7FF",
        "input-selection-foreground": "#1A1A1A",
    },
)
CONTRAST = Theme(
    name="mqi-contrast",
    primary="#FFFF00",
    secondary="#FFFF00",
    accent="#FFB3FF",
    warning="#FFD500",
    error="#FF9E80",
    success="#5CFF9D",
    foreground="#FFFFFF",
    background="#000000",
    surface="#000000",
    panel="#000000",
    dark=True,
    variables={
        "on-track": "#7FDBFF",
        "over": "#FF9E80",
        "quiet": "#B8B8B8",
        "label": "#FFFFFF",
        "faint": "#D0D0D0",
        "text": "auto 100%",
        "text-muted": "#FFFFFF",
        "text-disabled": "#D0D0D0",
        "block-cursor-background": "#FFFF00",
        "block-cursor-foreground": "#000000",
        "block-cursor-blurred-background": "#444444",
        "block-cursor-blurred-foreground": "#FFFFFF",
        "block-hover-background": "#444444",
        "input-selection-background": "#5F00AF",
        "input-selection-foreground": "#FFFFFF",
    },
)
"""For eyes that need it: all that is written stands out by 7 to 1, and so do the frames."""
THEMES = (DARK, LIGHT, CONTRAST)
VARIABLES = dict(DARK.variables)
"""What a theme without our own colours falls back to."""
