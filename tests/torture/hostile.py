"""Updates that a guest's program never sends, at the document of a hub: none ends it.

    python -m tests.torture.hostile --updates 100000          as it is
    python -m tests.torture.hostile --updates 30000 --bare    the control: the engine alone

A third are honest, a third have the form of updates and impossible content, a third are honest
ones with bits turned. They are given to a child, which may end; what it was given last is kept.
After some that were taken in, somebody comes late: theirs must be the same text.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from pycrdt import Doc, Text

from mqi_tui.share.allowed import ROOT, Early
from mqi_tui.share.reading import Refused
from mqi_tui.share.room import Room
from tests.share.updates import OWN, document, honest, hostile

MEMORY = 600 << 20
"""Bytes that a child may have: some updates make the engine ask for all there is."""
SECONDS = 20
"""That a few updates may take; an engine that goes round in circles is ended."""
FEW = 50
"""Updates between two words of a child on how far it is."""
ANEW = 400
"""Updates after which the document begins anew."""
LATE = 20
"""Updates taken in after which somebody comes late."""


@dataclass
class Bare:
    """The control: a document of the engine with nothing before it."""

    doc: Doc[Text] = field(default_factory=Doc)

    def take(self, update: bytes) -> None:
        self.doc.apply_update(update)

    def take_from_guest(self, update: bytes, _: int) -> None:
        self.doc.apply_update(update)

    @property
    def text(self) -> str:
        return str(self.doc.get(ROOT, type=Text))

    def everything(self) -> bytes:
        return bytes(self.doc.get_update())


@dataclass
class Score:
    """What became of the updates."""

    counts: Counter[str] = field(default_factory=Counter)
    deaths: list[str] = field(default_factory=list)
    """The update, in hexadecimal, that each child was given last."""

    @property
    def is_clean(self) -> bool:
        return not (self.deaths or self.counts["diverged"] or self.counts["panic"])

    def __str__(self) -> str:
        counts = ", ".join(f"{count} {what}" for what, count in sorted(self.counts.items()))
        return f"{counts}; {len(self.deaths)} deaths"


def child(kind: type[Room] | type[Bare], count: int, seed: int, first: int, last: Path) -> None:
    """Give `count` updates, but for those before `first`; say how far it is, and what became."""
    chance = random.Random(seed)
    base = document().get_update()
    made, counts = honest(chance, base), Counter[str]()
    room: Room | Bare | None = None
    for turn in range(count):
        update = hostile(chance, made)
        if turn < first:
            continue
        if turn % FEW == 0:
            _look_alive(turn, counts)
        if room is None or turn % ANEW == 0:
            room = kind()
            room.take(base)
        last.write_bytes(update)
        became = _give(room, update)
        counts[became] += 1
        if became == "panic":
            room = None
        elif became == "taken" and counts[became] % LATE == 0:
            counts["diverged"] += _reads_another(room)
    _look_alive(count, counts)


def _look_alive(turn: int, counts: Counter[str]) -> None:
    if sys.platform != "win32":
        signal.alarm(SECONDS)
    print(json.dumps({"turn": turn, "counts": counts}), flush=True)


def _give(room: Room | Bare, update: bytes) -> str:
    try:
        room.take_from_guest(update, OWN)
        room.text  # noqa: B018  # some are fatal only once it is read
    except Early:
        return "early"
    except (Refused, ValueError, RuntimeError, MemoryError):
        return "refused"
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        return "panic"
    return "taken"


def _reads_another(room: Room | Bare) -> bool:
    """Whether somebody who comes late reads another text."""
    late: Doc[Text] = Doc()
    late.apply_update(room.everything())
    return str(late.get(ROOT, type=Text)) != room.text


def run(count: int, seed: int = 0, *, bare: bool = False, deaths: int = 12) -> Score:
    """Give so many updates to children, a new one for each that ends; at most `deaths`."""
    score, first = Score(), 0
    with tempfile.TemporaryDirectory() as folder:
        last = Path(folder) / "last"
        while first < count and len(score.deaths) < deaths:
            reached, counts = _one_life(count, seed, first, last, bare)
            score.counts.update(counts)
            if reached < count:
                score.deaths.append(last.read_bytes().hex())
            first = reached + FEW if reached < count else count
    return score


def _one_life(
    count: int, seed: int, first: int, last: Path, bare: bool
) -> tuple[int, dict[str, int]]:
    """How far one child came, and what became of what it was given."""
    command = [sys.executable, "-m", "tests.torture.hostile", "--child", str(last)]
    command += ["--updates", str(count), "--seed", str(seed), "--first", str(first)]
    done = subprocess.run(
        [*command, *(["--bare"] if bare else [])],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False,
    )  # fmt: skip
    said = [json.loads(line) for line in done.stdout.splitlines()]
    return (said[-1]["turn"], said[-1]["counts"]) if said else (first, {})


def _be_small() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--updates", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--bare", action="store_true", help="the control: the engine alone")
    parser.add_argument("--first", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        _be_small()
        kind = Bare if options.bare else Room
        child(kind, options.updates, options.seed, options.first, options.child)
        return
    begun = time.monotonic()
    score = run(options.updates, options.seed, bare=options.bare)
    print(f"{options.updates} updates, {time.monotonic() - begun:.0f} s: {score}")
    if not score.is_clean:
        sys.exit("\n".join(("not clean; the last update of each child:", *score.deaths)))


if __name__ == "__main__":
    main()
