"""One guest at the hub: what becomes of each message. Nothing of a guest is taken as it comes."""

from __future__ import annotations

from dataclasses import dataclass, field

from pycrdt import YMessageType, YSyncMessageType, create_update_message

from mqi_tui.domain.roles import GUEST
from mqi_tui.share import AFRESH, FLOOD, NOTHING, limits, reading
from mqi_tui.share.admission import Comer
from mqi_tui.share.allowed import GATHERED, GUESTS, Early
from mqi_tui.share.ids import prefix
from mqi_tui.share.limits import Bucket
from mqi_tui.share.reading import Reading, Refused
from mqi_tui.share.room import Room

QUERY = 3
"""The kind of y-websocket's question for what everybody says: that comes unasked."""


@dataclass
class Outcome:
    """What is to be done about a message."""

    back: list[bytes] = field(default_factory=list)
    """Messages to its sender."""
    on: list[bytes] = field(default_factory=list)
    """Messages to all others."""
    words: bytes = b""
    """What the sender says of themselves, still to be judged."""
    again: float = 0.0
    """Seconds after which they are to be welcomed again, whatever has come until then; 0: not."""
    close: int = 0
    """The code with which to close; 0: go on."""
    is_struck: bool = False
    """Whether it was against the rules."""


class Guest:
    """Who came by a link, from the opening of a connection to its end."""

    def __init__(self, comer: Comer, room: Room, now: float, *, away: bool = False) -> None:
        """`now`, here and below: seconds of a clock that never goes back.

        `away`: a relay is between. It answers each question with one of its own, and sends in one
        what came in several.
        """
        self.comer, self._room, self._is_away = comer, room, away
        self._largest = limits.GATHERED if away else limits.UPDATE
        self._prefix = prefix(comer.token)
        self._bucket = Bucket(now)
        self._theirs: dict[int, int] | None = None
        """By client, what they have; None until they said so."""
        self.is_in = False
        """Whether they were given the document: from then on they are told what changes in it."""
        self._early = 0
        self._behind: dict[int, int] = {}
        """By client, how far it was known of whom they have more: they wait for that to come."""
        self._waits_until = 0.0

    @property
    def waits(self) -> bool:
        """Whether they are let in once what others wrote has come."""
        return bool(self._behind)

    def take(self, message: str | bytes, now: float) -> Outcome:
        """What becomes of a message."""
        if not self._bucket.take(now):
            return Outcome(close=FLOOD)
        try:
            return self._taken(message if isinstance(message, bytes) else b"", now)
        except Early:
            self._early += 1
            return Outcome(close=AFRESH) if self._early > limits.EARLY else self._asked()
        except Refused:
            return Outcome(close=AFRESH, is_struck=True)

    def _taken(self, message: bytes, now: float) -> Outcome:
        if len(message) > self._largest + limits.HEAD:
            raise Refused("too large")
        got = Reading(message)
        kind = got.byte()
        if kind == YMessageType.AWARENESS and len(message) <= limits.WORDS:
            return Outcome(words=b"" if self._behind else message)
        if kind == QUERY:
            return Outcome()
        if kind != YMessageType.SYNC:
            raise Refused("no message of the protocol")
        what, data = got.byte(), got.chunk()
        got.end()
        if what == YSyncMessageType.SYNC_STEP1:
            self._theirs = reading.clocks(data, limits.CLOCKS)
            return self.welcome(now)
        if what not in (YSyncMessageType.SYNC_STEP2, YSyncMessageType.SYNC_UPDATE):
            raise Refused("no message of the protocol")
        return self._written(data)

    def welcome(self, now: float) -> Outcome:
        """Give them the document, and ask for what they wrote, once both sides are there."""
        if self._theirs is None or not self._room.is_there:
            return Outcome()
        if self._room.is_another(self._prefix, self._theirs):
            return Outcome(close=AFRESH, is_struck=self._is_away)
        if behind := self._room.behind(self._prefix, self._theirs):
            return self._wait(behind, now)
        self.is_in, self._behind = True, {}
        answer = self._room.lacking(self._theirs)
        return Outcome(back=[answer, *(() if self._is_away else self._asked().back)])

    def _wait(self, behind: dict[int, int], now: float) -> Outcome:
        """They have what others wrote and did not bring yet; maybe others wait for theirs alike."""
        outcome = Outcome()
        if not self._behind:
            self._waits_until, outcome.again = now + limits.PATIENCE, limits.PATIENCE
        elif now >= self._waits_until:
            return Outcome(close=AFRESH, is_struck=self._is_away)
        if behind != self._behind:
            outcome.back = self._asked().back
        self._behind = behind
        return outcome

    def _asked(self) -> Outcome:
        """Ask for what is missing here: of others' words they have none, so it is their own."""
        if self.comer.given.role != GUEST:
            return Outcome()
        return Outcome(back=[self._room.hello()])

    def _written(self, update: bytes) -> Outcome:
        """What a reader writes, or somebody before the document is there, stays with them."""
        if self.comer.given.role != GUEST or not self._room.is_there or update == NOTHING:
            return Outcome()
        if len(update) > self._largest:
            raise Refused("too large")
        if self._behind:
            update = self._room.own(update, self._prefix)
            if update == NOTHING:
                return Outcome()
        self._room.take_from_guest(update, self._prefix, GATHERED if self._is_away else GUESTS)
        self._early = 0
        return Outcome(on=[create_update_message(update)])
