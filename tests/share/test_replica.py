"""Several replicas of one log: whatever each does, and however updates cross, they become one."""

from __future__ import annotations

import gc
import subprocess
import sys
from dataclasses import dataclass, field
from functools import partial
from weakref import ref

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import create_update_message

from mqi_tui.share.engine import genesis
from mqi_tui.share.patches import Patch, difference
from mqi_tui.share.replica import Replica, digest

START = "## Plan\n- [ ] Ask “why” 😀\nRivera: ja\u2028 é\n"
ODD = "aé“數😀👩‍👩‍👧\u2028\n \t"


def test_the_engine_counts_in_bytes() -> None:
    """All places rest on this; an engine that counts otherwise must not be taken over unseen."""
    replica = Replica("aé😀b")
    told: list[Patch] = []
    replica.on_patch(lambda patch, _: told.append(patch))
    replica.become("aé😀xb")
    assert told == [Patch(7, 0, "x")]
    replica.replace(3, 7, "")
    assert replica.text == "aéxb"


def test_one_genesis_opened_twice_is_there_once() -> None:
    one, other = Replica(START, "room"), Replica(START, "room")
    one.take(other.take(one.hello()) or b"")
    assert one.text == START


def test_another_room_has_another_genesis() -> None:
    assert genesis("one", START) != genesis("two", START)


def test_the_genesis_is_the_same_in_every_process() -> None:
    code = f"from mqi_tui.share.engine import genesis; print(genesis('r', {START!r}).hex())"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == genesis("r", START).hex()


def test_undo_takes_back_only_what_was_written_here() -> None:
    net = Net([Replica("one\n", "r"), Replica("one\n", "r")])
    here, there = net.replicas
    here.replace(0, 0, "mine ")
    net.deliver_all()
    there.replace(5, 5, "theirs ")
    net.deliver_all()
    here.undo()
    net.deliver_all()
    assert here.text == there.text == "theirs one\n"
    here.redo()
    assert here.text == "mine theirs one\n"


def test_what_nobody_typed_is_not_undone() -> None:
    replica = Replica("one", "r")
    replica.become("one two")
    assert (replica.undo(), replica.text) == (False, "one two")


def test_joined_letters_are_undone_at_once_and_others_one_by_one() -> None:
    replica = Replica("", "r")
    for at, (letter, joined) in enumerate([("a", False), ("b", True), ("c", False)]):
        replica.replace(at, at, letter, joined=joined)
    texts = [replica.undo() and replica.text for _ in range(2)]
    assert texts == ["ab", ""]


NO_MESSAGES = [
    b"", b"\0", b"\1\1\1", b"\0\2\xff\xff", b"\0\2\3abc", b"\0\0", b"\0\0\0", b"\0\0\1\1",
    b"\0\0\2\0\0", bytes.fromhex("0000ff01dddabfd201fea30701b68002"),
    b"\0\0\5\xff\xff\xff\x7f\0", b"\0\0\1\0more",
]  # fmt: skip


@pytest.mark.parametrize("message", NO_MESSAGES, ids=bytes.hex)
def test_what_is_no_message_is_refused_and_changes_nothing(message: bytes) -> None:
    replica = Replica("one", "r")
    with pytest.raises((ValueError, RuntimeError, IndexError)):
        replica.take(message)
    replica.replace(0, 0, "x")
    assert replica.text == "xone"


@given(st.text(alphabet=ODD, max_size=30), st.text(alphabet=ODD, max_size=30))
def test_becoming_another_text_changes_only_what_differs(old: str, new: str) -> None:
    patch = difference(old, new) or Patch(0, 0, "")
    raw = old.encode()
    made = raw[: patch.at] + patch.text.encode() + raw[patch.at + patch.deleted :]
    assert made.decode() == new
    replica = Replica(old, "r")
    replica.become(new)
    assert (replica.text, digest(replica.text)) == (new, digest(new))


