"""The app: themes, keys for all screens, what is open, and where the coach is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType
from textual.reactive import var
from textual.screen import Screen

from mqi_tui.domain.deeds import EVERYWHERE
from mqi_tui.services.errors import StoreError
from mqi_tui.services.view import View
from mqi_tui.services.workspace import Workspace
from mqi_tui.ui import palette, routes
from mqi_tui.ui.bindings import bindings
from mqi_tui.ui.flows import quitting, shares
from mqi_tui.ui.going import Going
from mqi_tui.ui.once import Once
from mqi_tui.ui.terminal.safe_app import SafeApp

if TYPE_CHECKING:
    from textual.timer import Timer

OF_A_BOX = "What the keys do here stands in this box"


class MqiApp(SafeApp):
    """Shows a screen of the open conversation, or all conversations; see `routes` and `places`."""

    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    COMMANDS = {palette.Commands}  # as Textual declares it
    CSS_PATH = "styles/live.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(EVERYWHERE)]

    view: var[View] = var(View())
    """All that is to be seen of the open conversation; each screen shows its part of it."""
    keep_look: Callable[[str], object] = staticmethod(str)
    """Told the short name of the colours that were chosen; nobody keeps it unless set."""

    def __init__(self, work: Workspace, first: routes.Whole | None = None) -> None:
        """`first`: where to begin; without it, with the conversation that is open, or at home."""
        super().__init__(work.config.theme)
        if work.config.reduced_motion:
            self.animation_level = "none"
        self.work, self.going = work, Going(self, work, first)
        work.changed, work.warn = self.see, partial(self.notify, severity="warning", markup=False)
        work.saving = lambda *news: self.call_later(work.saved, *news)
        self._ticking: Timer | None = None

    def get_default_screen(self) -> Screen[Any]:
        """A conversation that is open already is the first thing shown, with no frame before it."""
        return self.going.first() or super().get_default_screen()

    async def on_mount(self) -> None:
        self.set_keymap(dict(self.work.config.keys))
        await self.going.begin()
        self.tick()

    async def on_go(self, event: routes.Go) -> None:
        await self.go(event.route)

    async def go(self, route: routes.Route) -> None:
        """Show something else, in the place of all that is shown, or over it."""
        await self.going.to(route)

    @property
    def sharing(self) -> bool:
        """Whether the teacher is looking."""
        return isinstance(self.screen, Once) and self.screen.is_shared

    async def close(self) -> None:
        """Save, remember where the coach was, and let go of all files."""
        self.going.leave()
        await self.work.close()

    left_sample = False
    """Whether it was the sample from which mqi was left."""

    async def on_quit(self) -> None:
        self.left_sample = self.work.sample is not None
        await self.close()
        self.exit()

    def see(self) -> None:
        """Let the screens show what is so now."""
        self.view = self.work.view(self.view)

    def watch_view(self, view: View) -> None:
        """Each screen sees what is its own; as the app ends, its parts may have gone already."""
        for screen in self.screen_stack if self.is_running else ():
            if isinstance(screen, Once):
                screen.see(view)
        self.work.tell_windows(view)

    def tick(self) -> None:
        """Look at the clock, and again when the next second begins for the running step."""
        delay = self.work.look()
        if self.work.session and self.screen_stack and isinstance(self.screen, Once):
            self.screen.look()
        if self.work.meeting:
            shares.look(self)
        self.see()
        if self._ticking:
            self._ticking.stop()
        self._ticking = self.set_timer(delay / 1000, self.tick)

    def on_end_share(self, event: routes.EndShare) -> None:
        if event.asks:
            shares.ask_end(self)
        else:
            self.run_worker(shares.end(self), group=shares.GROUP, exit_on_error=False)

    def on_tell(self, event: routes.Tell) -> None:
        self.tell(event.words)

    def tell(self, words: str) -> None:
        """One line for the coach, where it covers nothing; never in the share view."""
        if base := self.going.base:
            base.tell(words)

    def notify(self, *message: Any, **options: Any) -> None:
        """A toast, never over a shared log: neither ours nor Textual's."""
        if not self.sharing:
            super().notify(*message, **options)

    def complain(self, error: StoreError) -> None:
        """Say in a toast what was refused."""
        self.notify(str(error), severity="error", markup=False)

    def ask(self, question: Screen[str], answered: Callable[[str | None], Any]) -> None:
        """Ask the coach, unless the teacher is looking."""
        if not self.sharing:
            self.push_screen(question, answered)

    def action_command_palette(self) -> None:
        """Everything by name; where others look on, that it is private."""
        if self.sharing:
            self.run_worker(self.run_action("screen.private"), exit_on_error=False)
        else:
            super().action_command_palette()

    def action_save(self) -> None:
        if self.work.session:
            self.work.session.keeper.publish()
            self.tell(self.view.shared.status.capitalize())

    async def action_help(self) -> None:
        """The keys; the same key leads back. Where others look on, no other screen comes."""
        from mqi_tui.ui.dialogs.help import HelpScreen
        from mqi_tui.ui.flows import menu

        if isinstance(self.screen, HelpScreen):
            self.screen.dismiss()
        elif self.sharing:
            await self.run_action("screen.keys")
        elif (title := self._keys_title) or not self.screen.is_modal:
            told = menu.words(self.work.session)
            self.push_screen(HelpScreen(self.work.config.keys, title, told))
        else:
            self.notify(OF_A_BOX, markup=False)

    @property
    def _keys_title(self) -> str:
        """What the keys of the screen stand under on the page of all keys; empty where nowhere."""
        return self.screen.keys_title if isinstance(self.screen, Once) else ""

    async def action_quit(self) -> None:
        """From the share view nobody leaves the app: its own key leads out of it first."""
        if self.sharing:
            await self.run_action("screen.quit")
        elif not self.screen.is_modal:
            await quitting.leave(self)
