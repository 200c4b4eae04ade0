"""Two people write one log in two windows, while windows, hub and program are killed under them.

    python -m tests.torture.share --kills 60          as it is
    python -m tests.torture.share --kills 6 --deaf    the control: windows that never ask again

Each types tokens that stand nowhere else. At the end, every token that was whole a moment before
its own window was killed is in the log, and none is there twice. Between the words the coach
steps through the hour; a word in everything private is looked for in all that the teacher's side
holds: what its terminal was sent, its open files, its memory, and the hub's.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from mqi_tui.files.plan import read_plan
from mqi_tui.services import conversations, reading, system_clock
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from mqi_tui.store.share_state import Meeting
from tests.canary import CANARY, seeded_plan
from tests.pty.harness import Terminal
from tests.pty.stage import ROOT, press
from tests.torture import deaf, processes

PACE = 0.02
"""Seconds between two letters of one person."""
ALLOWED = 0.5
"""Seconds before the kill of a window whose letters may be missing: those not yet sent on."""
WAIT = 30.0


@dataclass
class Person:
    """Somebody in one of the windows, and the tokens that were typed there, with their times."""

    name: str
    terminal: Terminal
    tokens: list[tuple[str, float]] = field(default_factory=list)
    killed: list[float] = field(default_factory=list)

    def type_token(self, others: Person) -> None:
        token = f"<{self.name}{len(self.tokens)}>"
        for letter in f"{token} ":
            self.terminal.send(letter)
            until = time.monotonic() + PACE
            while (left := until - time.monotonic()) > 0:
                self.terminal.pump(left / 2)
                others.terminal.pump(0)
        self.tokens.append((token, time.monotonic()))

    def must_be_there(self, allowed: float) -> list[str]:
        """Tokens that were whole in time before each kill."""
        return [
            token
            for token, at in self.tokens
            if not any(at <= kill < at + allowed for kill in self.killed)
        ]


@dataclass
class Score:
    """What the kills did."""

    kills: dict[str, int] = field(default_factory=dict)
    typed: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    leaked: list[str] = field(default_factory=list)
    steps: int = 0
    slowest: float = 0.0
    """Seconds, at most, until both windows wrote in one log again."""

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.doubled or self.leaked)

    def __str__(self) -> str:
        kills = ", ".join(f"{count} of the {what}" for what, count in self.kills.items())
        return (
            f"kills: {kills}; {self.typed} tokens typed, {self.steps} steps; lost {self.lost}, "
            f"doubled {self.doubled}, leaked {self.leaked}; together again after at most "
            f"{self.slowest:.1f} s"
        )


class Room:
    """One conversation, and the two windows in which its log is written."""

    def __init__(self, folder: Path, *, deaf: bool = False) -> None:
        self.folder, self.deaf, self.score = folder, deaf, Score()
        self.home = Home.find(folder / "home")
        session = conversations.add(
            Library(self.home), read_plan(seeded_plan(folder / "plan.yaml")), "", system_clock.read
        )
        session.keeper.close()
        self.id = session.conversation.id
        self.coach = Person("c", self._open("live", self.id))
        self.teacher = Person("t", self._open("share"))

    def _open(self, *arguments: str) -> Terminal:
        command = [sys.executable, "-m", "tests.torture.share", "--child", *arguments]
        env = {"MQI_HOME": str(self.folder / "home"), "MQI_DEAF": "1" if self.deaf else ""}
        return Terminal(command, cwd=ROOT, env=env, forked=True)

    def begin(self) -> None:
        """Both windows are there, the clock runs, and each person is in the log."""
        self.coach.terminal.wait_for("not started", timeout=WAIT)
        press(self.coach.terminal, "ctrl+n")
        self.coach.terminal.wait_until(self._has_begun, "the hour has begun", WAIT)
        self._enter_main()
        self._enter_window()

    def _has_begun(self) -> bool:
        shown = "\n".join(self.coach.terminal.screen())
        if "the time you agreed on" in shown:
            press(self.coach.terminal, "enter")
        return "1 of 10" in shown

    def _enter_main(self) -> None:
        self.coach.terminal.wait_for("of 10", timeout=WAIT)
        press(self.coach.terminal, "ctrl+l")
        self.coach.terminal.wait_for("┏━ Collaborative log", timeout=WAIT)

    def _enter_window(self) -> None:
        self.teacher.terminal.wait_for("SHARED log · share THIS window · saved", timeout=WAIT)
        press(self.teacher.terminal, "enter")
        self.teacher.terminal.send(b"\x1b[1;5H")  # ctrl+home
        self.teacher.terminal.settle(0.1)

    # Kills

    def kill_hub(self) -> None:
        address = Meeting(self.home).announced()
        assert address
        os.kill(processes.listener(address.port), signal.SIGKILL)

    def kill_window(self) -> None:
        self.look_for_leaks()
        self.teacher.killed.append(time.monotonic())
        os.killpg(self.teacher.terminal.process.pid, signal.SIGKILL)
        self.teacher.terminal.close()
        self.teacher.terminal = self._open("share")
        self._enter_window()

    def kill_program(self) -> None:
        self.coach.killed.append(time.monotonic())
        self.coach.terminal.process.kill()
        self.coach.terminal.close()
        self.coach.terminal = self._open("live", self.id)
        self._enter_main()

    def kill(self, what: str) -> None:
        """Kill it, and wait until what one types is seen by the other again."""
        getattr(self, f"kill_{what}")()
        self.score.kills[what] = self.score.kills.get(what, 0) + 1
        begun = time.monotonic()
        self.teacher.type_token(self.coach)
        self.coach.type_token(self.teacher)
        self.together()
        self.score.slowest = max(self.score.slowest, time.monotonic() - begun)

    def together(self) -> None:
        """Wait until what each typed last is on disk, and the teacher's window says so."""
        last = [person.tokens[-1][0] for person in (self.coach, self.teacher) if person.tokens]

        def kept() -> bool:
            self.teacher.terminal.pump(0)
            return all(token in self.text for token in last)

        if not self.deaf:
            self.coach.terminal.wait_until(kept, f"{last} are kept", WAIT)
            self.teacher.terminal.wait_for("share THIS window · saved", timeout=WAIT)

    @property
    def text(self) -> str:
        """The log as it is on disk."""
        return reading.read(Library(self.home), self.id).log.text

    # The hour

    def work(self, seconds: float, chance: random.Random) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            one, other = self.coach, self.teacher
            if chance.random() < 0.5:
                one, other = other, one
            one.type_token(other)
            if chance.random() < 0.1:
                press(self.coach.terminal, "ctrl+o")
                self.coach.terminal.send(f"a note of the {CANARY}\r")
            if chance.random() < 0.1 and self.score.steps < 9:
                press(self.coach.terminal, "ctrl+n")
                self.score.steps += 1

    def look_for_leaks(self) -> None:
        """The private word, wherever the teacher's side could hold it."""
        sent, leaks = self.teacher.terminal.raw, self.score.leaked
        if CANARY.encode() in sent:
            leaks.append("the terminal of the shared window")
        address = Meeting(self.home).announced()
        window = processes.children(self.teacher.terminal.process.pid)
        hub = [processes.listener(address.port)] if address else []
        for name, pids in (("window", window), ("hub", hub)):
            for pid in pids:
                if processes.holds(pid, CANARY):
                    leaks.append(f"the memory of the {name}")
                if any(str(self.folder) in one for one in processes.open_files(pid)):
                    leaks.append(f"a file open in the {name}")

    def end(self) -> Score:
        """Leave in peace, and compare the log on disk with what was typed."""
        if not self.deaf:
            self.together()
            self.look_for_leaks()
        for person in (self.coach, self.teacher):
            person.terminal.settle(0.5)
        press(self.coach.terminal, "ctrl+q")
        self.coach.terminal.wait_for("still running", timeout=WAIT)
        press(self.coach.terminal, "down", "enter")
        self.coach.terminal.wait_exit(WAIT)
        for person in (self.coach, self.teacher):
            person.terminal.close()
        self._judge()
        return self.score

    def _judge(self) -> None:
        text = self.text
        for person in (self.coach, self.teacher):
            self.score.typed += len(person.tokens)
            must = set(person.must_be_there(ALLOWED))
            for token, _ in person.tokens:
                if (count := text.count(token)) > 1:
                    self.score.doubled.append(token)
                elif not count and token in must:
                    self.score.lost.append(token)


KINDS = ("hub", "window", "program")


def run(kills: int, *, seconds: float = 1.0, seed: int = 1, deaf: bool = False) -> Score:
    """Write together, with so many kills between, of each kind in turn."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        room = Room(Path(folder), deaf=deaf)
        try:
            room.begin()
            room.work(seconds, chance)
            for number in range(kills):
                room.kill(KINDS[number % len(KINDS)])
                room.work(chance.uniform(0.2, 2 * seconds), chance)
            return room.end()
        finally:
            for person in (room.coach, room.teacher):
                person.terminal.close()


def child(arguments: list[str]) -> None:
    """The program itself, or with the control's window and hub."""
    if os.environ.get("MQI_DEAF"):
        deaf.start_deaf_ones()
    sys.argv = ["mqi", *arguments]
    from mqi_tui.commands import cli

    cli.main()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--deaf", action="store_true")
    parser.add_argument("--child", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    if options.child:
        child(options.child)
        return
    score = run(options.kills, seconds=options.seconds, seed=options.seed, deaf=options.deaf)
    print(score)
    sys.exit(score.is_clean == options.deaf)


if __name__ == "__main__":
    main()
