r"""What a terminal pastes, told apart from keys: everything in its brackets is text.

Textual's parser reads escape sequences within the brackets too: what stands behind an ESC there is
lost to the paste, and pressed as keys. Here the text between the brackets never meets that parser.
"""

from __future__ import annotations

from collections.abc import Iterator

from textual._time import get_time
from textual._xterm_parser import XTermParser
from textual.events import Paste
from textual.message import Message

OPENS, CLOSES = "\x1b[200~", "\x1b[201~"
QUIET = 0.05
"""Seconds. A bracket that closes is the last one, if none follows within this time."""
_SURE = 3
"""Characters with which a bracket begins that no key of a keyboard is, by themselves."""


class Pasted(str):
    """Text from between the brackets."""


class Completed(str):
    """The rest of an opening bracket whose beginning was given on as keys."""


class Brackets:
    r"""Splits input into keys and pasted text, however it is cut into pieces.

    A text may hold a closing bracket itself. So one counts that nothing but keys, or another
    paste, comes behind: of two without an opening one between them, the second.
    """

    def __init__(self) -> None:
        self._held = ""
        """The beginning of a bracket, perhaps; or of what is pasted."""
        self._is_open = False
        self._closed_at = -1
        self._tail = ""
        """What was given on as keys last, where a bracket may have begun in it."""
        self._is_late = False

    @property
    def is_closing(self) -> bool:
        """Whether a paste is over, unless more of it follows."""
        return self._closed_at >= 0

    def feed(self, data: str) -> Iterator[str]:
        """Keys, and what is `Pasted`, in their order."""
        if self._is_open:
            yield from self._more(data)
            return
        if rest := self._spans(data):
            yield Completed(data[:rest])
            yield from self._open(data[rest:])
            return
        if self._is_late:
            self._tail, self._is_late = "", False
        data, self._held = self._held + data, ""
        keys, opens, text = data.partition(OPENS)
        yield from self._keys(keys)
        if opens:
            yield from self._open(text)

    def waited(self) -> None:
        """No more came: what was given on was keys, unless all the rest of a bracket comes next."""
        self._tail, self._is_late = self._tail[-_SURE + 1 :], True

    def settle(self) -> Iterator[str]:
        """Nothing followed: the paste is over, and what came behind it was keys."""
        if self.is_closing:
            text, rest = self._held[: self._closed_at], self._held[self._closed_at + len(CLOSES) :]
            self._held, self._is_open, self._closed_at = "", False, -1
            yield Pasted(text)
            yield from self.feed(rest)

    def _open(self, text: str) -> Iterator[str]:
        self._held, self._tail, self._is_open = "", "", True
        yield from self._more(text)

    def _more(self, data: str) -> Iterator[str]:
        """Look for the closing bracket, where it may be now."""
        start = max(self._closed_at + 1, len(self._held) - len(CLOSES) + 1, 0)
        self._held += data
        while (at := self._held.find(CLOSES, start)) >= 0:
            if self._opens_before(at):
                break
            self._closed_at, start = at, at + 1
        if self.is_closing and self._opens_before(len(self._held)):
            yield from self.settle()

    def _opens_before(self, end: int) -> bool:
        """Whether another paste begins between the closing bracket and `end`."""
        return self.is_closing and self._held.find(OPENS, self._closed_at, end) >= 0

    def _spans(self, data: str) -> int:
        """How many characters of `data` end an opening bracket that began in the keys before."""
        for length in range(1, len(OPENS)):
            if self._tail.endswith(OPENS[:length]) and data.startswith(OPENS[length:]):
                return len(OPENS) - length
        return 0

    def _keys(self, data: str) -> Iterator[str]:
        """All but the beginning of a bracket: a lone Esc is a key, and cannot wait."""
        for length in range(len(OPENS) - 1, _SURE - 1, -1):
            if data.endswith(OPENS[:length]):
                data, self._held = data[:-length], data[-length:]
                break
        if data:
            self._tail = (self._tail + data)[-len(OPENS) :]
            yield data


class PastingParser(XTermParser):
    """Textual's parser for what is keys."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._brackets = Brackets()
        self._quiet_at: float | None = None

    @property
    def due(self) -> float | None:
        """When to call `tick`; None while nothing waits."""
        waiting = [at for at in (self._timeout_time, self._quiet_at) if at is not None]
        return min(waiting, default=None)

    def feed(self, data: str) -> Iterator[Message]:
        """Messages for all that is complete."""
        yield from self._told(self._brackets.feed(data))

    def tick(self) -> Iterator[Message]:
        """Messages for what was waited for long enough."""
        waits = self._timeout_time
        yield from super().tick()
        if self._timeout_time is not waits:
            self._brackets.waited()
        if self._quiet_at is not None and get_time() >= self._quiet_at:
            yield from self._told(self._brackets.settle())

    def _told(self, pieces: Iterator[str]) -> Iterator[Message]:
        for piece in pieces:
            if isinstance(piece, Completed):
                yield from self._forget(piece)
            elif isinstance(piece, Pasted):
                yield from self._esc()
                yield Paste(str(piece))
            else:
                yield from super().feed(piece)
        self._quiet_at = get_time() + QUIET if self._brackets.is_closing else None

    def _forget(self, rest: str) -> Iterator[Message]:
        """Let the parser, if it still waits behind the beginning of a bracket, read it all, and
        paste nothing.
        """
        if self._timeout_time is not None:
            found = super().feed(rest + CLOSES)
            yield from (one for one in found if not isinstance(one, Paste))

    def _esc(self) -> Iterator[Message]:
        """An Esc right before a paste is a key."""
        if self._timeout_time is not None:
            self._timeout_time = get_time()
            yield from super().tick()
