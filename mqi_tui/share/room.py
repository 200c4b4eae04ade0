"""The log's document in the hub: what its windows and guests wrote, and whether it is all there."""

from __future__ import annotations

from collections.abc import Mapping

from pycrdt import Doc, Encoder, Text, YMessageType, YSyncMessageType

from mqi_tui.share import reading
from mqi_tui.share.ids import owner
from mqi_tui.share.reading import Refused

ROOT = "log"


class Early(ValueError):
    """Something before it is missing here: it is asked for."""


class Room:
    """Begins empty, and is never seeded here: the coach's program brings the text."""

    def __init__(self) -> None:
        self._doc = empty()
        self.is_there = False
        """Whether the coach's program has brought all that it has."""

    def hello(self) -> bytes:
        """The message that asks for all that is missing here."""
        return _sync(YSyncMessageType.SYNC_STEP1, self._doc.get_state())

    def clocks(self) -> dict[int, int]:
        """By client, the clock of what it would write next."""
        return reading.clocks(self._doc.get_state())

    def answer(self, state: bytes) -> bytes:
        """The message with what is here and not in `state`, a state vector.

        Raises:
            Refused: it is none.
        """
        return self.lacking(reading.clocks(state))

    def lacking(self, theirs: Mapping[int, int]) -> bytes:
        """The message with what is here and not among what they have."""
        missing: bytes = self._doc.get_update(_state(theirs))
        return _sync(YSyncMessageType.SYNC_STEP2, missing)

    def ask(self, prefix: int, theirs: Mapping[int, int]) -> bytes:
        """The message that asks a guest for what only they can have: what they wrote themselves.

        Of everybody else's it claims to have what they have, so that any program of the protocol
        returns none of it.
        """
        ours = self.clocks()
        claimed = {
            client: ours.get(client, 0)
            if owner(client) == prefix
            else max(ours.get(client, 0), theirs.get(client, 0))
            for client in {*ours, *theirs}
        }
        return _sync(YSyncMessageType.SYNC_STEP1, _state(claimed))

    def is_another(self, prefix: int, theirs: Mapping[int, int]) -> bool:
        """Whether they have what somebody else wrote, and nobody here knows: another document."""
        ours = self.clocks()
        return any(
            clock > ours.get(client, 0)
            for client, clock in theirs.items()
            if owner(client) != prefix
        )

    def take_from_guest(self, update: bytes, prefix: int) -> None:
        """Take in what a guest wrote, whose replicas' numbers have that `prefix`.

        Raises:
            Early: something before it is missing.
            Refused: it is against the rules.
        """
        del prefix
        self.take(update)

    def take(self, update: bytes) -> None:
        """Take an update in.

        Raises:
            Refused: the engine cannot read it.
        """
        try:
            self._doc.apply_update(update)
        except Exception as error:
            raise Refused("no update") from error
        except BaseException as error:
            if is_panic(error):
                raise Refused("no update") from error
            raise


def empty() -> Doc[Text]:
    """A document with nothing in its log yet."""
    doc: Doc[Text] = Doc()
    doc.get(ROOT, type=Text)
    return doc


def is_panic(error: BaseException) -> bool:
    """Whether it is the engine's own word for an update that it cannot go on with."""
    return type(error).__name__ == "PanicException"


def _state(clocks: Mapping[int, int]) -> bytes:
    encoder = Encoder()
    encoder.write_var_uint(len(clocks))
    for client, clock in clocks.items():
        encoder.write_var_uint(client)
        encoder.write_var_uint(clock)
    return encoder.to_bytes()


def _sync(what: YSyncMessageType, data: bytes) -> bytes:
    encoder = Encoder()
    for number in (YMessageType.SYNC, what, len(data)):
        encoder.write_var_uint(number)
    encoder.stream.append(data)
    return encoder.to_bytes()
