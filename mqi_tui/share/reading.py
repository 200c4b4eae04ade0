"""Reading bytes of the protocol that anybody may have sent: what is not there is said at once."""

from __future__ import annotations

LARGEST = 1 << 53
"""What every program of the protocol can count to."""
_SEVEN = 7


class Refused(ValueError):
    """It is not what the protocol, or this hub, lets one send; the message says what is wrong."""


class Reading:
    """Bytes, read from their first to their last. Every method raises Refused where it cannot."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    @property
    def left(self) -> int:
        """How many bytes are not read yet."""
        return len(self._data) - self._at

    def byte(self) -> int:
        """The next byte.

        Raises:
            Refused: there is none left.
        """
        if not self.left:
            raise Refused("too short")
        self._at += 1
        return self._data[self._at - 1]

    def number(self, most: int = LARGEST - 1) -> int:
        """An unsigned number of variable length, up to `most`."""
        found = shift = 0
        while True:
            part = self.byte()
            found |= (part & 127) << shift
            shift += _SEVEN
            if part < 128:
                break
            if found > most or shift > 56:
                raise Refused("too large a number")
        if found > most:
            raise Refused("too large a number")
        return found

    def chunk(self) -> bytes:
        """A length, and as many bytes."""
        length = self.number()
        if length > self.left:
            raise Refused("too short")
        self._at += length
        return self._data[self._at - length : self._at]

    def text(self) -> str:
        """A length, and as many bytes of UTF-8.

        Raises:
            Refused: it is too short, or no UTF-8.
        """
        try:
            return self.chunk().decode()
        except UnicodeDecodeError:
            raise Refused("no text") from None

    def end(self) -> None:
        """Nothing may follow."""
        if self.left:
            raise Refused("more than was announced")


def clocks(state: bytes, most: int = LARGEST) -> dict[int, int]:
    """A state vector: by client, the clock of what it would write next. Of `most` clients.

    Raises:
        Refused: it is none.
    """
    reading = Reading(state)
    found = {}
    for _ in range(reading.number(most)):
        client = reading.number()
        found[client] = reading.number()
    reading.end()
    return found
