"""A guest's page at a real conversation: its words reach the disk, no private one reaches it."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

from playwright.async_api import Page, async_playwright

from mqi_tui.domain.roles import GUEST, Pass
from mqi_tui.files.plan import read_plan
from mqi_tui.services import conversations, reading
from mqi_tui.share.link import here, is_hub
from tests.canary import CANARY, seeded_plan
from tests.share.test_sharing import House, hubs, join
from tests.ui.stage import Stage, wait_for
from tests.web.conftest import SAYS, chromium

__all__ = ["hubs"]


async def come(stage: Stage, house: House, page: Page, heard: list[str]) -> None:
    """Invite a guest to the running share, who opens the link."""
    windows, address = stage.app.work.windows, house.meeting.announced()
    assert windows
    assert address
    token = windows.guests.invite(Pass(GUEST, "Ms. Rivera"))
    while not await is_hub(here(address.port), token):
        await asyncio.sleep(0.01)

    def took(frame: str | bytes) -> None:
        heard.append(frame.decode("utf-8", "replace") if isinstance(frame, bytes) else frame)

    page.on("websocket", lambda socket: socket.on("framereceived", took))
    await page.goto(f"http://127.0.0.1:{address.port}/#{token}")
    await says(page, "Saved")


async def says(page: Page, words: str) -> None:
    """Wait until the page says how it stands in such words."""
    await page.wait_for_function(SAYS, arg=words)


def test_what_a_guest_writes_is_on_disk_and_no_private_word_reaches_the_page(
    tmp_path: Path, hubs: Any
) -> None:
    executable, house, heard = chromium(), House(tmp_path / "home"), list[str]()
    session = conversations.add(
        house.library, read_plan(seeded_plan(tmp_path / "p.yaml")), "", house.now
    )
    session.keeper.close()

    async def scene(stage: Stage) -> None:
        window = await join(stage, house.meeting)
        stage.app.work.show_time(True)
        await stage.start()
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=executable, args=["--no-sandbox"]
            )
            page = await browser.new_page()
            await come(stage, house, page, heard)
            await page.locator(".cm-content").click()
            await page.keyboard.press("Control+End")
            await page.keyboard.type("\nRivera: of hers")
            for step in range(2):
                await stage.press("ctrl+o")
                await stage.write(f"{CANARY} {step}")
                await stage.press("enter")
                await stage.wait("4:00")
                await stage.press("ctrl+g", "v", "enter", "escape")
                await stage.press("ctrl+n")
            await page.get_by_text("step 3 of 10").wait_for()
            await says(page, "Saved")
            session = stage.session
            await wait_for(lambda: session.keeper.status.word == "saved", "all is saved")
            saved = reading.read(house.library, session.conversation.id).log.text
            assert saved.endswith("Rivera: of hers")
            heard.append(await page.content())
            kept = "() => ({...localStorage, ...sessionStorage, title: document.title})"
            heard.append(json.dumps(await page.evaluate(kept)))
            await browser.close()
        await stage.app.close()
        await window.leave()

    house.shares(scene, session.conversation.id)
    everything = "\n".join(heard)
    assert "of hers" in everything, "something was heard at all"
    assert "step 3 of 10" in everything
    assert CANARY not in everything
