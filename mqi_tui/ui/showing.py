"""Which screen shows the conversation, from opening it to letting it go."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from textual.screen import Screen

from mqi_tui.store.errors import StoreError
from mqi_tui.ui.once import Once
from mqi_tui.ui.screens.live import LiveScreen
from mqi_tui.ui.screens.share import ShareScreen
from mqi_tui.ui.sitting import Sitting
from mqi_tui.ui.widgets.log_pane import LogPane

if TYPE_CHECKING:
    from mqi_tui.ui.screens.home import HomeScreen
    from mqi_tui.ui.screens.recap import RecapScreen
    from mqi_tui.ui.screens.search import SearchScreen
    from mqi_tui.ui.screens.teacher_history import ThreadScreen

Purpose = Literal["", "prepare", "hold"]
"""What a conversation is opened for; without one, its time decides."""

TIDY_AFTER = 20.0
"""Seconds after the start before old revisions and the trash are looked through."""
TIDY_EVERY = 6 * 3600.0
"""Seconds after which that is done again, where mqi stays open for days."""

LOOK = 30.0
"""Seconds that a mistake in the settings stands at home: where files are looked for hangs on it."""


class Showing(Sitting):
    """One screen at a time, below questions and menus: home, live, share, recap."""

    def get_default_screen(self) -> Screen[Any]:
        """A conversation that is open already is the first thing shown, with no frame before it."""
        if self.work.session is None or self.work.session.clock().ended:
            return super().get_default_screen()
        self.work.look_at(self.work.session)
        live = self._live_screen(None)
        live.see(self.view)
        return live

    async def on_mount(self) -> None:
        self.set_keymap(dict(self.work.config.keys))
        if self.work.session is None:
            await self.show_home()
            for complaint in self.work.config.complaints:
                self.notify(complaint, severity="error", timeout=LOOK, markup=False)
        elif self.work.session.clock().ended:
            await self._begin()
        else:
            self._say_how_it_stands(self.work.session)
        self.tick()
        self.set_timer(TIDY_AFTER, self._tidy)
        self.set_interval(TIDY_EVERY, self._tidy)

    def _tidy(self) -> None:
        """When nobody waits for it: what is older than 30 days goes, and a backup is made."""
        self.run_worker(self._tidied(), group="tidy", exclusive=True, exit_on_error=False)

    async def _tidied(self) -> None:
        try:
            await asyncio.to_thread(self.work.library.tidy)
        except StoreError as error:
            self.notify(str(error), severity="warning", markup=False)

    async def show_home(self) -> None:
        """All conversations: as remembered at once; as they are, once that is painted."""
        from mqi_tui.services import listing
        from mqi_tui.ui.flows import home_list
        from mqi_tui.ui.screens.home import HomeScreen

        await self.put_aside()
        remembered = await asyncio.to_thread(listing.remembered, self.work.library, self.work.now())
        home = HomeScreen(remembered)
        await self.put_in_place(home)
        home.call_after_refresh(self.run_worker, partial(home_list.look_again, self), group="home")

    async def on_home_screen_opened(self, event: HomeScreen.Opened) -> None:
        from mqi_tui.ui.flows import holding

        await holding.open_beside(self, event.id)

    async def open_conversation(self, id_: str, to: Purpose = "") -> None:
        """Open a conversation of the library; a line says so where it cannot be opened.

        Without a purpose, one whose time is not near is shown to be prepared.
        """
        if self._opening or self.work.session:
            return
        self._opening = True
        try:
            await asyncio.to_thread(self.work.begin, id_)
        except StoreError as error:
            self.complain(error)
            return
        finally:
            self._opening = False
        here = to == "hold" or self.work.open.is_near() or self.work.open.clock().ended
        if to == "prepare" or not here:
            await self.show_prepare()
        else:
            await self._begin()

    async def _begin(self) -> None:
        """Show the conversation that was opened, at the caret and the time where it stood."""
        session = self.work.open
        self.work.look_at(session)
        if session.clock().ended:
            await self.show_recap()
            return
        await self.show_live()
        self._say_how_it_stands(session)

    async def show_prepare(self) -> None:
        """The plan of the conversation, in place of what is shown."""
        raise NotImplementedError

    async def show_live(self) -> None:
        """The hour's screen, in place of what is shown; who was writing goes on writing."""
        noting = self._is_noting
        await self.put_in_place(self._live_screen(self.pane))
        if noting:
            self.begin_note()

    def _live_screen(self, old: LogPane | None) -> LiveScreen:
        draft = self.work.open.conversation.private.desk.draft
        return LiveScreen(self._pane(old), draft, self.work.config.keys)

    async def show_share(self) -> None:
        """The log alone, in place of all else: no toast of before stays over it."""
        noting = self._is_noting
        share = ShareScreen(self._pane(self.pane), self.work.config.keys)
        self.clear_notifications()
        await self.put_in_place(share)
        if noting:
            self.begin_note()

    @property
    def _is_noting(self) -> bool:
        return self.talk is not None and self.talk.noting

    async def show_recap(self) -> None:
        from mqi_tui.ui.flows import recap_content

        await recap_content.show(self)

    async def on_thread_screen_chosen(self, event: ThreadScreen.Chosen) -> None:
        from mqi_tui.ui.flows import teacher_history

        await teacher_history.show_log(self, event.id)

    def on_thread_screen_search(self, event: ThreadScreen.Search) -> None:
        from mqi_tui.ui.flows import searching

        searching.show(self, event.teacher)

    async def on_search_screen_opened(self, event: SearchScreen.Opened) -> None:
        from mqi_tui.ui.flows import searching

        await searching.open_hit(self, event.hit)

    async def on_recap_screen_wanted(self, event: RecapScreen.Wanted) -> None:
        from mqi_tui.ui.flows import recapping

        if self.work.session:
            await recapping.want(self, event.what)

    def plan_next(self, teacher: str) -> None:
        """Ask for a new conversation with that teacher."""
        raise NotImplementedError

    def _pane(self, old: LogPane | None) -> LogPane:
        """The log at the caret and view where it was left.

        Who was writing in the old one has the focus in the new one from its first frame on.
        """
        session = self.work.open
        if old:
            self._remember(old)
        desk = session.conversation.private.desk
        pane = LogPane(
            session.replica, desk.caret, desk.top, session.conversation.log.header.speakers
        )
        if old:
            pane.follow(old)
        pane.at_step(session.step().number)
        return pane

    async def put_in_place(self, screen: Screen[Any]) -> None:
        """Put `screen` in the place of what is shown, questions included."""
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        if not self.screen._result_callbacks:  # the first screen was never pushed
            self.screen._push_result_callback(self.screen, None)
        if isinstance(screen, Once):
            screen.see(self.view)
        await self.switch_screen(screen)

    async def put_aside(self) -> None:
        """Let go of what is on the screen."""
        if self.pane and self.work.session:
            self._remember(self.pane)
        await self.work.put_aside()

    async def close(self) -> None:
        """Save, remember where the coach was, and let go of all files."""
        if self.work.session and self.pane:
            self._remember(self.pane)
        await self.work.close()
