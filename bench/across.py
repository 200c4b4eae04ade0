"""Looking across all conversations: a search of all logs and notes, a thread, my timing.

The floor reads and parses each file of the library once: nothing that looks at all can be faster.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.measure import tell
from bench.subjects.shelves import fill
from mqi_tui.services import held_hours, threads
from mqi_tui.services.searching import Searcher

SIZES, ROUNDS = (200, 5_000), 3
NOWHERE = "zanzibar"
"""What is searched for: in no log, so that all are looked through."""


def main() -> None:
    """Print milliseconds for all files read once, and for each way of looking across them."""
    for size in SIZES:
        with tempfile.TemporaryDirectory(prefix="mqi-bench-") as folder:
            _measure(Path(folder), size)


def _measure(folder: Path, size: int) -> None:
    library = fill(folder, size)
    ids = [entry.id for entry in library.entries()]
    again = Searcher(library)
    again.look(ids, NOWHERE)
    ways: dict[str, tuple[Callable[[], object], float]] = {
        "a first search": (lambda: Searcher(library).look(ids, NOWHERE), 6),
        "the next letter": (lambda: again.look(ids, NOWHERE), 1),
        "a thread": (lambda: threads.read(library, ids[0]), 1),
        "my timing": (lambda: held_hours.timing(library), 1),
    }
    for what, (way, aim) in ways.items():
        _tell(f"{what}, {size:,}", lambda: _read_all(folder / "library"), way, aim)


def _read_all(folder: Path) -> None:
    for path in folder.rglob("*.json"):
        json.loads(path.read_bytes())


def _tell(what: str, floor: Callable[[], object], ours: Callable[[], object], aim: float) -> None:
    pairs = [(_ms(floor), _ms(ours)) for _ in range(ROUNDS)]
    tell(what, "ms", pairs, aim)


def _ms(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return (time.perf_counter() - began) * 1000
