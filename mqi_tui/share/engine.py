"""The engine of the log's document: pycrdt, whose loading takes a tenth of the whole start."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any
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
from mqi_tui.share.parts import parts
from mqi_tui.share.patches import NOBODY, Patch, patches
from mqi_tui.share.reading import Reading, Refused, clocks

ROOT = "log"
_HERE, _MADE, _THERE = "here", "made", "there"
"""Who makes a change: the person at this window, who can undo it; nobody; another window."""

_KINDS = {
    YSyncMessageType.SYNC_STEP1, YSyncMessageType.SYNC_STEP2, YSyncMessageType.SYNC_UPDATE,
}  # fmt: skip
PIECE = 12_000
"""Characters that one update adds at most: 48 KB."""
_TOGETHER = 1_000
"""What undo takes for one change: those less than this apart, in moments of who asks for them."""


def genesis(room: str, text: str) -> bytes:
    """The first update of a document: the same bytes for the same room and text."""
    seed = hashlib.sha256(f"{room}\0{text}".encode()).digest()
    doc: Doc[Text] = Doc(client_id=int.from_bytes(seed[:6], "big"))
    doc.get(ROOT, type=Text).insert(0, text)
    return doc.get_update()


def document(text: str, room: str, client: int | None) -> Doc[Text]:
    """One that begins with `text`, or waits for what others have; `client` is its own number."""
    doc: Doc[Text] = Doc(client_id=client)
    if text:
        doc.apply_update(genesis(room, text))
    return doc


def _weakly(method: Callable[..., Any], otherwise: Any = None) -> Callable[..., Any]:
    """A method, for as long as its object lives.

    The document is no Python object: what it holds is never found to be garbage.
    """
    reference = WeakMethod(method)

    def call(*arguments: Any) -> Any:
        found = reference()
        return found(*arguments) if found else otherwise

    return call


class Engine:
    """One text in one document. Places are bytes of UTF-8."""

    def __init__(
        self,
        doc: Doc[Text],
        *,
        patched: Callable[[Patch], None],
        updated: Callable[[bytes, bool], None],
        moment: Callable[[], int],
    ) -> None:
        """`patched` and `updated` are told while a change is made, the latter with whether it came
        from elsewhere. `moment`: when undo is to think that a change is made. They are methods,
        and their object is not held.
        """
        self._doc = doc
        self._log = doc.get(ROOT, type=Text)
        self._undo = UndoManager(
            scopes=[self._log], capture_timeout_millis=_TOGETHER, timestamp=_weakly(moment, 0)
        )
        self._undo.include_origin(_HERE)
        self._by, self._foreign = NOBODY, False
        self._patched, self._updated = _weakly(patched), _weakly(updated)
        self._watches = [
            self._log.observe(_weakly(self._note)),
            self._doc.observe(_weakly(self._collect)),
        ]

    @property
    def text(self) -> str:
        return str(self._log)

    @property
    def update(self) -> bytes:
        """All of it in one update."""
        return self._doc.get_update()

    @property
    def clocks(self) -> dict[int, int]:
        """By client, the clock of what it would write next."""
        return clocks(self._doc.get_state())

    @property
    def client(self) -> int:
        return self._doc.client_id

    @property
    def depth(self) -> int:
        """How many changes undo can take back."""
        return len(self._undo.undo_stack)

    @property
    def can_redo(self) -> bool:
        return bool(self._undo.can_redo())

    def put(self, start: int, stop: int, text: str, *, undoable: bool = True) -> None:
        """In one change, but for what would be too large for one update of a guest."""
        origin = _HERE if undoable else _MADE
        pieces = [text[at : at + PIECE] for at in range(0, len(text), PIECE)] or [""]
        for number, piece in enumerate(pieces):
            with self._doc.transaction(origin=origin):
                if stop > start and not number:
                    del self._log[start:stop]
                if piece:
                    self._log.insert(start, piece)
            start += len(piece.encode())

    def undo(self) -> bool:
        return self._undo.undo()

    def redo(self) -> bool:
        return self._undo.redo()

    def apply(self, update: bytes) -> None:
        """Take in an update from elsewhere.

        Raises:
            ValueError: it is none.
        """
        self._foreign = True
        try:
            for self._by, part in parts(update):
                with self._doc.transaction(origin=_THERE):
                    self._doc.apply_update(part)
        except BaseException as error:
            if isinstance(error, ValueError) or type(error).__name__ != "PanicException":
                raise
            raise Refused("not an update") from error  # the engine's own word for it
        finally:
            self._by, self._foreign = NOBODY, False

    def hello(self, *, everything: bool = False) -> bytes:
        """The message that asks for whatever is missing here (sync step 1), or for all there is."""
        return create_sync_message(Doc() if everything else self._doc)

    def take(self, message: bytes) -> bytes | None:
        """Take in a sync message; the answer to one that asks.

        Raises:
            ValueError: it is not a sync message.
        """
        got = Reading(message)
        kind, what, data = got.byte(), got.byte(), got.chunk()
        got.end()
        if kind != YMessageType.SYNC or what not in _KINDS:
            raise Refused("not a sync message")
        if what == YSyncMessageType.SYNC_STEP1:
            clocks(data)  # the engine would take its time, and memory, for what is none
            return handle_sync_message(message[1:], self._doc)
        self.apply(data)
        return None

    def _note(self, event: TextEvent) -> None:
        for patch in patches(event.delta, self._by):  # type: ignore[attr-defined]
            self._patched(patch)

    def _collect(self, event: TransactionEvent) -> None:
        if event.update != NOTHING:
            self._updated(event.update, self._foreign)
