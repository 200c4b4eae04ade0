"""Colours: safe for the colour-blind (Okabe and Ito, or darker forms of it), and never alone."""

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
        "label": "#A6A6A6",
        "faint": "#808080",
        "text-disabled": "#808080",
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
        "label": "#5A5A5A",
        "faint": "#767676",
        "text-disabled": "#767676",
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
        "text-disabled": "#D0D0D0",
    },
)
"""For eyes that need it: all that is written stands out by 7 to 1, and so do the frames."""
THEMES = (DARK, LIGHT, CONTRAST)
VARIABLES = dict(DARK.variables)
"""What a theme without our own colours falls back to."""
