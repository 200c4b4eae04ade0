"""Showing conversations on this terminal: what `mqi`, `demo`, `open` and `live` share."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from mqi_tui import shelf
from mqi_tui.commands import Refused
from mqi_tui.machine import read
from mqi_tui.process import when_asked_to_end
from mqi_tui.screens.home import HomeScreen

if TYPE_CHECKING:
    from mqi_tui.app import MqiApp
    from mqi_tui.session import Session
    from mqi_tui.store.library import Library


def show(library: Library, session: Session | None = None, telling: str = "") -> int:
    """Show `session`, or all conversations, until the coach leaves; the exit code.

    Args:
        library: the conversations of a home.
        session: the one to begin with.
        telling: a line for the coach.
    """
    app = _app(library, session)
    if telling:
        app.call_later(app.tell, telling)
    return hold(app)


def show_by_id(library: Library, id_: str, telling: str = "") -> int:
    """Show conversation `id_`; while another one runs, the coach is asked first which."""
    running = shelf.running(library)
    if running is None or running.id == id_:
        return show(library, shelf.open_session(library, id_, read), telling)
    app = _app(library)
    app.call_later(app.on_home_screen_opened, HomeScreen.Opened(id_))
    return hold(app)


def hold(app: MqiApp) -> int:
    """Run `app`. However it ends, what was written is saved and the files are free again.

    Raises:
        Refused: where something could not be saved.
    """
    try:
        asyncio.run(_run(app))
    finally:
        if app.session:
            app.session.keeper.close()
    if app.session and app.session.keeper.status.word == "NOT SAVED":
        raise Refused(str(app.session.keeper.status))
    return app.return_code or 0


async def _run(app: MqiApp) -> None:
    when_asked_to_end(app.exit)
    await app.run_async()


def _app(library: Library, session: Session | None = None) -> MqiApp:
    from mqi_tui.app import MqiApp

    return MqiApp(library, session)
