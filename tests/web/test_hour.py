"""A rehearsed hour: four write one log in four windows, through cuts, kills and a sleeping phone.

The coach's program has a clock that the test turns; hub, shared window and browser are real. At the
end the log on disk is compared word by word with what each of them wrote.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Page, ViewportSize, async_playwright

from mqi_tui.domain.roles import GUEST, Pass
from mqi_tui.services import reading
from tests.pty.harness import Terminal
from tests.pty.stage import ROOT
from tests.share.test_inviting import begin
from tests.share.test_sharing import House, hubs
from tests.ui.stage import Stage, wait_for
from tests.web.conftest import chromium
from tests.web.test_privacy import says
from tests.web.way import Way

__all__ = ["hubs"]
SIZES: Mapping[str, ViewportSize] = {
    "Ms. Rivera": {"width": 1280, "height": 800}, "Lindqvist": {"width": 390, "height": 844},
}  # fmt: skip
AT = {"Ms. Rivera": "Since last time", "Lindqvist": "Next conversation"}
"""In which line each of them begins to write."""
ENTER = """heading => {
  const text = page.sheet.text.toString()
  page.field.focus()
  page.field.view.dispatch({ selection: { anchor: text.indexOf('\\n', text.indexOf(heading)) } })
}"""
WINDOW = "SHARED log · share THIS window · saved"


class Four:
    """The coach at the app, the teacher at the shared window, two guests at pages."""

    def __init__(self, stage: Stage, window: Terminal, pages: dict[str, Page], way: Way) -> None:
        self.stage, self.window, self.pages, self.way = stage, window, pages, way
        self.written: list[str] = []

    async def write(self, step: int, *, without: str = "") -> None:
        """Each a sentence, all at once."""
        said = {name: f" {name.split()[-1]} says {step:02} of ten, 😀 and é" for name in self.pages}
        said = {name: words for name, words in said.items() if name != without}
        coach, shown = f" coach of {step:02}", f"window at {step:02} "
        self.written += [*said.values(), coach, shown]
        await asyncio.gather(
            self.stage.write(coach),
            self._in_window(shown),
            *(self.pages[name].keyboard.type(words) for name, words in said.items()),
        )

    async def _in_window(self, words: str) -> None:
        for letter in words:
            self.window.send(letter)
            await asyncio.sleep(0.005)

    async def together(self) -> None:
        """All that was written is on disk; each says so, and shows the same."""
        await wait_for(self._is_written, "all is there", self._states, timeout=20)
        for page in self.pages.values():
            await says(page, "Saved on the coach")
            text = self.stage.log
            script = "text => page.sheet.text.toString() === text"
            await page.wait_for_function(script, arg=text)

    def _is_written(self) -> bool:
        self.window.pump(0)
        log = self.stage.log
        saved = any(WINDOW in row for row in self.window.screen())
        return saved and all(words in log for words in self.written)

    def _states(self) -> str:
        missing = [words for words in self.written if words not in self.stage.log]
        return f"{missing}\n{self.stage.log}"


@asynccontextmanager
async def four(stage: Stage, house: House) -> AsyncIterator[Four]:
    guests = await begin(stage, house)
    address = house.meeting.announced()
    assert address
    way = Way(address.port, 0.075)
    command = (sys.executable, "-m", "mqi_tui", "--home", str(house.home.library.parent), "share")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox"]
        )
        with Terminal(command, cwd=ROOT, forked=True) as window:
            await wait_for(lambda: _shows(window, WINDOW), "the window", lambda: _all(window))
            pages = {}
            for name, size in SIZES.items():
                pages[name] = await (await browser.new_context(viewport=size)).new_page()
                token = guests.invite(Pass(GUEST, name))
                await pages[name].goto(f"http://127.0.0.1:{way.port}/#{token}")
                await says(pages[name], "Saved")
                await enter(pages[name], AT[name])
            window.send(b"\r\x1b[1;5H")  # enter, ctrl+home
            yield Four(stage, window, pages, way)
        await browser.close()
    way.close()


async def enter(page: Page, heading: str) -> None:
    """To the end of a line of the log, wherever it is, and however many rows it takes."""
    await page.evaluate(ENTER, heading)


def _shows(window: Terminal, words: str) -> bool:
    window.pump(0)
    return any(words in row for row in window.screen())


def _all(window: Terminal) -> str:
    return "\n".join(window.screen())


# Troubles, each with what is written meanwhile

Trouble = Callable[[Four, int], Awaitable[None]]


async def cut(us: Four, step: int) -> None:
    us.way.cut()
    await us.write(step)


async def tunnel_dies(us: Four, step: int) -> None:
    us.way.end()
    await us.write(step)
    us.way.begin()


async def phone_in_a_pocket(us: Four, step: int) -> None:
    """It sleeps, and its way is lost meanwhile; the others go on."""
    page = us.pages["Lindqvist"]
    protocol = await page.context.new_cdp_session(page)
    await protocol.send("Page.setWebLifecycleState", {"state": "frozen"})
    us.way.cut()
    await us.write(step, without="Lindqvist")
    await protocol.send("Page.setWebLifecycleState", {"state": "active"})


async def reloaded(us: Four, step: int) -> None:
    """The page is loaded anew while the others write; its words were saved before."""
    page = us.pages["Lindqvist"]
    await asyncio.gather(page.reload(), us.write(step, without="Lindqvist"))
    await says(page, "Saved")
    await enter(page, AT["Lindqvist"])


async def none(us: Four, step: int) -> None:
    await us.write(step)


def test_an_hour_that_four_write_is_on_disk_word_by_word(
    tmp_path: Path, hubs: list[subprocess.Popen[bytes]]
) -> None:
    chromium()
    house, texts = House(tmp_path / "home"), list[str]()
    written: list[str] = []

    async def hub_dies(us: Four, step: int) -> None:
        next(one for one in reversed(hubs) if one.poll() is None and _is_hub(one)).kill()
        await us.write(step)

    troubles: list[Trouble] = [
        none, cut, hub_dies, phone_in_a_pocket, tunnel_dies, reloaded, cut, hub_dies, cut, none,
    ]  # fmt: skip

    async def scene(stage: Stage) -> None:
        await stage.start()
        async with four(stage, house) as us:
            opening = stage.log
            await stage.press("ctrl+l")
            for step, trouble in enumerate(troubles, 1):
                assert stage.clock.step == step
                await trouble(us, step)
                await us.together()
                await stage.wait("6:00")
                if step < 10:
                    await stage.press("ctrl+n")
            assert sum(stage.clock.elapsed.values()) >= 60 * 60_000
            written.extend(us.written)
            texts.extend((opening, stage.log))
        await stage.app.close()

    id_ = house.shares(scene)
    opening, at_the_end = texts
    log = reading.read(house.library, id_).log
    assert log.text == at_the_end
    assert len(written) == 4 * len(troubles) - 2
    assert [words for words in written if log.text.count(words) != 1] == []
    typed = Counter(" ".join(written).split())
    assert Counter(log.text.split()) == Counter(opening.split()) + typed, "word by word"
    assert {author.name for author in log.authors} == set(SIZES)


def _is_hub(process: subprocess.Popen[bytes]) -> bool:
    return "hub" in " ".join(map(str, process.args))  # type: ignore[arg-type]