@dataclass
class Net:
    """Replicas, and what is on the way from each to each: in order, but at any time."""

    replicas: list[Replica]
    ways: dict[tuple[int, int], list[bytes]] = field(default_factory=dict)
    mirrors: list[bytearray] = field(default_factory=list)

    def __post_init__(self) -> None:
        for number, replica in enumerate(self.replicas):
            self.mirrors.append(bytearray(replica.text.encode()))
            replica.on_update(partial(self.send, number))
            replica.on_patch(partial(self.patched, number))

    def send(self, number: int, update: bytes, foreign: bool) -> None:
        for other in range(len(self.replicas)):
            if other != number and not foreign:
                self.ways.setdefault((number, other), []).append(create_update_message(update))

    def patched(self, number: int, patch: Patch, _: bool) -> None:
        self.patch(number, patch)

    def patch(self, number: int, patch: Patch) -> None:
        self.mirrors[number][patch.at : patch.at + patch.deleted] = patch.text.encode()

    def replace(self, number: int, one: int, two: int, text: str) -> None:
        """A change between characters, in the replica and in what an editor would show."""
        replica = self.replicas[number]
        now = replica.text
        start, stop = sorted((one % (len(now) + 1), two % (len(now) + 1)))
        a, b = len(now[:start].encode()), len(now[:stop].encode())
        self.patch(number, Patch(a, b - a, text))
        replica.replace(a, b, text)

    def deliver(self, way: int, *, twice: bool = False) -> None:
        waiting = [way for way, messages in self.ways.items() if messages]
        if waiting:
            key = waiting[way % len(waiting)]
            message = self.ways[key].pop(0)
            for _ in range(1 + twice):
                self.replicas[key[1]].take(message)

    def deliver_all(self) -> None:
        for _ in range(sum(map(len, self.ways.values()))):
            self.deliver(0)

    def lose_and_heal(self, number: int) -> None:
        """A window loses all that is on its way from and to it, and asks anew."""
        for key in self.ways:
            if number in key:
                self.ways[key].clear()
        for other, replica in enumerate(self.replicas):
            if other != number:
                self.replicas[number].take(replica.take(self.replicas[number].hello()) or b"")
                replica.take(self.replicas[number].take(replica.hello()) or b"")

    def check(self) -> None:
        for replica, mirror in zip(self.replicas, self.mirrors, strict=True):
            assert replica.text.encode() == bytes(mirror)


who = st.integers(0, 3)
steps = st.one_of(
    st.tuples(st.just("replace"), who, st.integers(0, 60), st.integers(0, 60),
              st.text(alphabet=ODD, max_size=4)),
    st.tuples(st.just("undo"), who),
    st.tuples(st.just("redo"), who),
    st.tuples(st.just("deliver"), st.integers(0, 12), st.booleans()),
    st.tuples(st.just("heal"), who),
)  # fmt: skip


def play(count: int, session: list[tuple[object, ...]]) -> None:
    net = Net([Replica(START, "r") for _ in range(count)])
    for name, first, *rest in session:
        number = int(str(first))
        if name == "replace":
            net.replace(number % count, *rest)  # type: ignore[arg-type]
        elif name == "deliver":
            net.deliver(number, twice=bool(rest[0]))
        elif name == "heal":
            net.lose_and_heal(number % count)
        else:
            getattr(net.replicas[number % count], str(name))()
        net.check()
    net.deliver_all()
    for number in range(count):
        net.lose_and_heal(number)
    net.check()
    assert len({replica.text for replica in net.replicas}) == 1


@settings(max_examples=60)
@given(st.integers(2, 4), st.lists(steps, max_size=60))
def test_replicas_become_one(count: int, session: list[tuple[object, ...]]) -> None:
    play(count, session)


def test_a_replica_that_nobody_has_any_more_is_gone() -> None:
    """What the engine holds is beyond Python's collector: it must not hold the replica."""
    replica = Replica("text")
    replica.on_change(lambda: None)
    gone = ref(replica)
    del replica
    gc.collect()
    assert gone() is None
