"""The log as one document that several windows write in at once (a CRDT, by pycrdt).

Every window holds a replica; replicas that have seen the same updates hold the same text. All
begin with one genesis, which depends on nothing but room and text: opened twice, it is not there
twice. Places are counted in bytes of UTF-8, as the engine counts them.

An update must never be dropped or overtaken by another of the same sender; `hello` heals both.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar
from weakref import WeakMethod

from pycrdt import (
    Doc,
    Text,
    TextEvent,
    TransactionEvent,
    UndoManager,
    YMessageType,
    YSyncMessageType,
    create_sync_message,
    handle_sync_message,
)

from mqi_tui.share import NOTHING
from mqi_tui.share.authors import Authors
from mqi_tui.share.parts import parts
from mqi_tui.share.patches import NOBODY, Patch, difference, patches
from mqi_tui.share.reading import Reading, clocks
from mqi_tui.text.clean import encodable

ROOT = "log"
HERE, MADE, THERE = "here", "made", "there"
"""Who makes a change: the person at this window, who can undo it; nobody; another window."""

PIECE = 12_000
"""Characters that one update adds at most: 48 KB."""
_TOGETHER = 1_000
"""What undo takes for one change: those less than this apart, in moments of our own counting."""


T = TypeVar("T")
Patched = Callable[[Patch, bool], None]
"""Told of a change that was not made by `replace`; whether undo or redo made it, of what was typed:
then it is where the person writes.
"""


def digest(text: str) -> str:
    """What tells one text from another, in 32 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def genesis(room: str, text: str) -> bytes:
    """The first update of a document: the same bytes for the same room and text."""
    seed = hashlib.sha256(f"{room}\0{text}".encode()).digest()
    doc: Doc[Text] = Doc(client_id=int.from_bytes(seed[:6], "big"))
    doc.get(ROOT, type=Text).insert(0, text)
    return doc.get_update()


def _weakly(method: Callable[..., Any], otherwise: Any = None) -> Callable[..., Any]:
    """A method, for as long as its object lives.

    The document is no Python object: what it holds is never found to be garbage.
    """
    reference = WeakMethod(method)

    def call(*arguments: Any) -> Any:
        found = reference()
        return found(*arguments) if found else otherwise

    return call


