"""Kill -9 a process that saves, at random moments, and count the acknowledged edits that are lost.

    python -m tests.torture.store --kills 1000            our store
    python -m tests.torture.store --kills 20 --plain      plain TinyDB, the control: must lose

Edit number n is a function of n alone, so the content after n edits is known exactly. The child
says "n" on its standard output when edit n is acknowledged as saved; the parent kills it, reads the
library as another process would, and compares. Both kinds run on the same slowed disk.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from mqi_tui.store.lock import Lock
from tests.cli.forks import Forked

SLOW = 0.004
"""Seconds added to each fsync: a common laptop disk."""
MOST = 24
"""Edits, at most, that a process has acknowledged when it is killed, beside those meanwhile."""
EARLY, WITHIN = 0.25, 0.03
"""Seconds after its start, and after such an edit, within which it is."""
WORDS = ("why ", "explain 😀 ", "Zoë: ", "- [ ] film\n", "\u2192 next ", "running = sign. ")


def text_after(edits: int) -> str:
    """The log after `edits` edits: it grows by words, and every ninth edit cuts it in half."""
    rest = edits % 9
    body = "".join(WORDS[n % len(WORDS)] * 40 for n in range(rest + 1))
    return f"# Log {edits}\n{body[: len(body) // 2] if rest == 8 else body}end"


def content_after(edits: int) -> dict[str, Any]:
    """Both halves after `edits` edits."""
    header = {"teacher": "Ms. Rivera", "cycle": 6, "when": "2026-11-24 16:00"}
    notes = {str(n): {"n": n} for n in range(1, edits % 5 + 1)}
    return {
        "shared": {"header": {"1": header}, "log": {"1": {"text": text_after(edits), "n": edits}}},
        "private": {"notes": notes, "count": {"1": {"n": edits}}},
    }


# -- the child ----------------------------------------------------------------------------------


def slow_disk(*, synced: bool = True) -> None:
    """A disk that takes its time; not `synced`: that time alone, whatever else the disk does."""
    for name in ("fsync", "fdatasync"):
        real = getattr(os, name)

        def slowed(descriptor: int, real: Any = real) -> None:
            time.sleep(SLOW)
            if synced:
                real(descriptor)

        setattr(os, name, slowed)


def acknowledge(edits: int) -> None:
    os.write(1, f"{edits}\n".encode())


def run_ours(root: Path) -> NoReturn:
    library = Library(Home.find(root))
    entries = library.entries()
    keeper = library.open(entries[0].id) if entries else library.create(**content_after(0))
    keeper.flush(10)
    edits = keeper.shared["log"]["1"]["n"] if entries else 0
    acknowledge(edits)
    while True:
        edits += 1
        keeper.put(**content_after(edits))
        if edits % 7 == 0:
            keeper.publish()
        if keeper.flush(10):
            acknowledge(edits)


def run_plain(root: Path) -> NoReturn:
    from tinydb import TinyDB
    from tinydb.table import Document

    database = TinyDB(root / "plain.json")
    found = database.get(doc_id=1)
    edits = found["n"] if found else 0
    acknowledge(edits)
    while True:
        edits += 1
        document = {"text": text_after(edits), "n": edits}
        database.upsert(Document(document, doc_id=1))
        acknowledge(edits)


# -- the parent ---------------------------------------------------------------------------------


@dataclass
class Score:
    """What the kills did."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    wrong: int = 0
    unreadable: int = 0

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.wrong or self.unreadable)

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {self.acknowledged} acknowledged edits: {self.lost} lost, "
            f"{self.wrong} wrong, {self.unreadable} times unreadable"
        )


def run(kills: int, *, plain: bool = False, seed: int = 1) -> Score:
    """Kill `kills` times in one library; for the control, stop at the first unreadable file."""
    score, chance, last = Score(), random.Random(seed), 0
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(kills):
            edits = None if chance.random() < 0.3 else chance.randrange(MOST)
            seconds = chance.uniform(0, EARLY if edits is None else WITHIN)
            heard = life(Path(folder), plain, seconds, edits)
            score.kills += 1
            score.acknowledged += max(heard - last, 0)
            last = check(Path(folder), plain, max(heard, last), score)
            if plain and not score.is_clean:
                break
    return score


def life(root: Path, plain: bool, seconds: float, edits: int | None) -> int:
    """One child, killed `seconds` after its start, or after it has acknowledged so many `edits`.

    Its own words tell how far it is, not the time: on a machine that is busy that says nothing.
    Returns the last edit that it acknowledged.
    """
    command = [sys.executable, "-m", "tests.torture.store", "--child", str(root)]
    child = Forked([*command, *(["--plain"] if plain else [])], stdout=subprocess.PIPE)
    assert child.stdout
    heard = [] if edits is None else [child.stdout.readline() for _ in range(edits + 1)]
    time.sleep(seconds)
    child.send_signal(signal.SIGKILL)
    words = [*heard, *child.stdout.read().split(b"\n")]
    child.wait()
    return max((int(word) for word in words if word.strip()), default=0)


def check(root: Path, plain: bool, acknowledged: int, score: Score) -> int:
    """Compare what can be read now with what was acknowledged; the edit that was found."""
    try:
        found, content = (read_plain if plain else read_ours)(root)
    except Exception as error:
        score.unreadable += 1
        print(f"unreadable: {error}", file=sys.stderr)
        return acknowledged
    score.lost += max(acknowledged - found, 0)
    score.wrong += not content
    return max(acknowledged, found)


def read_ours(root: Path) -> tuple[int, bool]:
    library = Library(Home.find(root))
    entries = library.entries()
    if not entries:
        return 0, True  # killed before the first conversation was made
    [entry] = entries
    record = library.read(entry.id)
    edits = record.shared["log"]["1"]["n"]
    expected = content_after(edits)
    same = all(record.shared[name] == expected["shared"][name] for name in ("header", "log"))
    same = same and all(record.private[name] == expected["private"][name] for name in ("count",))
    same = same and record.private.get("notes", {}) == expected["private"]["notes"]
    Lock(root / "state" / "locks", entry.id).release(settled=False)  # the dead hold no lock
    return edits, same


def read_plain(root: Path) -> tuple[int, bool]:
    with contextlib.suppress(FileNotFoundError):
        document = json.loads((root / "plain.json").read_bytes())["_default"]["1"]
        return document["n"], document["text"] == text_after(document["n"])
    return 0, True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--child", type=Path)
    options = parser.parse_args()
    if options.child:
        slow_disk()
        (run_plain if options.plain else run_ours)(options.child)
    score = run(options.kills, plain=options.plain, seed=options.seed)
    print(score)
    sys.exit(score.is_clean == options.plain)


if __name__ == "__main__":
    main()
