"""A browser for the tests of a module; each has windows of its own in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    TimeoutError,  # noqa: A004
    sync_playwright,
)

from tests.web.stage import PATIENCE, Table, table

BROWSERS = (
    "chromium-headless-shell",  # the same browser without windows: a page costs it a tenth
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
)
Open = Callable[..., "Guest"]
SAYS = """words => !window.page?.frame
    && document.querySelector('#state').textContent.includes(words)"""
"""Whether the page says so, with nothing left to be told: it tells a moment after each change."""


class Guest:
    """A person before the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wrong: list[str] = []
        """What the browser complains of."""
        page.on("console", self._told)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def _told(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.wrong.append(said.text)

    @property
    def state(self) -> str:
        return self.page.locator("#state").inner_text()

    def says(self, words: str) -> None:
        """Wait until the page says how it stands in such words."""
        try:
            self.page.wait_for_function(SAYS, arg=words)
        except TimeoutError as error:
            raise AssertionError(f"waited for: {words}; it says: {self.state}") from error

    def line(self, words: str) -> Any:
        return self.page.locator(".cm-line", has_text=words).first

    def write_at(self, words: str, text: str) -> None:
        """Type at the end of the line that holds `words`."""
        self.line(words).click()
        self.page.keyboard.press("End")
        self.page.keyboard.type(text)

    def choose(self, name: str) -> None:
        """Press a button of the menu."""
        button = self.page.get_by_role("button", name=name)
        if not button.is_visible():
            self.page.get_by_text("More").click()
        button.click()

    def until(self, holds: Callable[[], object], what: str) -> None:
        """Wait for a condition, and let what the browser says come in meanwhile."""
        for _ in range(round(PATIENCE / 0.02)):
            if holds():
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(f"waited for: {what}; it says: {self.state}")


def chromium() -> str:
    """Where the browser is; without one, the test is skipped."""
    found = installed()
    if not found:
        pytest.skip("no Chromium on this computer (Debian: apt install chromium-headless-shell)")
    return found


def installed() -> str:
    """Where the browser is; empty without one."""
    return next(filter(None, map(shutil.which, BROWSERS)), "")


@contextmanager
def launched(playwright: Playwright) -> Iterator[Browser]:
    """The browser, until the end of the block."""
    running = playwright.chromium.launch(executable_path=installed(), args=["--no-sandbox"])
    try:
        yield running
    finally:
        running.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """For a module, not for all: while it is open, no other test could have a loop of its own."""
    chromium()
    with sync_playwright() as playwright, launched(playwright) as running:
        yield running


@pytest.fixture
def seated() -> Iterator[Table]:
    with table() as found:
        yield found


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Opens a window of the browser that shares nothing with the others."""
    opened: list[BrowserContext] = []

    def open_(**options: Any) -> BrowserContext:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}} | options)
        context.set_default_timeout(PATIENCE * 1000)
        opened.append(context)
        return context

    yield open_
    for context in opened:
        context.close()


@pytest.fixture
def come(seated: Table, window: Callable[..., BrowserContext]) -> Open:
    """A guest comes to the table, by a token's link."""

    def come_(token: str, words: str = "Saved", **options: Any) -> Guest:
        guest = Guest(window(**options).new_page())
        guest.page.goto(seated.link(token))
        guest.says(words)
        return guest

    return come_
