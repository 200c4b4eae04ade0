"""A log in two windows: from a key in one to its glyph in the other, and what sharing costs a key.

The floor is the key's echo in the window in which it was typed: of the log shared, for the way to
the other window; of the same log not shared, for the cost.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.echo import SENTENCE
from bench.measure import ROOT, tell
from mqi_tui.domain.private import clock_actions
from mqi_tui.services import conversations, system_clock
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from tests.pty.harness import Terminal

SIZES = (10_000, 200_000)
"""Bytes of the log."""
KEYS = 150
ROUNDS = 3
PATIENCE = 5.0


def main() -> None:
    """Print milliseconds a key; aims of the way: p50 ≤ 30, p99 ≤ 120 ms."""
    for size in SIZES:
        alone, shared, across = [], [], []
        for _ in range(ROUNDS):
            with _conversation(size) as folder, _main(folder) as ours:
                alone.append(_quantiles([_key(number, ours)[0] for number in range(KEYS)]))
            with _conversation(size) as folder, _main(folder) as ours, _window(folder) as theirs:
                times = [_key(number, ours, theirs) for number in range(KEYS)]
                shared.append(_quantiles([own for own, _ in times]))
                across.append(_quantiles([other for _, other in times]))
        for place, name in enumerate(("p50", "p95", "p99")):
            pairs = [(one[place], two[place]) for one, two in zip(shared, across, strict=True)]
            tell(f"other window {name}, {size // 1000} KB ÷ own echo", "ms", pairs, 2.0)
        for place, name in enumerate(("p50", "p99")):
            at = place * 2
            pairs = [(one[at], two[at]) for one, two in zip(alone, shared, strict=True)]
            tell(f"own echo {name}, {size // 1000} KB ÷ not shared", "ms", pairs, 1.2)


@contextmanager
def _conversation(size: int) -> Iterator[Path]:
    """A home with a running conversation whose log has so many bytes."""
    with tempfile.TemporaryDirectory(prefix="mqi-bench-") as name:
        library = Library(Home.find(Path(name)))
        session = conversations.sample(library, system_clock.read)
        line = "- they saw why the second step holds, and said so in their own words\n"
        session.write(session.conversation.log.text + line * (size // len(line)))
        session.move(clock_actions.start)
        session.keeper.close()
        yield Path(name)


@contextmanager
def _main(folder: Path) -> Iterator[Terminal]:
    """The coach's program, with the caret in the log."""
    with _terminal(folder, "live") as terminal:
        terminal.wait_for("of 10", timeout=30)
        terminal.send("\x0c")
        terminal.settle(0.5)
        yield terminal


@contextmanager
def _window(folder: Path) -> Iterator[Terminal]:
    """The second window, following what is written."""
    with _terminal(folder, "share") as terminal:
        terminal.wait_for("· saved", timeout=30)
        terminal.settle(0.5)
        yield terminal


def _terminal(folder: Path, *arguments: str) -> Terminal:
    command = (sys.executable, "-m", "mqi_tui", "--home", str(folder), *arguments)
    return Terminal(command, cwd=ROOT)


def _key(number: int, ours: Terminal, theirs: Terminal | None = None) -> tuple[float, float]:
    """Milliseconds from a key to its echo here, and to its glyph there."""
    typed = SENTENCE[: number % len(SENTENCE) + 1]
    word = typed.split(" ")[-1].encode()
    windows = [ours, *([theirs] if theirs else [])]
    seen = [len(window.bursts) for window in windows]
    sent = ours.send(typed[-1])
    shown: dict[int, float] = {}
    while len(shown) < len(windows):
        for place, window in enumerate(windows):
            window.pump(0.0005)
            late = window.bursts[seen[place] :]
            found = next((burst for burst in late if word in burst.data or not word), None)
            if found and place not in shown:
                shown[place] = (found.time - sent) * 1000
        if time.monotonic() - sent > PATIENCE:
            raise TimeoutError(f"no glyph of {typed[-1]!r}")
    time.sleep(random.uniform(0.02, 0.04))
    for window in windows:
        while window.pump(0.005) is not None:
            pass
    return shown[0], shown.get(1, 0.0)


def _quantiles(times: list[float]) -> tuple[float, float, float]:
    cut = statistics.quantiles(times, n=100)
    return cut[49], cut[94], cut[98]
