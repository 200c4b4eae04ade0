"""The log in more than one window: begun when a window asks for it, and never before.

It is the log of one conversation from its beginning to its end, whatever else the coach opens
meanwhile. The coach's program is the one that saves. It makes the document, starts the hub, and
notes every update until it is shared no more: after a crash it goes on with the same document, and
what was written in the other window meanwhile joins it.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING

from mqi_tui.domain.roles import COACH, OURS, WINDOW, Admitted, Pass
from mqi_tui.share.presence import Said
from mqi_tui.share.replica import Replica
from mqi_tui.store.share_state import Address
from mqi_tui.store.updates import Noting
from mqi_tui.text.clean import several

if TYPE_CHECKING:
    from mqi_tui.services.session import Session
    from mqi_tui.share.link import Link
    from mqi_tui.store.share_state import Meeting
    from mqi_tui.store.updates import Updates

LATE = 500
"""Updates by which what is on disk as text can be behind those that were noted: far more."""
FAREWELL = 1.0
"""Seconds that other windows have for sending what was written in them last."""
GONE = 6.0
"""Seconds without a word after which the other window is taken to be closed."""


class Sharing:
    """One conversation, and the windows that show its log until the coach ends that.

    `tell`: something is to be said.
    """

    def __init__(
        self,
        session: Session,
        meeting: Meeting,
        tell: Callable[[], None],
        *,
        id_: str = "",
        instead_of: str = "",
    ) -> None:
        """`id_`: what it is announced as, where that is not the conversation's own id.

        `instead_of`: the conversation whose windows go over to this one.
        """
        self.session, self._meeting, self._tell = session, meeting, tell
        self.id = id_ or session.conversation.id
        self._instead_of = instead_of
        address = meeting.announced()
        self._room = address.room if address and address.id == self.id else _room()
        self._noting = self._note_in(meeting.updates(self._room))
        self._finding: asyncio.Task[None] | None = None
        self._writing: asyncio.Task[None] | None = None
        self._link: Link | None = None
        self._work: asyncio.Task[None] | None = None
        self._moment = ""
        self._is_farewell = False
        self._ready: set[int] = set()
        """Windows that know that it is being closed, and write no more."""
        self._made: dict[int, int] = {}
        self._kept: dict[int, int] = {}
        """By window, how many changes it said it made, and how many of them are on disk."""
        self.trouble = ""
        """Why it cannot be shared, in words."""
        if address and address.room == self._room:
            self._take_up(meeting.updates(self._room))
        session.before_saving = self._noting.write

    def _note_in(self, updates: Updates) -> Noting:
        return Noting(updates, lambda: self.session.replica.update)

    def _take_up(self, updates: Updates) -> None:
        """Go on with the document of before a crash.

        Where what is noted does not hold what is on disk, it is another document from here on:
        the same words in both would stand there twice.
        """
        replica = restored(updates.read(), self.session.conversation.log.text)
        if replica is None:
            updates.remove()
            self._room = _room()
            self._noting = self._note_in(self._meeting.updates(self._room))
            return
        self.session.adopt(replica)
        replica.on_update(self._noting.note)
        self._is_noting = True
        if updates.is_torn:
            self._noting.note_all()

    _is_noting = False

    @property
    def words(self) -> str:
        """How it stands, beside the word on saving; empty while nothing is shared."""
        if self.trouble:
            return f"not shared – {self.trouble}"
        if self._link is None:
            return ""
        if self._link.state != "connected":
            unsent = (
                f", {several(self._link.unsent, 'change')} to send" if self._link.unsent else ""
            )
            return f"other window: reconnecting{unsent}"
        if self._link.differs > 1:
            return "other window: NOT THE SAME, asking for all of it again"
        if self._link.quiet_for(WINDOW) >= GONE:
            return ""
        trouble = self._noting.trouble
        return (
            f"in two windows, a crash would part them – {trouble}" if trouble else "in two windows"
        )

    def look(self) -> None:
        """Once a second: say that it still is shared, and write what was not written yet."""
        if self._work is None:
            self._work = asyncio.create_task(self._share())
        if self._known:
            self._meeting.still_shared()
        if self._noting.trouble:
            self._noting.note_all()
        if self._noting.waits and (self._writing is None or self._writing.done()):
            self._writing = asyncio.create_task(self._write())

    async def _write(self) -> None:
        await asyncio.to_thread(self._noting.write)
        self._tell()

    @property
    def _known(self) -> Address | None:
        address = self._meeting.announced()
        return address if address and address.room == self._room else None

    async def _share(self) -> None:
        replica = self.session.replica
        if not self._is_noting:
            self._is_noting = True
            self._noting.note_all()
            replica.on_update(self._noting.note)
        from mqi_tui.share.link import Link

        self._link = Link(replica, self._own_words, self._heard, self._turned)
        self._turned()
        await self._link.run()

    def _turned(self) -> None:
        """Connected or not: where no hub is, there is soon another one."""
        waits = self._finding is None or self._finding.done()
        if self._link and self._link.state == "connecting" and waits:
            self._finding = asyncio.create_task(self._find_hub(self._link))
        self._tell()

    async def _find_hub(self, link: Link) -> None:
        """Where the hub was, if it is still there; else a new one."""
        from mqi_tui.share.link import here, is_hub

        address = self._known
        try:
            if address is None or not await is_hub(here(address.port), _token(address)):
                address = await self._new_hub()
        except OSError as error:
            self.trouble = error.strerror or str(error)
            self._tell()
            return
        self.trouble = ""
        link.go_to(here(address.port), _token(address))

    async def _new_hub(self) -> Address:
        from mqi_tui.share import start

        tokens = {secrets.token_urlsafe(16): role for role in OURS}
        admitted = Admitted({token: Pass(role) for token, role in tokens.items()})
        port = await asyncio.to_thread(start.hub, admitted, self._meeting.folders)
        address = Address(self.id, self._room, port, tokens, self._instead_of)
        self._meeting.announce(address)
        return address

    # What the windows say to each other

    @property
    def moment(self) -> str:
        """The step and the minutes left, where the coach wants the teacher to see them."""
        return self._moment

    @moment.setter
    def moment(self, moment: str) -> None:
        self._moment = moment
        if self._link:
            self._link.pulse()

    def saved(self) -> None:
        """All that came from the windows until now is on disk: they are told."""
        if self._link and self._kept != self._made:
            self._kept = {**self._made}
            self._link.pulse()

    def _own_words(self) -> Said:
        header = self.session.conversation.log.header
        return {
            "role": COACH,
            "title": " · ".join(filter(None, (header.who, header.when))),
            "speakers": list(header.speakers),
            "heading": self.session.section(),
            "moment": self._moment,
            "closing": self._is_farewell,
            "kept": {str(window): number for window, number in self._kept.items()},
        }

    def _heard(self, window: int, said: Said) -> None:
        """What a window said came behind what it wrote, which was given to the store before."""
        made = said.get("made")
        if isinstance(made, int):
            self._made[window] = made
        if said.get("closing"):
            self._ready.add(window)
        if self.is_saved:
            self.saved()
        self._tell()

    async def close(self) -> None:
        """It is shared no more; what others wrote last is taken in first."""
        if self._link:
            await self._take_leave(self._link)
            await self._link.close(over=True)
        if self._known:
            self._meeting.withdraw()
        for task in (self._work, self._finding):
            if task:
                task.cancel()
        self.session.before_saving = None
        self.session.replica.leave_off(self._noting.note)
        await asyncio.to_thread(self._noting.stop)

    async def _take_leave(self, link: Link) -> None:
        """Let windows that are there write no more, and wait for what is under way from them."""
        self._is_farewell = True
        link.pulse()
        for _ in range(round(FAREWELL / 0.01)):
            if link.state != "connected" or link.quiet_for(WINDOW) > GONE:
                break
            if self._ready >= link.heard_of(WINDOW, GONE):
                break
            await asyncio.sleep(0.01)
        await asyncio.to_thread(self.session.keeper.flush, FAREWELL)
        if self.is_saved:
            self.saved()

    @property
    def is_saved(self) -> bool:
        """Whether all of it is on disk as text."""
        return self.session.keeper.status.word == "saved"

    def forget(self) -> None:
        """All of it is saved as text: what was noted goes, and deleted words with it."""
        self._noting.forget()


def _token(address: Address) -> str:
    return next(token for token, role in address.tokens.items() if role == COACH)


def _room() -> str:
    return secrets.token_hex(8)


def restored(noted: list[bytes], text: str) -> Replica | None:
    """The document of those updates, where it was the text that is on disk, or is newer.

    None where it cannot be it: the updates are not to be read, or lack what is on disk.
    """
    replica, is_it = Replica(), False
    try:
        for number, update in enumerate(noted):
            replica.apply(update)
            if number >= len(noted) - LATE and not is_it:
                is_it = replica.text == text
    except ValueError:
        return None
    return replica if is_it else None
