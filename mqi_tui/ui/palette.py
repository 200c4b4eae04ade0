"""What the list of commands offers, by name; no picture of private panes can be taken."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import SystemCommand

from mqi_tui.domain.keys import EVERYWHERE
from mqi_tui.ui.flows import inviting, shares
from mqi_tui.ui.once import Once
from mqi_tui.ui.themes import THEMES

if TYPE_CHECKING:
    from textual.screen import Screen

    from mqi_tui.ui.app import MqiApp


def commands(app: MqiApp, screen: Screen[Any]) -> Iterator[SystemCommand]:
    """Every key, what the screen offers, what can be shared, and the colours."""
    for key in EVERYWHERE:
        yield SystemCommand(key.label, key.tooltip, partial(app.run_action, key.action))
    if isinstance(screen, Once) and app.work.session:
        yield from screen.commands()
        yield from inviting.commands(screen, app.work)
    yield from shares.commands(app)
    for theme in THEMES:
        name = theme.name.removeprefix("mqi-")
        yield SystemCommand(f"Colours: {name}", "The look", partial(look, app, theme.name))


def look(app: MqiApp, theme: str) -> None:
    """Change the colours, for the next start, too; colours that are set come back then."""
    app.theme = theme
    app.keep_look(theme.removeprefix("mqi-"))
    if app.work.config.sets_theme:
        app.tell("For now: config.toml sets the colours of the next start")
