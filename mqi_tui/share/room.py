"""The log's document in the hub: what its windows and guests wrote, and whether it is all there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pycrdt import Doc, Encoder, Text, YMessageType, YSyncMessageType

from mqi_tui.share import parts, reading
from mqi_tui.share.allowed import GUESTS, ROOT, WINDOWS, Limits, checked
from mqi_tui.share.ids import owner
from mqi_tui.share.reading import Refused

LONGEST = 8_000_000
"""Bytes of a log that windows and guests can make."""


class Room:
    """Begins empty, and is never seeded here: the coach's program brings the text."""

    def __init__(self) -> None:
        self._doc, self._scratch = empty(), empty()
        self.is_there = False
        """Whether the coach's program has brought all that it has."""

    @property
    def text(self) -> str:
        """The log as it is now."""
        return str(self._doc.get(ROOT, type=Text))

    def everything(self) -> bytes:
        """All of it in one update, as who comes later is given it."""
        update: bytes = self._doc.get_update()
        return update

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

    def is_another(self, prefix: int, theirs: Mapping[int, int]) -> bool:
        """Whether nothing of what they have by others is known here: it is another document."""
        ours, others = self.clocks(), _by_others(prefix, theirs)
        return bool(others) and not any(client in ours for client in others)

    def behind(self, prefix: int, theirs: Mapping[int, int]) -> dict[int, int]:
        """By client, how far it is known here, of whom they have more, and are not themselves.

        A hub that died may have told them alone.
        """
        ours, others = self.clocks(), _by_others(prefix, theirs)
        return {one: ours.get(one, 0) for one in others if ours.get(one, 0) < others[one]}

    def take(self, update: bytes) -> None:
        """Take in what the coach's program wrote.

        Raises:
            Refused: the engine cannot read it.
        """
        _apply(self._doc, update)
        _apply(self._scratch, update)

    def take_from_window(self, update: bytes) -> None:
        """Take in what a window of the coach's computer has, by whomever.

        Raises:
            Early: something before it is missing.
            Refused: it is against the rules.
        """
        clocks = checked(update, self.clocks(), lambda _: True, WINDOWS)
        self._taste(update, clocks)
        _apply(self._doc, update)

    def take_from_guest(self, update: bytes, prefix: int, limits: Limits = GUESTS) -> None:
        """Take in what a guest wrote, whose replicas' numbers have that `prefix`.

        Raises:
            Early: something before it is missing.
            Refused: it is against the rules, or makes another text for those who come later.
        """
        clocks = checked(update, self.clocks(), _is_by(prefix), limits)
        self._taste(update, clocks, is_rebuilt=True)
        _apply(self._doc, update)

    def own(self, update: bytes, prefix: int) -> bytes:
        """Of a guest's update what is by themselves and has its place here already."""
        return parts.standing(update, self.clocks(), _is_by(prefix))

    def _taste(self, update: bytes, clocks: Mapping[int, int], *, is_rebuilt: bool = False) -> None:
        """Try an update on a copy: what spoils that is not taken in."""
        try:
            _apply(self._scratch, update)
            _check(self._scratch, clocks)
            if is_rebuilt:
                _check_rebuilt(self._scratch)
        except Refused:
            self._scratch = empty()
            _apply(self._scratch, self.everything())
            raise


def _is_by(prefix: int) -> Callable[[int], bool]:
    """Whether a client writes for whose token the prefix is."""
    return lambda client: owner(client) == prefix


def _by_others(prefix: int, theirs: Mapping[int, int]) -> dict[int, int]:
    """Of what somebody has, by client, what others wrote."""
    is_own = _is_by(prefix)
    return {client: clock for client, clock in theirs.items() if clock and not is_own(client)}


def empty() -> Doc[Text]:
    """A document with nothing in its log yet."""
    doc: Doc[Text] = Doc()
    doc.get(ROOT, type=Text)
    return doc


def _apply(doc: Doc[Text], update: bytes) -> None:
    try:
        doc.apply_update(update)
    except Exception as error:
        raise Refused("no update") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the engine's own word for it
            raise
        raise Refused("no update") from error


def _check(doc: Doc[Text], clocks: Mapping[int, int]) -> None:
    """Whether all of it is plain text, and nothing waits for something else."""
    log = doc.get(ROOT, type=Text)
    if len(log) > LONGEST or len(str(log).encode()) != len(log):
        raise Refused("more than a text, or far too long a one")
    if reading.clocks(doc.get_state()) != clocks:
        raise Refused("not taken in as a whole")


def _check_rebuilt(doc: Doc[Text]) -> None:
    late = empty()
    _apply(late, doc.get_update())
    if str(late.get(ROOT, type=Text)) != str(doc.get(ROOT, type=Text)):
        raise Refused("who comes later would read another text")


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
