"""Showing conversations on this terminal: what `mqi`, `demo`, `open` and `live` share."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mqi_tui.commands import Refused, folders, say, settings_in
from mqi_tui.files.config import Config, put_in_force
from mqi_tui.services import conversations
from mqi_tui.services.sample import NOTHING_KEPT, OWN_ARE_KEPT
from mqi_tui.services.system_clock import read
from mqi_tui.store import look
from mqi_tui.store.library import Library
from mqi_tui.store.share_state import Meeting
from mqi_tui.ui.terminal.process import when_asked_to_end

if TYPE_CHECKING:
    from mqi_tui.files.guide import Found
    from mqi_tui.services.sample import Sample
    from mqi_tui.services.session import Session
    from mqi_tui.ui.app import MqiApp
    from mqi_tui.ui.routes import Whole


class Stage(NamedTuple):
    """Conversations to be shown, in the keys and colours of whoever sits here."""

    library: Library
    config: Config
    meeting: Meeting
    state: Path

    def show(self, session: Session | None = None, telling: str = "") -> int:
        """Show `session`, or all conversations, until the coach leaves; the exit code.

        Args:
            session: the one to begin with.
            telling: a line for the coach.
        """
        app = self._app(session)
        if telling:
            app.call_later(app.tell, telling)
        return _hold(app)

    def show_sample(self, shown: Sample) -> int:
        """Show the sample; who leaves it for home comes to the coach's own conversations."""
        app = self._app(shown.session)
        app.work.sample = shown
        try:
            return hold(app)
        finally:
            shown.throw_away()

    def show_by_id(self, id_: str, telling: str = "") -> int:
        """Show conversation `id_`; while another one runs, the coach is asked first which."""
        running = conversations.running(self.library)
        if running is None or running.id == id_:
            return self.show(conversations.open_session(self.library, id_, read), telling)
        from mqi_tui.ui.routes import Beside

        return _hold(self._app(first=Beside(id_, "hold")))

    def show_found(self, file: Path, found: Found) -> int:
        """Show all conversations, and over them what was found in a planning guide."""
        from mqi_tui.ui.routes import Import

        return _hold(self._app(first=Import(file, found)))

    def _app(self, session: Session | None = None, first: Whole | None = None) -> MqiApp:
        from mqi_tui.services.workspace import Workspace
        from mqi_tui.ui.app import MqiApp

        work = Workspace(self.library, session, config=self.config, meeting=self.meeting)
        app = MqiApp(work, first)
        app.keep_look = partial(look.choose, self.state)
        return app


def stage(named: Path | None) -> Stage:
    """For the conversations and settings of the home of that name, or of the usual one."""
    found = folders(named)
    return Stage(Library(found), put_in_force(settings_in(found)), Meeting(found), found.state)


def _hold(app: MqiApp) -> int:
    """Run `app`; who left it from the sample, which is reached from home, is told what that was."""
    code = hold(app)
    if app.left_sample:
        own = f" {OWN_ARE_KEPT}" if app.work.library.remembered() else ""
        say(f"{NOTHING_KEPT}{own}")
    return code


def hold(app: MqiApp) -> int:
    """Run `app`. However it ends, what was written is saved and the files are free again.

    Raises:
        Refused: where something could not be saved.
    """
    try:
        asyncio.run(_run(app))
    finally:
        sessions = app.work.sessions
        for session in sessions:
            session.keeper.close()
        app.work.forget_shared()
    for session in sessions:
        if session.keeper.status.word == "NOT SAVED":
            raise Refused(str(session.keeper.status))
    return app.return_code or 0


async def _run(app: MqiApp) -> None:
    when_asked_to_end(app.exit)
    try:
        await app.run_async()
    finally:
        await app.work.end_sharing()
