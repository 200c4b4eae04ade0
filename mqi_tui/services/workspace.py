"""What is open, and what it is opened with: the library, the settings, the clock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from mqi_tui.domain.keys import named
from mqi_tui.domain.private.events import SECOND
from mqi_tui.files.config import Config
from mqi_tui.services import conversations, sample, scoring, system_clock
from mqi_tui.services.view import Beside, View, status_words
from mqi_tui.store.errors import InUse, StoreError

if TYPE_CHECKING:
    from mqi_tui.domain.shared.losses import Loss
    from mqi_tui.services.sample import Sample
    from mqi_tui.services.session import Session
    from mqi_tui.services.sharing_host import Sharing
    from mqi_tui.store.autosaver import Status
    from mqi_tui.store.library import Library
    from mqi_tui.store.share_state import Meeting

AS_SHIPPED = Config()
SAMPLE = "sample"
"""What the sample is called where conversations are named: its own id may be that of a real one."""


class Workspace:
    """At most two conversations are open: the one on the screen, and the one that is shared."""

    def __init__(
        self,
        library: Library,
        session: Session | None = None,
        now: system_clock.Now = system_clock.read,
        config: Config = AS_SHIPPED,
        meeting: Meeting | None = None,
    ) -> None:
        """`meeting`: where other windows ask for the log; without it, it is never shared."""
        self.library, self.session, self.now, self.config = library, session, now, config
        self.meeting = meeting
        self.sample: Sample | None = None
        """The conversation on the screen, where it is the sample."""
        self.windows: Sharing | None = None
        """The other windows, and the session whose log they show: the one on the screen or not."""
        self.no_more: set[str] = set()
        """Conversations whose log the coach does not want to be shown, though a window asks."""
        self.shares_time = config.share_time
        """Whether the teacher sees the step and the minutes left."""
        self.unsent: Mapping[str, str] = MappingProxyType({})
        """What is half typed in dialogs at home."""
        self.unwritten: Mapping[str, str] = MappingProxyType({})
        """What of it is not in its file yet."""
        self.writing: asyncio.Task[None] | None = None
        """Puts it there."""
        self.changed: Callable[[], None] = _unheard
        """Called when there is something else to be seen."""
        self.saving: Callable[[Session, Status], object] = _unheard
        """Called on a session's writing thread when it has news."""
        self._news: list[str] = []
        self._noticed = 0
        self._lost: Loss | None = None
        self.warn: Callable[[str], object] = _unheard
        """Called with a line for the coach that belongs to no screen."""

    # What is at hand

    @property
    def open(self) -> Session:
        """The conversation on the screen; only asked where one is."""
        assert self.session is not None
        return self.session

    @property
    def holding(self) -> Library:
        """The library that the conversation on the screen lies in."""
        return self.sample.library if self.sample else self.library

    @property
    def shared_here(self) -> Sharing | None:
        """What shares the conversation on the screen; None where that is another one, or none."""
        return self.windows if self.windows and self.windows.session is self.session else None

    @property
    def sessions(self) -> tuple[Session, ...]:
        """All that are open."""
        shared = self.windows.session if self.windows else None
        return tuple(dict.fromkeys(one for one in (self.session, shared) if one))

    def view(self, before: View) -> View:
        """All that is to be seen now; `before`: what was, for as long as nothing is there."""
        shared_with = self.windows.whose if self.windows else ""
        if self.session is None:
            return replace(before, shared_with=shared_with)
        here = self.shared_here
        others = (here.carets(), here.unused) if here else ()
        beside = Beside(self.shares_time, self._window_words, shared_with, *others)
        return self.session.view(beside=beside)

    @property
    def _window_words(self) -> str:
        """How it stands with other windows; of another log no name, as a teacher may see this."""
        if self.windows is None:
            return ""
        if self.windows.session is self.session:
            return self.windows.words
        status = self.windows.session.keeper.status
        return (
            f"the shared log: {status}" if status.word == "NOT SAVED" else "another log is shared"
        )

    # Opened, put aside, closed

    async def begin(self, id_: str) -> None:
        """Open a conversation of the library, or the sample, for the screen.

        Raises:
            StoreError: in one line, why it cannot be opened.
        """
        if id_ == SAMPLE:
            self.sample = await asyncio.to_thread(sample.begin, self.now)
            self.session = self.sample.session
        else:
            opening = partial(self.opened, self.library, id_, self.now)
            self.session = await asyncio.to_thread(opening)

    def opened(self, library: Library, id_: str, now: system_clock.Now) -> Session:
        """A conversation, open for writing: where it is shared, the session that is.

        Raises:
            StoreError: in one line, why it cannot be opened.
        """
        if self.windows and self.windows.id == id_:
            return self.windows.session
        return conversations.open_session(library, id_, now)

    def why_not(self, error: StoreError) -> StoreError:
        """Why something cannot be done to a conversation; where it is ours that is shared, so."""
        if isinstance(error, InUse) and self.windows and error.id == self.windows.id:
            key = named("commands", self.config.keys)
            return StoreError(f"its log is shared just now: end that first ({key}, Share: end it)")
        return error

    def look_at(self, session: Session) -> None:
        """It is on the screen now."""
        self.watch_over(session)
        if self.meeting and self.windows is None and not self.sample:
            address = self.meeting.announced()
            if address and address.id == session.conversation.id:  # it was, before a crash
                self.share(session)
        session.keymap, session.told = self.config.keys, session.keeper.status
        session.changed = partial(self._changed, session)
        self.changed()

    def stands(self) -> str:
        """It is gone on with: what the coach is told of that. More follows as `news`."""
        self._news, self._noticed = list(self.config.complaints), 0
        if not self.open.standing.started:
            return ""
        return f"Continued in step {self.view(View()).glance.position}. Nothing was lost."

    def news(self) -> str:
        """The next line that the coach is to be told, once; empty where there is none."""
        notices = self.open.keeper.notices
        if self._news:
            return self._news.pop(0)
        if self._noticed < len(notices):
            self._noticed += 1
            return notices[self._noticed - 1]
        return ""

    def lost(self) -> str:
        """That much was deleted from the log, once; empty where nothing was. It does not wait."""
        lost = self.open.losses.last
        if lost is None or lost is self._lost:
            return ""
        self._lost = lost
        key = named("restore", self.config.keys)
        return f"{len(lost.text)} characters were deleted in the log · {key} brings them back"

    def watch_over(self, session: Session) -> None:
        """Be told how it stands with the saving of an open session."""
        session.keeper.on_status = partial(self._saving, session)

    def _saving(self, session: Session, status: Status) -> None:
        """A save that takes less than a tick is not worth a word: only windows hear of each."""
        words = status_words(status)
        if status.word != "saving" and (self.windows or words != session.heard):
            session.heard = words
            self.saving(session, status)

    def _changed(self, session: Session) -> None:
        if session is self.session:
            self.changed()

    async def put_aside(self) -> None:
        """Let go of what is on the screen; a log that other windows show stays open for them."""
        session, shared = self.session, self.windows
        if session is None:
            return
        if shared is None or (self.sample and shared.session is session):
            await self.close()
            return
        self.session = None
        if session is not shared.session:
            await asyncio.to_thread(session.keeper.close)
        self._throw_sample_away()

    def _throw_sample_away(self) -> None:
        if self.sample:
            self.sample.throw_away()
            self.sample = None

    async def close(self) -> None:
        """Save all that is open, and let go of all files."""
        sessions = self.sessions
        await self.end_sharing()
        self.session = None  # nothing is written any more, while it closes
        for session in sessions:
            await asyncio.to_thread(session.keeper.close)
        self.forget_shared()
        self._throw_sample_away()

    async def tidy(self) -> None:
        """Let go of what is older than 30 days, and make a backup."""
        try:
            await asyncio.to_thread(self.library.tidy)
        except StoreError as error:
            self.warn(str(error))

    # Shared with other windows

    def show_time(self, shown: bool) -> None:
        """Let the teacher see the step and the minutes left, or not any more."""
        self.shares_time = shown
        self.changed()

    def share(self, session: Session, *, instead_of: str = "") -> None:
        """Let other windows show its log from now on, whatever else is opened meanwhile."""
        from mqi_tui.services.sharing_host import Sharing

        assert self.meeting
        is_sample = self.sample is not None and session is self.sample.session
        self.windows = Sharing(
            session, self.meeting, self._told, id_=SAMPLE if is_sample else "",
            instead_of=instead_of,
        )  # fmt: skip
        if self.config.relay:
            self.windows.ways.call(self.config.relay)
        elif self.config.tunnel:
            self.windows.ways.dig(self.config.tunnel)

    def begin_sharing(self) -> Sharing:
        """Share the log on the screen, because the coach says so; no other may be shared."""
        if self.windows is None:
            self.no_more.discard(self.open.conversation.id)
            self.share(self.open)
        assert self.windows
        self.windows.look()
        return self.windows

    def _told(self) -> None:
        self.changed()

    def look(self) -> int:
        """Look at the clocks; the milliseconds until the one on the screen says something else."""
        delay = SECOND
        if self.session:
            delay = self.session.look()
            self.session.told = self.session.keeper.status
            scoring.notes_follow(self.session)
        self._look_at_shared()
        return delay

    def _look_at_shared(self) -> None:
        """The clock of a shared log that is not on the screen goes on with the others."""
        if (shared := self.windows) and shared.session is not self.session:
            shared.session.look()
            self.tell_moment()

    def tell_moment(self) -> None:
        """Let other windows show what the teacher may see of the time of their log."""
        if shared := self.windows:
            shared.moment = shared.session.moment() if self.shares_time else ""

    def tell_windows(self, view: View) -> None:
        """What other windows show beside the log that is on the screen."""
        if shared := self.shared_here:
            shared.moment = view.shared.moment

    def saved(self, session: Session, status: Status) -> None:
        """The news of `saving`.

        What is counted in the log is seen at the next tick: to look at all of it takes as long as
        a key.
        """
        if session is self.session:
            before, session.told = session.told, status
            if status_words(status) != status_words(before):
                self.changed()
        if self.windows and self.windows.session is session and self.windows.is_saved:
            self.windows.saved()

    async def end_sharing(self) -> None:
        """What other windows wrote last is taken in; from here on they only show it."""
        if self.windows:
            await self.windows.close()

    def forget_shared(self) -> None:
        """The conversation was saved and closed."""
        if self.windows and self.windows.is_saved:
            self.windows.forget()
        self.windows = None


def _unheard(*_: object) -> None:
    """Nobody listens."""
