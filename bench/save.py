"""What a durable save costs, against the least it can cost: append 200 bytes and force them.

The floor and the saves take turns in the same loop, in changing order, so that a busy machine slows
all alike.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mqi_tui.store.autosaver import Keeper
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library

ROUNDS = 400
FEW, MANY = 15, 15_000
LOG = "Rivera: they said why each step holds, and S2 drew it. " * 400


def content(number: int, text: str) -> dict[str, Any]:
    """Both halves of conversation `number`."""
    header = {"teacher": f"Teacher {number}", "cycle": number % 15, "when": "2026-11-24 16:00"}
    notes = {str(n): {"text": f"note {n} on what was said", "at": n} for n in range(1, 31)}
    return {
        "shared": {"header": {"1": header}, "log": {"1": {"text": text}}},
        "private": {"meta": {"1": {"state": "ended"}}, "notes": notes},
    }


def fill(library: Path, count: int) -> None:
    """Put `count` conversations into `library`, as a synced folder would: without our help."""
    for number in range(count):
        year = library / str(2011 + number % 15)
        year.mkdir(parents=True, exist_ok=True)
        id = f"2011-01-01-teacher-{number}"  # noqa: A001
        for half, tables in content(number, LOG[:4000]).items():
            tables["meta"] = {"1": {**tables.get("meta", {}).get("1", {}), "schema": 1, "id": id}}
            ending = ".private.json" if half == "private" else ".json"
            (year / f"teacher {number}{ending}").write_text(json.dumps(tables))


def opened(root: Path, count: int) -> Keeper:
    """A conversation open among `count` others, with a log of some 20 KB."""
    home = Home.find(root)
    fill(home.library, count)
    keeper = Library(home).create(**content(0, LOG))
    keeper.flush(60)
    return keeper


def saver(keeper: Keeper) -> Callable[[], None]:
    """One key typed into the log, kept, and durable on return."""
    numbers = itertools.count()

    def save() -> None:
        text = f"{LOG[:9000]} typed {next(numbers)} {LOG[9000:]}"
        keeper.put(shared={"log": {"1": {"text": text}}})
        assert keeper.flush(60)

    return save


def floor(folder: Path) -> Callable[[], None]:
    """Append 200 bytes and force them to the disk."""
    force = getattr(os, "fdatasync", os.fsync)
    descriptor = os.open(folder / "floor", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def save() -> None:
        os.write(descriptor, b"x" * 199 + b"\n")
        force(descriptor)

    return save


def written(folder: Path, size: int) -> float:
    """Bytes that the journal takes for each byte typed, in a log of `size`, published each time."""
    home = Home.find(folder)
    text = (LOG * (size // len(LOG) + 1))[:size]
    keeper = Library(home).create(**content(1, text))
    keeper.flush(60)
    journal = home.state / "journals" / keeper.id
    typed, before = 0, _bytes(journal)
    for number in range(30):
        word = f" typed {number}"
        text, typed = text + word, typed + len(word)
        keeper.put(shared={"log": {"1": {"text": text}}})
        keeper.flush(60)
        keeper.publish()
        while not keeper.is_published:
            time.sleep(0.01)
    keeper.close()
    return (_bytes(journal) - before) / typed


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())


def timed(call: Callable[[], None]) -> float:
    """Milliseconds that `call` takes."""
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1000


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        keepers = [opened(root / str(count), count) for count in (FEW, MANY)]
        savers = {
            "append 200 bytes + force": floor(root),
            f"durable save, {FEW} conversations": saver(keepers[0]),
            f"durable save, {MANY:,} conversations": saver(keepers[1]),
        }
        times: dict[str, list[float]] = {name: [] for name in savers}
        turns = list(savers)
        for _ in range(ROUNDS):
            random.shuffle(turns)  # what follows an fsync of another file is served faster
            for name in turns:
                times[name].append(timed(savers[name]))
        for keeper in keepers:
            keeper.close()
        report(times)
        for name, size in {"20 KB": 20_000, "2 MB": 2_000_000}.items():
            each = written(root / name, size)
            print(f"journal bytes ÷ bytes typed, {name:8}{each:.0f}")


def report(times: dict[str, list[float]]) -> None:
    """Print medians, 99th percentiles and the two ratios."""
    print(f"{'ms':36}{'p50':>8}{'p99':>8}")
    for name, taken in times.items():
        print(
            f"{name:36}{statistics.median(taken):8.2f}{statistics.quantiles(taken, n=100)[98]:8.2f}"
        )
    least, few, many = (statistics.median(taken) for taken in times.values())
    print(f"durable save ÷ append + force        {few / least:.2f}")
    print(f"save at {MANY:,} ÷ at {FEW}              {many / few:.2f}")


if __name__ == "__main__":
    main()
