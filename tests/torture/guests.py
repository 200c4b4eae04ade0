"""Four people write one log while the ways between them are cut, and hub and tunnel are killed.

    python -m tests.torture.guests --troubles 20             as it is
    python -m tests.torture.guests --troubles 4 --forgetful  the control: a page that brings nothing

The coach's program and the shared window are on terminals, the guests are pages in a browser, one
of a phone's size, behind a tunnel with 150 ms there and back. Letter by letter each writes tokens
that stand nowhere else. At the end every token is in the log on disk, none is there twice, and
all four see the same text.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from mqi_tui.store.share_state import Address, Meeting
from tests.pty.stage import press
from tests.torture import processes
from tests.torture.share import WAIT, Person, Room
from tests.web.conftest import installed, launched
from tests.web.way import Way

DELAY = 0.075
"""Seconds each way."""
EVERY = 3.0
"""Seconds of writing between two troubles."""
ASLEEP = 30.0
"""Seconds after which a page has surely noticed that the laptop is closed."""
LATE = 0.5
"""Seconds that the coach's program stands still before a hub dies."""
GONE = 1.5
"""Seconds that the tunnel is away."""
LARGE: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
SAVED = "() => !page.frame && /^Saved/.test(document.querySelector('#state').textContent)"
FORGETFUL = "() => { page.sheet.link.answer = function () { this.answered = true } }"
"""What is written while the way is cut stays where it is."""


@dataclass
class Guest:
    """Somebody before a page."""

    name: str
    page: Page
    tokens: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return str(self.page.evaluate("() => page.sheet.text.toString()"))

    def is_saved(self) -> bool:
        return bool(self.page.evaluate(SAVED))


@dataclass
class Score:
    """What the troubles did."""

    troubles: dict[str, int] = field(default_factory=dict)
    typed: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)
    """Who sees another text at the end."""
    slowest: float = 0.0
    """Seconds, at most, until all that was written was on disk, and said to be."""

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.doubled or self.apart) and self.slowest <= 10

    def __str__(self) -> str:
        troubles = ", ".join(f"{what} {count}" for what, count in self.troubles.items())
        return (
            f"troubles: {troubles}; {self.typed} tokens typed; lost {self.lost}, doubled "
            f"{self.doubled}, apart {self.apart}; together again after at most {self.slowest:.1f} s"
        )


