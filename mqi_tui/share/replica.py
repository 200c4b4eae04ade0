"""The log as one document that several windows write in at once (a CRDT, by pycrdt).

Every window holds a replica; replicas that have seen the same updates hold the same text. All
begin with one genesis, which depends on nothing but room and text: opened twice, it is not there
twice. Places are counted in bytes of UTF-8, as the engine counts them.

An update must never be dropped or overtaken by another of the same sender; `hello` heals both.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from mqi_tui.share.authors import Authors
from mqi_tui.share.patches import Patch, difference
from mqi_tui.text.clean import encodable

if TYPE_CHECKING:
    from mqi_tui.share.engine import Engine

_APART = 2_000
"""Between two changes that undo takes back one by one, in moments of our own counting."""
T = TypeVar("T")
Patched = Callable[[Patch, bool], None]
"""Told of a change that was not made by `replace`; whether undo or redo made it, of what was typed:
then it is where the person writes.
"""


def digest(text: str) -> str:
    """What tells one text from another, in 32 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


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
        self._begun = (encodable(text), room, client)
        self._text: str | None = self._begun[0]
        """The text, as far as it is known: the engine takes its time to say it."""
        self.authors = Authors(named)
        self.authors.begin(self._begun[0], {})
        """Which of its lines guests wrote."""
        self._moment = 0
        self._made = set[int]()
        """Which changes that undo can take back nobody typed: the depth of its stack with them."""
        self._patches: list[Patch] = []
        self._updates: list[tuple[bytes, bool]] = []
        self._quiet = self._turns = False
        self._patched: list[Patched] = []
        self._changed: list[Callable[[], None]] = []
        self._updated: list[Callable[[bytes, bool], None]] = []

    @cached_property
    def _engine(self) -> Engine:
        """What holds the text. It is made with the first change: a text can be read without."""
        from mqi_tui.share.engine import Engine, document

        doc = document(*self._begun)
        return Engine(doc, patched=self._note, updated=self._collect, moment=self._time)

    def wake(self) -> None:
        """Make the engine now, where nobody waits: the first change will not."""
        self._engine  # noqa: B018 - it is there once it is asked for

    def _time(self) -> int:
        return self._moment

    # What it is

    @property
    def text(self) -> str:
        """The whole text as it is now."""
        if self._text is None:
            self._text = self._engine.text
        return self._text

    @property
    def update(self) -> bytes:
        """All of it in one update, without what was deleted before this replica knew of it."""
        return self._engine.update

    @property
    def state(self) -> str:
        """Which updates it has seen, but for those that only delete; the same text for the same."""
        seen = sorted(self._engine.clocks.items())
        return " ".join(f"{client}:{clock}" for client, clock in seen)

    @property
    def client(self) -> int:
        """The number that this replica's own updates carry."""
        return self._engine.client

    @property
    def depth(self) -> int:
        """How many changes undo can take back."""
        return self._engine.depth

    @property
    def can_redo(self) -> bool:
        """Whether something that was undone here can be done again."""
        return self._engine.can_redo

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
            self._moment += _APART
        self._quiet = True
        try:
            self._engine.put(start, stop, text)
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
            self._moment += _APART
            stop = patch.at + patch.deleted
            self._engine.put(patch.at, stop, patch.text, undoable=undoable)
            if undoable:
                self.mark_made()
            self._tell()

    def undo(self) -> bool:
        """Take back the last change made here, and nothing of what others wrote."""
        return self._turn(self._engine.undo)

    def redo(self) -> bool:
        """Bring back what undo took back last."""
        return self._turn(self._engine.redo)

    def _turn(self, turn: Callable[[], bool]) -> bool:
        self._turns, before = True, self.depth
        try:
            done = turn()
        finally:
            self._turns = False
        self._moment += _APART
        self._tell(turned=max(before, self.depth) not in self._made)
        return done

    def apply(self, update: bytes) -> None:
        """Take in an update from elsewhere.

        Raises:
            ValueError: it is none.
        """
        try:
            self._engine.apply(update)
        finally:
            self._tell()

    # The y-websocket protocol, without its transport

    def hello(self, *, everything: bool = False) -> bytes:
        """The message that asks for whatever is missing here (sync step 1), or for all there is."""
        return self._engine.hello(everything=everything)

    def take(self, message: bytes) -> bytes | None:
        """Take in a sync message; the answer to one that asks.

        Raises:
            ValueError: it is not a sync message.
        """
        try:
            return self._engine.take(message)
        finally:
            self._tell()

    # Inside

    def _note(self, patch: Patch) -> None:
        before, self._text = self._text, None
        self.authors.take(patch, before, turned=self._turns)
        if not self._quiet:
            self._patches.append(patch)

    def _collect(self, update: bytes, foreign: bool) -> None:
        self._updates.append((update, foreign))

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
