"""From one screen to another: what is kept before, what is opened, which screens give way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mqi_tui.services.errors import StoreError
from mqi_tui.ui import places, routes
from mqi_tui.ui.once import Once, is_of_the_hour

if TYPE_CHECKING:
    from mqi_tui.services.workspace import Workspace
    from mqi_tui.ui.app import MqiApp
    from mqi_tui.ui.hour import Hour
    from mqi_tui.ui.widgets.log_pane import LogPane

TIDY_AFTER = 20.0
"""Seconds after the start before old revisions and the trash are looked through."""
TIDY_EVERY = 6 * 3600.0
"""Seconds after which that is done again, where mqi stays open for days."""
LOOK = 30.0
"""Seconds that a mistake in the settings stands at home: where files are looked for hangs on it."""


class Going:
    """Shows routes on an app, which has one screen below questions and menus: the base."""

    def __init__(self, app: MqiApp, work: Workspace, first: routes.Whole | None) -> None:
        """`first`: where to begin; without it, with the conversation that is open, or at home."""
        self._app, self._work, self._first = app, work, first
        self._is_opening = False

    def first(self) -> Once | None:
        """The hour that is open already; nothing where something else is shown first."""
        session = self._work.session
        if self._first or session is None or session.clock().ended:
            return None
        self._work.look_at(session)
        live = places.live(self._work)
        live.see(self._app.view)
        return live

    async def begin(self) -> None:
        """Show what is first, where it is not there yet, and tell how it stands."""
        if self.base:
            self.base.tell(self._work.stands())
        else:
            await self.to(self._first or (routes.Stand() if self._work.session else routes.Home()))
        if self._work.session is None:
            for complaint in self._work.config.complaints:
                self._app.notify(complaint, severity="error", timeout=LOOK, markup=False)
        self._app.set_timer(TIDY_AFTER, self._tidy)
        self._app.set_interval(TIDY_EVERY, self._tidy)

    def _tidy(self) -> None:
        """When nobody waits for it."""
        tidied = self._work.tidy()
        self._app.run_worker(tidied, group="tidy", exclusive=True, exit_on_error=False)

    @property
    def base(self) -> Once | None:
        stack = self._app.screen_stack
        return stack[0] if stack and isinstance(stack[0], Once) else None

    @property
    def log(self) -> LogPane | None:
        """The log on the screen, below questions and menus."""
        return self.base.log_pane if self.base else None

    def leave(self) -> None:
        """What is on the screen and nowhere else yet is kept."""
        if self.base and self._work.session:
            self.base.leave()

    async def to(self, route: routes.Route) -> None:
        """Show something else, in the place of all that is shown, or over it."""
        if isinstance(route, routes.Open):
            await self._open(route)
        elif isinstance(route, routes.Stand):
            await self._stand()
        elif self._work.session or isinstance(route, routes.WITHOUT):
            self.leave()
            if isinstance(route, routes.Over):
                await self._show_over(route)
            else:
                await self._show(route)

    async def _open(self, route: routes.Open) -> None:
        """Open a conversation; without a purpose, one that is not near is shown to be prepared."""
        if self._is_opening or self._work.session:
            return
        self._is_opening = True
        try:
            await self._work.begin(route.id)
        except StoreError as error:
            self._app.complain(error)
            return
        finally:
            self._is_opening = False
        session = self._work.open
        here = route.purpose == "hold" or session.is_near() or session.clock().ended
        is_held = here and route.purpose != "prepare"
        await self.to(routes.Stand() if is_held else routes.Plan())

    async def _stand(self) -> None:
        """The conversation that was opened, at the caret and the time where it stood."""
        self._work.look_at(self._work.open)
        ended = self._work.open.standing.ended
        await self.to(routes.Recap() if ended else routes.Live(telling=self._work.stands()))

    async def _show(self, route: routes.Whole) -> None:
        """A screen in the place of all that is shown, questions included."""
        if isinstance(route, places.AT_HOME):
            await self._work.put_aside()
        elif isinstance(route, routes.Plan):
            self._work.look_at(self._work.open)
        elif isinstance(route, routes.Share):
            self._app.clear_notifications()
        screen = await places.screen_of(route, self._work, self.log)
        noting = is_of_the_hour(self.base) and self.base.noting
        await self._put_in_place(screen)
        if noting and is_of_the_hour(screen):
            screen.begin_note()  # who was writing a note goes on writing it
        if isinstance(route, (routes.Live, routes.Plan)) and route.telling:
            screen.tell(route.telling)
        if isinstance(route, routes.Live) and is_of_the_hour(screen):
            await self._go_on(screen, route)

    async def _go_on(self, hour: Hour, route: routes.Live) -> None:
        """To what the coach wants of the hour."""
        if route.section:
            hour.into(route.section)
        if route.steps:
            hour.into_steps()
        if route.notes:
            await self.to(routes.Notes(to_recap=True))

    async def _put_in_place(self, screen: Once) -> None:
        app = self._app
        while len(app.screen_stack) > 1:
            await app.pop_screen()
        if not app.screen._result_callbacks:  # the first screen was never pushed
            app.screen._push_result_callback(app.screen, None)
        self.leave()
        screen.see(app.view)
        await app.switch_screen(screen)

    async def _show_over(self, route: routes.Over) -> None:
        """A screen over what is shown, unless that has changed meanwhile."""
        app, below = self._app, self._app.screen
        screen = await places.screen_of(route, self._work, self.log)
        if app.screen is below and not (below.is_modal or app.sharing):
            screen.see(app.view)
            await app.push_screen(screen)
