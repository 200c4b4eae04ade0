"""Editors of one log, typed in at random while updates are under way: they become one.

    python -m tests.torture.converge --runs 1000 --steps 400

Two to four editors in a real app. After each step, each editor's text is its replica's, its rows
are as a fresh wrap makes them, and its selection lies in the text. Updates of one sender arrive
in order, late, twice, or are lost together and asked for again. At the end all texts are equal.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from functools import partial

from pycrdt import create_update_message
from textual.app import ComposeResult
from textual.document._document import Selection

from mqi_tui.share import NOTHING
from mqi_tui.share.replica import Replica
from mqi_tui.ui.widgets.document import LogWrap
from mqi_tui.ui.widgets.editor import LogEditor
from tests.themed import ThemedApp

START = "# Log\n\n## Clip 1\nRivera: the bars\n- [ ] Ask “why” 😀\nOkafor: é\u2028ja\n" * 3
PIECES = (
    "a", "é", "😀", "👩‍👩‍👧", "\n", "- [ ] ", "# ", "Rivera: ", " a long word ", "x\ny\nz",
    "e\u0301", "\u2028", "\t", "a\r\nb", "[/]", "数学 ", "\n\n\n", "w" * 70,
)  # fmt: skip


SILENCE = create_update_message(NOTHING)
"""A message that changes nothing."""


class Editors(ThemedApp):
    """Some editors, one above the other, each of a replica of its own."""

    CSS = "LogEditor { height: 8; border: none; }"

    def __init__(self, replicas: list[Replica]) -> None:
        super().__init__()
        self.editors = [LogEditor(replica) for replica in replicas]
        for editor in self.editors:
            editor.speakers = ("Rivera", "Okafor", "Rivera + Okafor")

    def compose(self) -> ComposeResult:
        yield from self.editors


@dataclass
class Wires:
    """What is on the way from each to each, first sent first."""

    replicas: list[Replica]
    ways: dict[tuple[int, int], deque[bytes]] = field(default_factory=lambda: defaultdict(deque))

    def __post_init__(self) -> None:
        for number, replica in enumerate(self.replicas):
            replica.on_update(partial(self._send, number))

    def _send(self, sender: int, update: bytes, foreign: bool) -> None:
        for other in range(len(self.replicas)):
            if other != sender and not foreign:
                self.ways[sender, other].append(create_update_message(update))

    def deliver(self, chance: random.Random) -> None:
        """Some updates of one sender to one receiver; the last perhaps twice."""
        if waiting := [way for way, messages in self.ways.items() if messages]:
            way = chance.choice(waiting)
            for _ in range(chance.randint(1, 4)):
                if not self.ways[way]:
                    break
                message = self.ways[way].popleft()
                for _ in range(chance.choice((1, 1, 1, 2))):
                    self.replicas[way[1]].take(message)

    def cut(self, number: int) -> None:
        """One loses all that is under way from and to it, and then asks and is asked."""
        for way in self.ways:
            if number in way:
                self.ways[way].clear()
        one = self.replicas[number]
        for other in self.replicas:
            if other is not one:
                one.take(other.take(one.hello()) or SILENCE)
                other.take(one.take(other.hello()) or SILENCE)

    def settle(self) -> None:
        for way, messages in self.ways.items():
            while messages:
                self.replicas[way[1]].take(messages.popleft())


class Crooked(AssertionError):
    """An invariant does not hold."""


def act(editor: LogEditor, chance: random.Random) -> None:
    """Something a person does."""
    kind = chance.random()
    if kind < 0.5:
        editor._replace_via_keyboard(chance.choice(PIECES), *editor.selection)
    elif kind < 0.62:
        if not editor._delete_via_keyboard(*editor.selection) and chance.random() < 0.8:
            editor.action_delete_left()
    elif kind < 0.72:
        editor.undo()
    elif kind < 0.77:
        editor.redo()
    elif kind < 0.82:
        editor.append_at(place(editor, chance), chance.choice(PIECES))
    elif kind < 0.97:
        editor.selection = Selection.cursor(place(editor, chance))
    else:
        editor.selection = Selection(place(editor, chance), place(editor, chance))


def place(editor: LogEditor, chance: random.Random) -> tuple[int, int]:
    lines = editor.document.lines
    row = chance.randrange(len(lines))
    return row, chance.randint(0, len(lines[row]))


def check(editor: LogEditor) -> None:
    """What must hold of an editor at any time.

    Raises:
        Crooked: it does not.
    """
    if editor.text != editor.replica.text:
        raise Crooked("the editor shows another text than its replica holds")
    fresh = LogWrap(editor.document)
    fresh.wrap(editor.wrap_width)
    if editor.wrapped_document._wrap_offsets != fresh._wrap_offsets:
        raise Crooked("rows are wrapped otherwise than a fresh wrap does it")
    if editor.wrapped_document._tops != fresh._tops:
        raise Crooked("rows are counted otherwise than by a fresh wrap")
    for end in editor.selection:
        if editor.document.clamped(end) != end:
            raise Crooked(f"the selection lies outside of the text: {end}")


async def session(seed: int, steps: int) -> int:
    """One run; how many changes were made. Raises Crooked, naming the step."""
    chance = random.Random(seed)
    replicas = [Replica(START, "r") for _ in range(chance.randint(2, 4))]
    wires, changes = Wires(replicas), 0
    app = Editors(replicas)
    async with app.run_test(size=(chance.choice((24, 40, 72)), 40)) as pilot:
        await pilot.pause()
        for step in range(steps):
            what = chance.random()
            if what < 0.5:
                act(chance.choice(app.editors), chance)
                changes += 1
            elif what < 0.985:
                wires.deliver(chance)
            else:
                wires.cut(chance.randrange(len(replicas)))
            for editor in app.editors:
                try:
                    check(editor)
                except Crooked as error:
                    raise Crooked(f"seed {seed}, step {step}: {error}") from None
        wires.settle()
        for number in range(len(replicas)):
            wires.cut(number)
        for editor in app.editors:
            check(editor)
        if len({editor.text for editor in app.editors}) != 1:
            raise Crooked(f"seed {seed}: the texts did not become one")
    return changes


def run(runs: int, steps: int, seed: int = 0) -> int:
    """So many sessions; how many changes were made in all."""
    return sum(asyncio.run(session(seed + number, steps)) for number in range(runs))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--steps", type=int, default=400)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    begun = time.monotonic()
    try:
        changes = run(options.runs, options.steps, options.seed)
    except Crooked as error:
        sys.exit(str(error))
    took = time.monotonic() - begun
    print(f"{options.runs} runs of {options.steps} steps, {changes} changes, {took:.0f} s: all one")


if __name__ == "__main__":
    main()
