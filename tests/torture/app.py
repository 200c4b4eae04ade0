"""Kill -9 the real app on a terminal while someone types, open it again, and compare.

    python -m tests.torture.app --kills 200            the app as it is
    python -m tests.torture.app --kills 20 --plain     the control, no journal: must lose

What is typed is a function of its position, so a text that was found tells how far it got. Between
the words come next steps and notes. After each kill: the text is what was typed up to a moment
before the kill, the step and the clock are right, every note is whole.

What counts is the time in which the app rests and could have saved, not how fast the machine is:
seconds in which it computes or waits for a core are left out, and its disk takes the same time for
each save. A process that is killed loses nothing that it has written, synced or not.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from mqi_tui.domain.private.clock import fold
from mqi_tui.domain.private.events import Events
from mqi_tui.domain.private.plan import Plan, outline
from mqi_tui.services import conversations, reading, system_clock
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from tests.pty.harness import Terminal
from tests.pty.stage import ROOT, press
from tests.torture import processes, store

ALLOWED = 0.15
"""Seconds of the app's rest before the kill; what was typed in them may be lost."""
NO_BOUNCE = 0.8
"""Seconds between two nexts, so that they are two and not a key that bounced."""
PACE = 0.04
"""Seconds from key to key: 25 a second."""
ALPHABET = "abcdefghijklmnopqrstuvwxyz"
MARK = "typed: "


