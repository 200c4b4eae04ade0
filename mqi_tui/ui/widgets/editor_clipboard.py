"""The system's clipboard, where there is one.

Reading and writing it may start a program that may hang, so both run in a thread of their own,
which nothing waits for longer than `PATIENCE`, not even the end of the program.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from textual.app import App

PATIENCE = 1.0
"""Seconds until a clipboard that does not answer counts as none."""

BY_MOUSE = "select it with the mouse, Shift held (Option on a Mac)"
"""How a text on the screen is had where no clipboard can be reached: terminals see to that."""

T = TypeVar("T")


async def read() -> str | None:
    """The text on the system's clipboard, or None where it cannot be read."""
    return await _patiently(_read)


async def copy(app: App[Any], text: str) -> bool:
    """Put `text` where it can be pasted: in mqi, by the terminal, by the system's clipboard.

    Whether the last worked; of the terminal's nobody tells.
    """
    app.copy_to_clipboard(text)
    return await write(text)


async def write(text: str) -> bool:
    """Put `text` on the system's clipboard; False where that failed."""
    return await _patiently(lambda: _write(text)) or False


def _read() -> str | None:
    import pyperclip  # type: ignore[import-untyped]

    try:
        return str(pyperclip.paste())
    except (pyperclip.PyperclipException, OSError):
        return None


def _write(text: str) -> bool:
    import pyperclip

    try:
        pyperclip.copy(text)
    except (pyperclip.PyperclipException, OSError):
        return False
    return True


async def _patiently(call: Callable[[], T]) -> T | None:
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[T] = loop.create_future()

    def settle(result: T) -> None:
        if not answer.done():
            answer.set_result(result)

    def run() -> None:
        result = call()
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(settle, result)

    threading.Thread(target=run, name="clipboard", daemon=True).start()
    try:
        return await asyncio.wait_for(answer, PATIENCE)
    except TimeoutError:
        return None
