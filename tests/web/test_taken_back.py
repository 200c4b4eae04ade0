"""What a guest deletes in a browser by mistake: the coach is told, and one key brings it back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.async_api import async_playwright

from tests.share.test_inviting import begin
from tests.share.test_sharing import House, hubs
from tests.ui.stage import Stage
from tests.web.conftest import chromium
from tests.web.test_privacy import come, says

__all__ = ["hubs"]
TEXT_IS = "text => page.sheet.text.toString() === text"


def test_a_log_that_a_guest_deletes_comes_back_by_one_key(tmp_path: Path, hubs: Any) -> None:
    executable, house = chromium(), House(tmp_path / "home")

    async def scene(stage: Stage) -> None:
        await stage.start()
        await begin(stage, house)
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=executable, args=["--no-sandbox"]
            )
            page = await browser.new_page()
            await come(stage, house, page, [])
            await page.locator(".cm-content").click()
            await page.keyboard.type("of hers")
            await says(page, "Saved")
            before, whose = stage.log, stage.session.conversation.log.authors
            await page.keyboard.press("Control+a")
            await page.keyboard.press("Delete")
            await stage.until(lambda: stage.log == "", "it is gone")
            await stage.sees(f"{len(before)} characters were deleted in the log · F3 brings them")
            await stage.press("f3")
            await stage.until(lambda: stage.log == before, "it is back")
            await page.wait_for_function(TEXT_IS, arg=before)
            assert whose
            assert stage.session.conversation.log.authors == whose, "and hers is still hers"
            await browser.close()
        await stage.app.close()

    house.shares(scene)