class Company:
    """The room with coach and window, and the guests that come into it."""

    def __init__(self, folder: Path, browser: Browser, *, forgetful: bool = False) -> None:
        self.room, self.browser, self.is_forgetful = Room(folder), browser, forgetful
        self.score = Score()
        self.guests: list[Guest] = []
        self.room.begin()
        self.way = Way(self._port, DELAY)
        self._invite("ctrl+g", "g", name="")
        self._invite("ctrl+g", "g", *["down"] * 3, "enter", name=" two")
        press(self.room.coach.terminal, "ctrl+l")
        tokens = list(self._address.guests)
        self._come("a", tokens[0], LARGE)
        self._come("b", tokens[1], PHONE)

    @property
    def _address(self) -> Address:
        address = Meeting(self.room.home).announced()
        assert address
        return address

    @property
    def _port(self) -> int:
        return self._address.port

    def _invite(self, *keys: str, name: str) -> None:
        terminal = self.room.coach.terminal
        for key in ("escape", *keys):
            press(terminal, key)
            terminal.settle(0.15)
        terminal.wait_for("Whom do you invite", WAIT)
        terminal.send(f"{name}\r")
        terminal.wait_for("copy the link", WAIT)
        press(terminal, "escape")
        terminal.settle(0.2)

    def _come(self, name: str, token: str, size: ViewportSize) -> None:
        page = self.browser.new_context(viewport=size).new_page()
        page.goto(f"http://127.0.0.1:{self.way.port}/#{token}")
        page.wait_for_function(SAVED)
        line = page.locator(".cm-line").filter(has_text="Anything else" if name == "a" else "What")
        line.first.click()
        page.keyboard.press("End")
        if self.is_forgetful:
            page.evaluate(FORGETFUL)
        self.guests.append(Guest(name, page))

    # Writing

    def write(self, seconds: float, *, only: Sequence[Guest] = ()) -> None:
        """All four at once, or some, letter by letter."""
        writers: Sequence[Person | Guest] = only or [*self._persons, *self.guests]
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            words = [f"{self._token(one):<7}" for one in writers]
            for letters in zip(*words, strict=True):
                for writer, letter in zip(writers, letters, strict=True):
                    self._type(writer, letter)

    @property
    def _persons(self) -> tuple[Person, Person]:
        return self.room.coach, self.room.teacher

    def _token(self, who: Person | Guest) -> str:
        token = f"<{who.name}{len(who.tokens)}>"
        who.tokens.append((token, time.monotonic()) if isinstance(who, Person) else token)  # type: ignore[arg-type]
        return token

    @staticmethod
    def _type(who: Person | Guest, letter: str) -> None:
        if isinstance(who, Person):
            who.terminal.send(letter)
            who.terminal.pump(0)
        else:
            who.page.keyboard.press("Space" if letter == " " else letter)

    # Troubles

    def cut(self) -> None:
        self.way.cut()

    def hub(self) -> None:
        os.kill(self.hub_process, signal.SIGKILL)

    def late(self) -> None:
        """The hub dies while the coach's program stands still: others read more than it did."""
        coach, hub = self._process(self.room.coach), self.hub_process
        os.kill(coach, signal.SIGSTOP)
        try:
            self.write(LATE)
        finally:
            os.kill(hub, signal.SIGKILL)
            os.kill(coach, signal.SIGCONT)

    def tunnel(self) -> None:
        self.way.end()
        self.write(GONE)
        self.way.begin()

    def sleep(self) -> None:
        """The laptop is closed: all that runs on it stands still. The guests write on."""
        asleep = [self.hub_process, *map(self._process, self._persons)]
        asleep += [child for pid in asleep for child in processes.children(pid)]
        for pid in asleep:
            os.kill(pid, signal.SIGSTOP)
        try:
            self._wait(ASLEEP, lambda: all("Not connected" in one for one in self._states))
            self.write(0.5, only=self.guests)
            self.said = self._states
        finally:
            for pid in asleep:
                os.kill(pid, signal.SIGCONT)

    @property
    def hub_process(self) -> int:
        """The process that windows and guests talk to."""
        return processes.listener(self._port)

    @staticmethod
    def _process(person: Person) -> int:
        return person.terminal.process.pid

    said: Sequence[str] = ()
    """What the pages said while the laptop was closed."""

    def suffer(self, what: str) -> None:
        """One trouble, and what is written in it; then wait until all are together again."""
        getattr(self, what)()
        self.score.troubles[what] = self.score.troubles.get(what, 0) + 1
        self.write(0.5)
        begun = time.monotonic()
        if self.is_forgetful:
            self._wait(1.0, lambda: False)
        else:
            assert self._wait(WAIT, self._is_together), f"apart after {what}: {self._states}"
        self.score.slowest = max(self.score.slowest, time.monotonic() - begun)

    def _wait(self, seconds: float, holds: Callable[[], bool]) -> bool:
        until = time.monotonic() + seconds
        while not (done := holds()) and time.monotonic() < until:
            for person in self._persons:
                person.terminal.pump(0.02)
        return done

    def _is_together(self) -> bool:
        text = self.room.text
        shown = "\n".join(self.room.teacher.terminal.screen())
        return (
            all(token in text for token in self._tokens)
            and all(guest.is_saved() and guest.text == text for guest in self.guests)
            and "share THIS window · saved" in shown
        )

    @property
    def _states(self) -> list[str]:
        return [guest.page.locator("#state").inner_text() for guest in self.guests]

    @property
    def _tokens(self) -> list[str]:
        typed = [token for person in self._persons for token, _ in person.tokens]
        return [*typed, *(token for guest in self.guests for token in guest.tokens)]

    def end(self) -> Score:
        """Leave in peace, and compare the log on disk with what was typed."""
        texts = {guest.name: guest.text for guest in self.guests}
        coach = self.room.coach.terminal
        press(coach, "ctrl+q")
        coach.wait_for("still running", timeout=WAIT)
        press(coach, "down", "enter")
        coach.wait_exit(WAIT)
        text, score = self.room.text, self.score
        score.typed = len(self._tokens)
        score.lost = [token for token in self._tokens if token not in text]
        score.doubled = [token for token in self._tokens if text.count(token) > 1]
        score.apart = [name for name, seen in texts.items() if seen != text]
        return score

    def close(self) -> None:
        for person in self._persons:
            person.terminal.close()
        self.way.close()


TROUBLES = ("cut", "hub", "cut", "tunnel", "late", "cut", "sleep")


@contextmanager
def company(*, forgetful: bool = False) -> Iterator[Company]:
    """All four at the log, until the end of the block."""
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        launched(playwright) as browser,
    ):
        found = Company(Path(folder), browser, forgetful=forgetful)
        try:
            yield found
        finally:
            found.close()


def run(
    count: int,
    *,
    troubles: Sequence[str] = TROUBLES,
    seconds: float = EVERY,
    seed: int = 1,
    forgetful: bool = False,
) -> Score:
    """Write together, with so many troubles between, one kind after the other."""
    chance = random.Random(seed)
    with company(forgetful=forgetful) as us:
        for number in range(count):
            us.write(chance.uniform(0.7, 1.3) * seconds)
            us.suffer(troubles[number % len(troubles)])
        return us.end()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--troubles", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=EVERY)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--forgetful", action="store_true")
    options = parser.parse_args()
    if not installed():
        print("guests: not tried, there is no Chromium here")
        return
    score = run(
        options.troubles, seconds=options.seconds, seed=options.seed, forgetful=options.forgetful
    )
    print(score)
    sys.exit(score.is_clean == options.forgetful)


if __name__ == "__main__":
    main()
