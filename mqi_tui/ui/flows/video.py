"""A place in a video, in the browser; asked before while others may see this computer's screen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from mqi_tui.domain.video import web_address
from mqi_tui.systems import browser
from mqi_tui.ui.dialogs import questions

if TYPE_CHECKING:
    from mqi_tui.services.workspace import Workspace
    from mqi_tui.ui.once import Once

NOWHERE = "No video is known here · part {} of the plan takes its address"
PART, PART_OF_STOCK = 2, 4
"""Of the preparation, where the addresses are asked for."""


def show(screen: Once, work: Workspace, address: str, *, of_stock: bool = False) -> None:
    """Open it; `address`: empty where none is known. `of_stock`: of the stock clip."""

    def answered(answer: str | None) -> None:
        if answer:
            screen.run_worker(_opened(screen, address), group="video", exit_on_error=False)

    if not address:
        screen.tell(NOWHERE.format(PART_OF_STOCK if of_stock else PART))
    elif work.windows:
        screen.ask(questions.video(), answered)
    else:
        answered("open")


async def _opened(screen: Once, address: str) -> None:
    """Only an address on the web is ever handed to the system."""
    try:
        opened = await asyncio.to_thread(browser.open_address, web_address(address))
    except ValueError as reason:
        screen.tell(str(reason))
        return
    screen.tell("Opened in your browser" if opened else f"No browser answered: {address}")
