"""The log in more than one window: begun when a window asks for it, and never before.

It is the log of one conversation from its beginning to its end, whatever else the coach opens
meanwhile. The coach's program is the one that saves. It makes the document, starts the hub, and
notes every update until it is shared no more: after a crash it goes on with the same document, and
what was written in the other window meanwhile joins it.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from mqi_tui.domain.roles import COACH, GUEST, HUB, WINDOW
from mqi_tui.domain.shared.carets import Caret, heading_at, units_at
from mqi_tui.services.guest_list import Arrivals, GuestList, Invited, unused
from mqi_tui.services.restored import restored
from mqi_tui.services.ways import Ways
from mqi_tui.share.presence import Said, are_here, carets_of, guests_of
from mqi_tui.store.share_state import Address
from mqi_tui.store.updates import Noting
from mqi_tui.text.clean import several

if TYPE_CHECKING:
    from mqi_tui.services.session import Session
    from mqi_tui.share.link import Link
    from mqi_tui.store.share_state import Meeting
    from mqi_tui.store.updates import Updates

FAREWELL = 1.0
"""Seconds that other windows have for sending what was written in them last."""
WRITE = (WINDOW, GUEST)
"""Who writes in it beside the coach."""
NOBODY = "nobody is in it"
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
        is_ours = address is not None and address.id == self.id
        self.guests = self._guest_list(address if is_ours else None)
        self.ways = Ways(self.guests, self._port, tell)
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
        self._arrivals = Arrivals()
        self._of_hub: Said = {}
        """What the hub said last of the relay, and of links that hold no more."""
        self._told_out: set[str] = set()
        self.trouble = ""
        """Why it cannot be shared, in words."""
        session.named = self.guests.name
        if address and address.room == self._room:
            self._take_up(meeting.updates(self._room))
        session.before_saving = self._noting.write

    def _guest_list(self, address: Address | None) -> GuestList:
        """Who may come; after a crash the same as before."""
        coach = self.session.conversation.log.header.coach
        if address is None:
            return GuestList(coach, self._say_who_may_come)
        return GuestList(coach, self._say_who_may_come, address.tokens, {**address.guests})

    def _say_who_may_come(self) -> None:
        if self._link and (address := self._known):
            self._meeting.announce(replace(address, guests={**self.guests.guests}))
            self._link.queue(self._who_may_come())
        self._tell()

    def _who_may_come(self) -> bytes:
        from mqi_tui.share.admission import message

        return message(self.guests.admitted)

    def _note_in(self, updates: Updates) -> Noting:
        return Noting(updates, lambda: self.session.replica.update)

    def _take_up(self, updates: Updates) -> None:
        """Go on with the document of before a crash.

        Where what is noted does not hold what is on disk, it is another document from here on:
        the same words in both would stand there twice.
        """
        replica = restored(updates.read(), self.session.conversation.log, self.session.guest)
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
            return f"sharing: reconnecting{unsent}"
        if self._link.differs > 1:
            return "sharing: NOT THE SAME, asking for all of it again"
        there = self._who_is_there()
        trouble = self._noting.trouble
        return f"{there}, a crash would part them – {trouble}" if there and trouble else there

    def _who_is_there(self) -> str:
        windows = "in two windows" if self.has_window else ""
        return " · ".join(filter(None, (windows, are_here(self.names()))))

    @property
    def has_window(self) -> bool:
        """Whether a second window of the coach's own shows it."""
        return any(one.get("role") == WINDOW for one in self._here().values())

    @property
    def whose(self) -> str:
        """Whose log it is, and who has it before them."""
        return f"{self.session.who}: {self.seen_by}"

    @property
    def seen_by(self) -> str:
        """Who has it before them, in words; where nobody has, whose links are open."""
        if self._link is None or self._link.state != "connected":
            return self.words or NOBODY
        window = "in your second window" if self.has_window else ""
        there = ", ".join(filter(None, (window, are_here(self.names()))))
        return there or self.unused or NOBODY

    @property
    def is_for_nobody(self) -> bool:
        """Whether no link is open and no window there; unknown while the way is cut.

        Who came by a link that has ended is let go, and may be heard of for a moment.
        """
        is_told = self._link is not None and self._link.state == "connected"
        return is_told and not self.guests.guests and not self.has_window

    def names(self) -> list[str]:
        """Of the guests that are here, each once."""
        return guests_of(self._here())

    @property
    def unused(self) -> str:
        """Links by which nobody is here, in words; empty where there is none, or no telling."""
        if self._link is None or self._link.state != "connected":
            return ""
        return unused(self.invited())

    def news(self) -> str:
        """What has become of guests since it was asked last, in words; empty where nothing has.

        While the way to them is cut, nobody is said to have left.
        """
        if self._link is None or self._link.state != "connected":
            return ""
        return self._shut_out() or self._arrivals.told(frozenset(self.names()))

    def _shut_out(self) -> str:
        """Whose link holds no more because of what came by it, once."""
        new = {*self._of_hub.get("out", ())} - self._told_out
        self._told_out |= new
        names = [given.name for token, given in self.guests.guests.items() if token in new]
        whose = " and ".join(names)
        return f"{whose} sent what no page of the log sends: that link is shut" if names else ""

    def look(self) -> None:
        """Once a second: say that it still is shared, and write what was not written yet."""
        if self._work is None:
            self._work = asyncio.create_task(self._share())
        if self._known:
            self._meeting.still_shared()
            self.ways.look()
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

        self._link = Link(
            replica, self._own_words, self._heard, self._turned, self._who_may_come
        )  # fmt: skip
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

        address, token = self._known, self.guests.token(COACH)
        try:
            if address is None or not await is_hub(here(address.port), token):
                address = await self._new_hub(address.port if address else 0)
        except OSError as error:
            self.trouble = error.strerror or str(error)
            self._tell()
            return
        self.trouble = ""
        link.go_to(here(address.port), token)

    async def _new_hub(self, port: int) -> Address:
        """A hub, where the last one was if possible: links name its port."""
        from mqi_tui.share import start

        folders, listed = self._meeting.folders, self.guests
        port = await asyncio.to_thread(start.hub, listed.admitted, folders, port)
        address = Address(
            self.id, self._room, port, listed.tokens, self._instead_of, {**listed.guests}
        )  # fmt: skip
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
            "speakers": [str(name) for name in header.speakers],
            "heading": self.session.section(),
            "moment": self._moment,
            "closing": self._is_farewell,
            "caret": self._caret(),
            "kept": {str(one): self._kept[one] for one in self._here() if one in self._kept},
        }

    def _caret(self) -> list[int]:
        """Where the coach last wrote; empty before that."""
        caret = self.session.conversation.private.desk.caret
        if len(caret) != 2:  # a row and a column
            return []
        at = units_at(self.session.conversation.log.text, *caret)
        return [at, at]

    def _here(self) -> Mapping[int, Said]:
        """Windows and guests, by their links, with what they say of themselves."""
        return self._link.present(GONE) if self._link else {}

    def carets(self) -> tuple[Caret, ...]:
        """Where guests write."""
        return carets_of(self._here())

    def invited(self) -> list[Invited]:
        """Who has a link, whether they are here, and where they write."""
        text = self.session.conversation.log.text
        places = {
            one: heading_at(text, caret[1]) if (caret := said.get("caret")) else ""
            for one, said in self._here().items()
        }
        return self.guests.invited(places)

    def _port(self) -> int:
        """Of the hub; 0 while there is none."""
        address = self._known
        return address.port if address else 0

    def _heard(self, window: int, said: Said) -> None:
        """What a window said came behind what it wrote, which was given to the store before."""
        if said.get("role") == HUB:
            self._of_hub = said
            self.ways.trouble = str(said.get("away", ""))
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
        await self.ways.close()
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
            others = {one for one, said in self._here().items() if said.get("role") in WRITE}
            if link.state != "connected" or self._ready >= others:
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


def _room() -> str:
    return secrets.token_hex(8)