class Replica:
    """One window's copy. Nothing is told while it changes: always after."""

    def __init__(
        self,
        text: str = "",
        room: str = "",
        client: int | None = None,
        named: Callable[[int], str] = lambda _: "",
    ) -> None:
        """A document that begins with `text`; empty, it waits for what others have.

        `client`: the number that its updates carry; None: any. `named`: the guest whose replica
        has a number; empty where it is no guest's.
        """
        text = encodable(text)
        self._doc: Doc[Text] = Doc(client_id=client)
        self._log = self._doc.get(ROOT, type=Text)
        if text:
            self._doc.apply_update(genesis(room, text))
        self._text: str | None = None
        """The text, as far as it is known: the engine takes its time to say it."""
        self.authors = Authors(named)
        self.authors.begin(text, {})
        """Which of its lines guests wrote."""
        self._moment = 0
        self._undo = UndoManager(
            scopes=[self._log],
            capture_timeout_millis=_TOGETHER,
            timestamp=_weakly(self._time, 0),
        )
        self._undo.include_origin(HERE)
        self._made = set[int]()
        """Which changes that undo can take back nobody typed: the depth of its stack with them."""
        self._patches: list[Patch] = []
        self._updates: list[tuple[bytes, bool]] = []
        self._quiet = self._foreign = self._turns = False
        self._by = NOBODY
        self._patched: list[Patched] = []
        self._changed: list[Callable[[], None]] = []
        self._updated: list[Callable[[bytes, bool], None]] = []
        self._watches = [
            self._log.observe(_weakly(self._note)),
            self._doc.observe(_weakly(self._collect)),
        ]

    def _time(self) -> int:
        return self._moment

    # What it is

    @property
    def text(self) -> str:
        """The whole text as it is now."""
        if self._text is None:
            self._text = str(self._log)
        return self._text

    @property
    def update(self) -> bytes:
        """All of it in one update, without what was deleted before this replica knew of it."""
        return self._doc.get_update()

    @property
    def state(self) -> str:
        """Which updates it has seen, but for those that only delete; the same text for the same."""
        seen = clocks(self._doc.get_state())
        return " ".join(f"{client}:{clock}" for client, clock in sorted(seen.items()))

    @property
    def client(self) -> int:
        """The number that this replica's own updates carry."""
        return self._doc.client_id

    @property
    def depth(self) -> int:
        """How many changes undo can take back."""
        return len(self._undo.undo_stack)

    @property
    def can_redo(self) -> bool:
        """Whether something that was undone here can be done again."""
        return bool(self._undo.can_redo())

    @property
    def is_made(self) -> bool:
        """Whether undo would take back what nobody typed: a date, a mark, a note."""
        return self.depth in self._made

    # Who is told

    def on_patch(self, told: Patched) -> Callable[[], None]:
        """Tell of changes that others, or undo, make. Answers with what ends it."""
        return _joined(self._patched, told)

    def on_change(self, told: Callable[[], None]) -> Callable[[], None]:
        """Tell that the text is another one. Answers with what ends it."""
        return _joined(self._changed, told)

    def on_update(self, told: Callable[[bytes, bool], None]) -> Callable[[], None]:
        """Hand over each update in order, and whether it came from elsewhere."""
        return _joined(self._updated, told)

    def leave_off(self, told: Callable[[bytes, bool], None]) -> None:
        """Hand no more updates over."""
        if told in self._updated:
            self._updated.remove(told)

    # Changes

    def replace(self, start: int, stop: int, text: str, *, joined: bool = False) -> None:
        """Put `text` in place of the bytes from `start` to `stop`; both between characters.

        `joined`: undo takes it back together with the change before.
        """
        if not joined:
            self._moment += _TOGETHER * 2
        self._quiet = True
        try:
            self._put(start, stop, text, HERE)
        finally:
            self._quiet = False
        if not joined:
            self._made.discard(self.depth)
        self._tell()

    def mark_made(self) -> None:
        """Nobody typed the change that was made here last."""
        self._made.add(self.depth)

    def become(self, text: str, *, undoable: bool = False) -> None:
        """Change what differs from `text`, and leave the rest as it is."""
        if patch := difference(self.text, encodable(text)):
            self._moment += _TOGETHER * 2
            origin = HERE if undoable else MADE
            self._put(patch.at, patch.at + patch.deleted, patch.text, origin)
            if undoable:
                self.mark_made()
            self._tell()

    def _put(self, start: int, stop: int, text: str, origin: str) -> None:
        """In one change, but for what would be too large for one update of a guest."""
        pieces = [text[at : at + PIECE] for at in range(0, len(text), PIECE)] or [""]
        for number, piece in enumerate(pieces):
            with self._doc.transaction(origin=origin):
                if stop > start and not number:
                    del self._log[start:stop]
                if piece:
                    self._log.insert(start, piece)
            start += len(piece.encode())

    def undo(self) -> bool:
        """Take back the last change made here, and nothing of what others wrote."""
        return self._turn(self._undo.undo)

    def redo(self) -> bool:
        """Bring back what undo took back last."""
        return self._turn(self._undo.redo)

    def _turn(self, turn: Callable[[], bool]) -> bool:
        self._turns, before = True, self.depth
        try:
            done = turn()
        finally:
            self._turns = False
        self._moment += _TOGETHER * 2
        self._tell(turned=max(before, self.depth) not in self._made)
        return done

    def apply(self, update: bytes) -> None:
        """Take in an update from elsewhere.

        Raises:
            ValueError: it is none.
        """
        try:
            for self._by, part in parts(update):
                with self._from_elsewhere():
                    self._doc.apply_update(part)
        except BaseException as error:
            if isinstance(error, ValueError) or type(error).__name__ != "PanicException":
                raise
            raise ValueError("not an update") from error  # the engine's own word for it
        finally:
            self._by = NOBODY
            self._tell()

    # The y-websocket protocol, without its transport

    def hello(self, *, everything: bool = False) -> bytes:
        """The message that asks for whatever is missing here (sync step 1), or for all there is."""
        return create_sync_message(Doc() if everything else self._doc)

    def take(self, message: bytes) -> bytes | None:
        """Take in a sync message; the answer to one that asks.

        Raises:
            ValueError: it is not a sync message.
        """
        if len(message) < 2 or message[0] != YMessageType.SYNC:
            raise ValueError("not a sync message")
        if message[1] == YSyncMessageType.SYNC_STEP1:
            return handle_sync_message(message[1:], self._doc)
        self.apply(Reading(message[2:]).chunk())
        return None

    # Inside

    @contextmanager
    def _from_elsewhere(self) -> Iterator[None]:
        self._foreign = True
        try:
            with self._doc.transaction(origin=THERE):
                yield
        finally:
            self._foreign = False

    def _note(self, event: TextEvent) -> None:
        before, self._text = self._text, None
        for patch in patches(event.delta, self._by):  # type: ignore[attr-defined]
            self.authors.take(patch, before, turned=self._turns)
            before = None
            if not self._quiet:
                self._patches.append(patch)

    def _collect(self, event: TransactionEvent) -> None:
        if event.update != NOTHING:
            self._updates.append((event.update, self._foreign))

    def _tell(self, *, turned: bool = False) -> None:
        """Hand over what was noted. Nobody is told while a transaction is open."""
        patched, self._patches = self._patches, []
        updates, self._updates = self._updates, []
        for patch in patched:
            for told in [*self._patched]:
                told(patch, turned)
        for update, foreign in updates:
            for told_of_all in [*self._updated]:
                told_of_all(update, foreign)
        if updates:
            for changed in [*self._changed]:
                changed()


def _joined(some: list[T], one: T) -> Callable[[], None]:
    some.append(one)
    return lambda: some.remove(one) if one in some else None
