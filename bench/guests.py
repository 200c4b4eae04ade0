"""Guests: from a key in a browser to the coach and to another window, eight at once, and the page.

The floor of a key is a bare `textarea` in the same browser, in the same run; that of eight guests,
one alone.
"""

from __future__ import annotations

import asyncio
import gzip
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import resources

from playwright.sync_api import Browser, Page, sync_playwright

from bench.echo import SENTENCE
from bench.measure import ROOT
from bench.page import LINE, SIZES, bare, keyed, opened
from mqi_tui.share.ids import new_id
from mqi_tui.share.link import Link
from mqi_tui.share.patches import Patch
from mqi_tui.share.replica import Replica
from tests.pty.harness import Terminal
from tests.share.wire import GUEST, OTHER
from tests.web.conftest import installed, launched
from tests.web.stage import Table, table

KEYS = 150
PATIENCE = 5.0
COACH, WINDOW = 50, 120
"""Milliseconds, at p99, to the coach's replica and to the glyph in another window."""
CROWD, PACE, SECONDS = 8, 0.2, 10
"""Guests, seconds between two changes of one, and how long."""
PAGE = 130
"""KB of the page, compressed."""


def main() -> None:
    """Print milliseconds, each beside its floor and its aim."""
    if installed():
        with sync_playwright() as playwright, launched(playwright) as browser:
            for size in SIZES:
                _measure(browser, size)
    else:
        print("guests: keys are not measured, there is no Chromium here")
    with table() as us:
        one, many = us.do(_crowd(us, 1)), us.do(_crowd(us, CROWD))
    due = round(SECONDS / PACE) * CROWD
    _tell(f"{CROWD} guests to the coach", one, many, COACH)
    print(f"{'changes that arrived':34} {due:9} → {len(many):8}")
    page = (resources.files("mqi_tui") / "data" / "page.html").read_bytes()
    print(f"{'page, compressed':34} {'':9}   {len(gzip.compress(page)) / 1000:8.1f} KB, ≤ {PAGE}")


def _tell(what: str, floor: Sequence[float], ours: Sequence[float], most: int) -> None:
    for place, name in ((49, "p50"), (98, "p99")):
        least, took = (statistics.quantiles(one, n=100)[place] for one in (floor, ours))
        aim = f", aim ≤ {most}" if name == "p99" else ""
        print(f"{f'{what} {name}':34} {least:9.1f} → {took:8.1f} ms{aim}")


def _measure(browser: Browser, size: int) -> None:
    with bare(browser) as empty:
        floor = keyed(empty)
    with table(f"# Log\n\n## Clip 1\n\n{LINE * (size // len(LINE))}") as us, _window(us) as window:
        page = opened(browser, us)
        page.evaluate("() => { pressed.length = painted.length = 0 }")
        there: list[float] = []
        us.do(_watch(us, there))
        seen = [_key(page, window, number) for number in range(KEYS)]
        pressed = page.evaluate("() => pressed")
        page.close()
    to_coach = [one - at for at, one in zip(pressed, there, strict=True)]
    to_window = [one - at for at, one in zip(pressed, seen, strict=True)]
    _tell(f"key to the coach, {size // 1000} KB", floor, to_coach, COACH)
    _tell(f"key to another window, {size // 1000} KB", floor, to_window, WINDOW)


@contextmanager
def _window(us: Table) -> Iterator[Terminal]:
    """Another guest's terminal, following what is written."""
    with tempfile.TemporaryDirectory(prefix="mqi-bench-") as folder:
        command = (sys.executable, "-m", "mqi_tui", "--home", folder, "join")
        with Terminal(command, cwd=ROOT) as terminal:
            terminal.wait_for("Paste the link", timeout=30)
            terminal.send(f"{us.link(OTHER)}\r")
            terminal.wait_for("shared with you", timeout=30)
            terminal.settle(0.5)
            yield terminal


async def _watch(us: Table, there: list[float]) -> None:
    us.replica.on_patch(lambda _patch, _turned: there.append(time.time() * 1000))


def _key(page: Page, window: Terminal, number: int) -> float:
    """When the glyph of a key was on the terminal; milliseconds since the epoch."""
    typed = SENTENCE[: number % len(SENTENCE) + 1]
    word, before, begun = typed.split(" ")[-1].encode(), len(window.bursts), time.monotonic()
    page.keyboard.press("Space" if typed[-1] == " " else typed[-1])
    while time.monotonic() - begun < PATIENCE:
        window.pump(0.0005)
        for burst in window.bursts[before:]:
            if word in burst.data or not word:
                _rest(window)
                return (burst.time + time.time() - time.monotonic()) * 1000
    raise TimeoutError(f"no glyph of {typed[-1]!r}")


def _rest(window: Terminal) -> None:
    while window.pump(0.03) is not None:
        pass


# Many at once


async def _crowd(us: Table, count: int) -> list[float]:
    """Milliseconds from each change of so many guests to the coach's replica."""
    sent: dict[str, float] = {}
    times: list[float] = []

    def took(patch: Patch, _: bool) -> None:
        if at := sent.pop(patch.text, 0.0):
            times.append((time.monotonic() - at) * 1000)

    let_go = us.replica.on_patch(took)
    writers = [asyncio.create_task(_guest(us, number, sent)) for number in range(count)]
    await asyncio.gather(*writers)
    for _ in range(round(PATIENCE / 0.05)):
        if not sent:
            break
        await asyncio.sleep(0.05)
    let_go()
    return times


async def _guest(us: Table, number: int, sent: dict[str, float]) -> None:
    token = (GUEST, OTHER)[number % 2]
    replica = Replica(client=new_id(token))
    link = Link(replica, lambda: {"caret": [0, 0]}, lambda _one, _said: None, lambda: None)
    link.go_to(us.served.url, token)
    running = asyncio.create_task(link.run())
    while not (link.synced and link.answered):
        await asyncio.sleep(0.02)
    await asyncio.sleep(number * PACE / CROWD)
    for change in range(round(SECONDS / PACE)):
        word = f"<{number}.{change}>"
        sent[word] = time.monotonic()
        replica.replace(0, 0, word)
        await asyncio.sleep(PACE)
    await link.close()
    running.cancel()


if __name__ == "__main__":
    main()