def typed(length: int) -> str:
    """The first `length` characters of what is typed."""
    words = (f"{ALPHABET[n % 26]}{n} " for n in range(length // 2 + 1))
    return "".join(words)[:length]


class Moment(NamedTuple):
    """Seconds of the machine's clock, and of one that runs only while the app rests."""

    wall: float
    rest: float


@dataclass
class Life:
    """One life of the app: when each character, step and note was sent, and when it was killed."""

    started: float
    """Seconds of POSIX time."""
    begun: Moment
    killed: Moment
    sent: list[Moment] = field(default_factory=list)
    steps: list[Moment] = field(default_factory=list)
    notes: list[Moment] = field(default_factory=list)

    def due(self, moments: list[Moment]) -> int:
        """How many of these must have been kept."""
        return sum(moment.rest <= self.killed.rest - ALLOWED for moment in moments)

    def is_step_due(self, now: Moment) -> bool:
        """Whether a next would be one of its own, and not a key that bounced."""
        return now.rest - max([self.begun, *self.steps]).rest > NO_BOUNCE


@dataclass
class Score:
    """What the kills did."""

    kills: int = 0
    typed: int = 0
    unreadable: int = 0
    wrong_text: int = 0
    lost: int = 0
    wrong_clock: int = 0
    wrong_notes: int = 0
    oldest_missing_ms: int = 0

    @property
    def is_clean(self) -> bool:
        wrong = self.unreadable + self.wrong_text + self.lost
        return not (wrong + self.wrong_clock + self.wrong_notes)

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {self.typed} characters typed: {self.unreadable} unreadable, "
            f"{self.wrong_text} wrong texts, {self.lost} lost too much, {self.wrong_clock} wrong "
            f"clocks, {self.wrong_notes} wrong notes; oldest missing {self.oldest_missing_ms} ms"
        )


def run(kills: int, *, plain: bool = False, seed: int = 1) -> Score:
    """Kill `kills` times, each time a conversation of its own; the control stops at a loss."""
    score, chance = Score(), random.Random(seed)
    for _ in range(kills):
        with tempfile.TemporaryDirectory() as folder:
            life = live(Path(folder), chance, plain)
            score.kills += 1
            score.typed += len(life.sent)
            judge(Path(folder), life, score)
        if plain and not score.is_clean:
            break
    return score


def live(folder: Path, chance: random.Random, plain: bool) -> Life:
    """Start the app on a new conversation, work in it, and kill it at a random moment."""
    library = Library(Home.find(folder))
    plan = Plan(teacher="Ms. Rivera", cycle=6)
    session = conversations.add(library, plan, "", system_clock.read)
    session.keeper.put(shared=_with_text(session.keeper.shared, MARK))
    session.keeper.close()
    if plain:
        shutil.rmtree(folder / "state" / "journals")
    command = [sys.executable, "-m", "tests.torture.app", "--child", session.conversation.id]
    env = {"MQI_HOME": str(folder)}
    with Terminal(
        [*command, *(["--plain"] if plain else [])], cwd=ROOT, env=env, forked=True
    ) as terminal:
        terminal.wait_for("not started", timeout=30)
        press(terminal, "ctrl+n")
        started = time.time()
        terminal.wait_for("1 of 10")
        press(terminal, "ctrl+l")
        terminal.wait_for("┏━ Collaborative log")
        terminal.send(b"\x1b[1;5F")  # ctrl+end
        terminal.settle(0.1)
        begun = moment(terminal)
        life = Life(started, begun, begun)
        work(terminal, life, chance)
        life.killed = moment(terminal)
        terminal.process.kill()
        terminal.process.wait()
    return life


def _with_text(shared: object, text: str) -> dict[str, dict[str, dict[str, object]]]:
    tables = {name: dict(table) for name, table in dict(shared).items()}  # type: ignore[call-overload]
    return {**tables, "log": {"1": {"text": text}}}


def work(terminal: Terminal, life: Life, chance: random.Random) -> None:
    """Type until the random moment has come, with some steps and notes between the words."""
    until = time.monotonic() + chance.uniform(0.3, 3.0)
    while time.monotonic() < until:
        what = chance.random()
        if what < 0.02 and len(life.steps) < 5 and life.is_step_due(moment(terminal)):
            press(terminal, "ctrl+n")
            life.steps.append(moment(terminal))
        elif what < 0.05:
            press(terminal, "ctrl+o")
            terminal.send(f"note {len(life.notes)}\r")
            life.notes.append(moment(terminal))
        else:
            terminal.send(typed(len(life.sent) + 1)[-1])
            life.sent.append(moment(terminal))
        pause_until = time.monotonic() + PACE
        while (left := pause_until - time.monotonic()) > 0:
            terminal.pump(left)


def moment(terminal: Terminal) -> Moment:
    """Now."""
    return Moment(time.monotonic(), processes.rested(terminal.process.pid))


def judge(folder: Path, life: Life, score: Score) -> None:
    """Read what is there as another start would, and compare it with what was done."""
    try:
        library = Library(Home.find(folder))
        [entry] = library.entries()
        found = reading.read(library, entry.id)
    except Exception as error:
        score.unreadable += 1
        print(f"unreadable: {error}", file=sys.stderr)
        return
    kept = found.log.text.removeprefix(MARK)
    if kept != typed(len(kept)) or len(kept) > len(life.sent):
        score.wrong_text += 1
        print(f"wrong text: {kept[-60:]!r} of {typed(len(life.sent))[-60:]!r}", file=sys.stderr)
        return
    if len(kept) < len(life.sent):
        missing = round((life.killed.wall - life.sent[len(kept)].wall) * 1_000)
        score.oldest_missing_ms = max(score.oldest_missing_ms, missing)
    score.lost += len(kept) < life.due(life.sent)
    half = found.private
    clock = fold(outline(half.plan), half.events, system_clock.read())
    off = clock.at / 1_000 - (time.time() - life.started)
    if not life.due(life.steps) <= clock.step - 1 <= len(life.steps) or abs(off) > 1:
        score.wrong_clock += 1
        print(f"wrong clock: step {clock.step} of {life.steps}, off {off:.2f} s", file=sys.stderr)
        print(f"  killed {life.killed}; {_told(half.events)}", file=sys.stderr)
    texts = [note.text for note in half.notes]
    whole = [f"note {number}" for number in range(len(texts))]
    if texts != whole or not life.due(life.notes) <= len(texts) <= len(life.notes):
        score.wrong_notes += 1
        print(f"wrong notes: {texts}, sent at {life.notes}", file=sys.stderr)


def _told(events: Events) -> str:
    return ", ".join(f"{event.kind} at {event.at.mono}" for event in events)


# The program that is killed


def child(id_: str, plain: bool) -> None:
    store.slow_disk(synced=False)
    if plain:
        use_plain_files()
    sys.argv = ["mqi", "live", id_]
    from mqi_tui.commands import cli

    cli.main()


def use_plain_files() -> None:
    """The app without its journal: the library's files, rewritten in place, are all there is."""
    from mqi_tui.store import revision_log

    def rewrite(path: Path, data: bytes) -> list[Path]:
        path.write_bytes(data)
        return []

    def remember(self: revision_log.Ledger) -> None:
        self.rev, self._staged, self.is_durable = self.rev + 1, [], True

    revision_log.Ledger.commit = remember  # type: ignore[method-assign]
    revision_log.Ledger._log_intent = lambda *_: None  # type: ignore[method-assign]
    revision_log.Ledger._keep_foreign = lambda *_: None  # type: ignore[method-assign]
    revision_log.Ledger._log = lambda *_, **__: None  # type: ignore[method-assign]
    revision_log.atomic.take_place = rewrite  # type: ignore[attr-defined]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--child", metavar="ID")
    options = parser.parse_args()
    if options.child:
        child(options.child, options.plain)
        return
    score = run(options.kills, plain=options.plain, seed=options.seed)
    print(score)
    sys.exit(score.is_clean == options.plain)


if __name__ == "__main__":
    main()
