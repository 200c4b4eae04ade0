"""An app around a single widget of ours, with the colours that the widgets ask for."""

from __future__ import annotations

from textual.app import App

from mqi_tui.ui.themes import VARIABLES


class ThemedApp(App[None]):
    """Textual's own app, which knows none of our colours, taught them."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return VARIABLES
