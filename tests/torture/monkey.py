"""Keys, clicks and sizes in random order: no crash, no stuck screen, no lost word.

    python -m tests.torture.monkey --minutes 60 --seed 1

One home is gone through, one life of the app after the other, each of some hundred deeds: a burst
of keys, a click, another size, time that passes, each begun whether or not the one before is done.
After each, what the editor shows is what the log says; after a life, the disk has it.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from textual.drivers.headless_driver import HeadlessDriver
from textual.events import Resize
from textual.geometry import Size

from mqi_tui.domain.deeds import ALL
from mqi_tui.services.errors import StoreError
from mqi_tui.services.reading import read
from mqi_tui.services.session import Session
from tests.ui.stage import Stage, Theatre
from tests.ui.test_bursts import click

IN_PEACE = 0.7
"""Of all deeds, those that are done before the next one is begun."""
SIZES = [(160, 48), (120, 36), (80, 24), (60, 40), (40, 12), (20, 5), (300, 90)]
PLAIN = (
    "enter", "escape", "tab", "shift+tab", "up", "down", "left", "right", "pageup", "pagedown",
    "home", "end", "backspace", "delete", "insert", "space", "ctrl+z", "ctrl+y", "ctrl+a",
)  # fmt: skip
WORDS = ("half of a third", '"why?', "!seen", "> film it", "#expl", "- [ ] Ask — Rivera, by 8 Dec")


@dataclass
class Score:
    """What was done, and what went wrong, in words with the seed that leads there again."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not self.wrong


class Monkey:
    """One who knows all keys and reads nothing."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.chance = random.Random(seed)
        self.keys = sorted({
            key for deed in ALL.values() for key in f"{deed.keys},{deed.resting}".split(",") if key
        })  # fmt: skip
        self.last: list[str] = []
        """What was done in this life, the latest last."""

    async def act(self, stage: Stage, score: Score) -> None:
        deeds: list[Callable[[Stage], object]] = [
            self._press, self._press, self._press, self._press, self._write, self._click,
            self._click, self._pass_time, self._resize,
        ]  # fmt: skip
        deed = self.chance.choice(deeds)
        score.counts[deed.__name__.strip("_")] += 1
        self.last.append(f"{deed.__name__.strip('_')} {deed(stage)}")

    def _press(self, stage: Stage) -> list[str]:
        kinds = (self.keys, PLAIN, "abcdefghijklmnopqrstuvwxyz0123456789")
        keys = [
            self.chance.choice(self.chance.choice(kinds)) for _ in range(self.chance.randint(1, 5))
        ]
        stage.send(*keys)
        return keys

    def _write(self, stage: Stage) -> str:
        words = self.chance.choice(WORDS)
        stage.send(*words)
        return words

    def _click(self, stage: Stage) -> tuple[int, int]:
        width, height = stage.app.size
        spot = self.chance.randrange(max(width, 1)), self.chance.randrange(max(height, 1))
        click(stage, *spot)
        return spot

    def _pass_time(self, stage: Stage) -> int:
        ms = self.chance.choice((1_000, 30_000, 60_000))
        stage.now.wait(ms)
        stage.app.tick()
        return ms

    def _resize(self, stage: Stage) -> tuple[int, int]:
        size = Size(*self.chance.choice(SIZES))
        assert isinstance(stage.app._driver, HeadlessDriver)
        stage.app._driver._size = size
        stage.app.post_message(Resize(size, size))
        return size


def differs(stage: Stage) -> str:
    """What the editor shows otherwise than the log says; empty where both are the same."""
    pane, session = stage.app.going.log, stage.app.work.session
    if pane is None or session is None or pane.editor.replica is not session.replica:
        return ""
    shown, said = pane.editor.text, session.replica.text
    return "" if shown == said else f"the editor shows {shown[-80:]!r}, the log says {said[-80:]!r}"


def live(theatre: Theatre, monkey: Monkey, deeds: int, score: Score) -> None:
    """One life of the app; what it leaves is compared with what it had."""
    had: dict[str, Session] = {}
    monkey.last.clear()

    async def scene(stage: Stage) -> None:
        for _ in range(deeds):
            if not stage.app.is_running:
                return
            await monkey.act(stage, score)
            if monkey.chance.random() < IN_PEACE:
                await stage.settle()
                assert not (wrong := differs(stage)), wrong
            if (session := stage.app.work.session) and not stage.app.work.sample:
                had[session.conversation.id] = session
        await stage.settle()

    try:
        theatre.play(scene, home=True, size=monkey.chance.choice(SIZES[:5]))
    except Exception as error:
        score.wrong.append(told(monkey, f"{type(error).__name__}: {error}"))
    compare(theatre, had, monkey, score)


def compare(theatre: Theatre, had: dict[str, Session], monkey: Monkey, score: Score) -> None:
    """Look on the disk for what was written; what was deleted there is not looked for."""
    for id_, session in had.items():
        try:
            kept = read(theatre.library, id_).log.text
        except StoreError:
            score.counts["deleted"] += 1
            continue
        score.counts["compared"] += 1
        if kept != (text := session.replica.text):
            score.wrong.append(told(monkey, f"{id_}: {text[-80:]!r} became {kept[-80:]!r}"))


def told(monkey: Monkey, what: str) -> str:
    return f"seed {monkey.seed}: {what[:2000]}\n  after {' · '.join(monkey.last[-8:])}"


@contextmanager
def at_home() -> Iterator[None]:
    """No browser, mail program or clipboard of this computer is reached."""
    with (
        patch("mqi_tui.systems.browser.open_address", lambda _: False),
        patch("mqi_tui.systems.here.showed", lambda _: False),
        patch("mqi_tui.ui.widgets.editor_clipboard._write", lambda _: False),
        patch("mqi_tui.ui.widgets.editor_clipboard._read", lambda: None),
    ):
        yield


def run(seed: int, lives: int, deeds: int, until: float = float("inf")) -> Score:
    """So many lives in one home, or until `until`, monotonic seconds, or until one goes wrong."""
    score = Score()
    with at_home(), tempfile.TemporaryDirectory() as folder:
        theatre = Theatre(Path(folder))
        theatre.open().keeper.close()
        for life in range(lives):
            if time.monotonic() > until or not score.is_clean:
                break
            live(theatre, Monkey(seed * 1_000 + life), deeds, score)
            score.counts["lives"] += 1
    return score


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--deeds", type=int, default=150, help="in one life of the app")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    until = time.monotonic() + options.minutes * 60
    score = run(options.seed, sys.maxsize, options.deeds, until)
    print(", ".join(f"{count} {name}" for name, count in score.counts.items()))
    for wrong in score.wrong:
        print(wrong)
    sys.exit(0 if score.is_clean else f"{len(score.wrong)} went wrong")


if __name__ == "__main__":
    main()
