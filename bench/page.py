"""The guests' page: its own echo, and how long a letter takes between a browser and the coach.

The floor of the echo is a bare `textarea` in the same browser; that of the two ways, the echo.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

from bench.measure import tell
from tests.share.wire import GUEST
from tests.web.conftest import installed, launched
from tests.web.stage import Table, table

SIZES = (10_000, 200_000)
"""Bytes of the log."""
KEYS = 120
ROUNDS = 3
LINE = "- they saw why the second step holds, and said so in their own words\n"
WATCH = """() => {
  window.pressed = []
  window.painted = []
  const now = () => performance.timeOrigin + performance.now()
  const soon = done => requestAnimationFrame(() => setTimeout(done))
  addEventListener('keydown', event => {
    const at = performance.timeOrigin + event.timeStamp
    pressed.push(at)
    soon(() => painted.push(now() - at))
  }, true)
  window.shown = text => new Promise(done => {
    const look = () => document.body.innerText.includes(text) && soon(() => done(now()))
    const all = { subtree: true, childList: true, characterData: true }
    new MutationObserver(look).observe(document.body, all)
  })
}"""
"""Notes, in milliseconds of the clock that Python has, too, when keys come and letters are seen."""


def main() -> None:
    """Print milliseconds a letter; aims: p50 of both ways ≤ 30, p99 ≤ 120 ms."""
    if not installed():
        print("page: not measured, there is no Chromium here")
        return
    with sync_playwright() as playwright, launched(playwright) as browser:
        for size in SIZES:
            rounds = [_round(browser, size) for _ in range(ROUNDS)]
            names = {"echo": "bare textarea", "to the coach": "echo", "from the coach": "echo"}
            for name, floor in names.items():
                for place, quantile in ((49, "p50"), (98, "p99")):
                    pairs = [(_at(one[floor], place), _at(one[name], place)) for one in rounds]
                    tell(f"{name} {quantile}, {size // 1000} KB ÷ {floor}", "ms", pairs, 3.0)


def _at(times: list[float], place: int) -> float:
    return statistics.quantiles(times, n=100)[place]


def _round(browser: Browser, size: int) -> dict[str, list[float]]:
    """Milliseconds of each letter, by what was measured."""
    with bare(browser) as empty, table(f"# Log\n\n## Clip 1\n\n{LINE * (size // len(LINE))}") as us:
        page = opened(browser, us)
        there = _typed(page, us)
        times = {
            "bare textarea": keyed(empty),
            "echo": page.evaluate("() => painted"),
            "to the coach": there,
            "from the coach": [_told(page, us, number) for number in range(KEYS)],
        }
        page.close()
        return times


def opened(browser: Browser, us: Table) -> Page:
    """A guest's page that is watched, with the caret behind the heading of the clip."""
    page = browser.new_page()
    page.goto(us.link(GUEST))
    page.wait_for_function("() => /Saved/.test(document.querySelector('#state').textContent)")
    page.evaluate(WATCH)
    page.locator(".cm-line", has_text="Clip 1").click()
    page.keyboard.press("End")
    return page


@contextmanager
def bare(browser: Browser) -> Iterator[Page]:
    """A page with nothing but a text field, and the caret in it."""
    page = browser.new_page()
    page.set_content(f"<textarea rows=40 cols=80>{LINE * 100}</textarea>")
    page.evaluate(WATCH)
    page.locator("textarea").click()
    yield page
    page.close()


def keyed(page: Page) -> list[float]:
    """Milliseconds from each of some keys to its sight in that page."""
    for _ in range(KEYS):
        page.keyboard.press("x")
        page.wait_for_timeout(30)
    page.wait_for_function(f"() => painted.length >= {KEYS}")
    return list(page.evaluate("() => painted"))


def _typed(page: Page, us: Table) -> list[float]:
    """From each key to the coach's replica."""
    came: list[float] = []
    us.do(_watch(us, came))
    page.evaluate("() => { pressed.length = painted.length = 0 }")
    keyed(page)
    while len(came) < KEYS:
        page.wait_for_timeout(5)
    pressed = page.evaluate("() => pressed")
    return [there - at for at, there in zip(pressed, came, strict=False)]


async def _watch(us: Table, came: list[float]) -> None:
    us.replica.on_patch(lambda _patch, _turned: came.append(time.time() * 1000))


def _told(page: Page, us: Table, number: int) -> float:
    """From the coach's letter to its sight in the page."""
    word = f"w{number:03}."
    page.evaluate("word => { window.soonest = shown(word) }", word)
    at = time.time() * 1000
    us.replace("Clip 1", f"Clip 1 {word}")
    return float(page.evaluate("() => soonest")) - at
