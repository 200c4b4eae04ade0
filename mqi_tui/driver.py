"""How the program sits in its terminal and its process: input without polling, quiet memory.

Textual's own input thread wakes ten times a second to look whether it should end. Ours sleeps
until there is input, a lone Esc is due, or the end has come; so an idle screen takes no time at
all, and quitting does not wait for the next look.
"""

from __future__ import annotations

import gc
import os
import select
import sys
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import App
    from textual.driver import Driver
    from textual.message import Message

STOCK_DRIVER = "MQI_STOCK_DRIVER"
"""Environment variable; with 1, Textual's own driver is used."""


def driver_class() -> type[Driver] | None:
    """The driver for `App(driver_class=…)`, or None where Textual's own must do."""
    on_terminal = sys.__stdin__ is not None and sys.__stdin__.isatty()
    if sys.platform == "win32" or not on_terminal or os.environ.get(STOCK_DRIVER) == "1":
        return None
    return BlockingDriver


def freeze_after_first_frame(app: App[Any]) -> None:
    """Call when `app` mounts. What start-up made is never searched for garbage again.

    A full search stops typing for some 20 ms, and nearly all it visits is what start-up made.
    Headless apps are left alone: tests run many in a process, whose remains must go.
    """
    gc.disable()
    app.call_after_refresh(_freeze, app)


def _freeze(app: App[Any]) -> None:
    """Only now is it known where the app runs: it has no driver when it mounts."""
    if not app.is_headless:
        gc.freeze()
    gc.enable()


if sys.platform != "win32":
    from textual._time import get_time
    from textual._xterm_parser import XTermParser
    from textual.drivers.linux_driver import LinuxDriver

    class BlockingDriver(LinuxDriver):
        """Textual's driver for Linux and macOS, with an input thread that sleeps until woken."""

        def __init__(self, app: App[Any], **options: Any) -> None:
            super().__init__(app, **options)
            self._woken, self._wake = os.pipe()

        def run_input_thread(self) -> None:
            """Pass on input until `disable_input`, or until the terminal is gone."""
            parser = XTermParser(self._debug)
            decode = getincrementaldecoder("utf-8")("replace").decode
            while self._woken not in (ready := self._wait(parser)):
                data = self._read() if ready else None
                if data == b"":
                    self._app.call_later(self._app.exit)
                    return
                if text := decode(data or b""):  # none while a letter is still incomplete
                    self._pass_on(parser.feed(text))
                self._pass_on(parser.tick())
            os.read(self._woken, 1)

        def _pass_on(self, messages: Iterable[Message]) -> None:
            for message in messages:
                self.process_message(message)

        def _wait(self, parser: XTermParser) -> list[int]:
            """Sleep until there is input or the end. Within an escape sequence, not for long."""
            due = parser._timeout_time
            timeout = None if due is None else max(0.0, due - get_time())
            return select.select([self.fileno, self._woken], [], [], timeout)[0]

        def _read(self) -> bytes:
            try:
                return os.read(self.fileno, 4096)
            except OSError:  # how Linux tells that the terminal is gone
                return b""

        def disable_input(self) -> None:
            """End the input thread."""
            if self._key_thread is not None and self._key_thread.is_alive():
                os.write(self._wake, b"\0")
            super().disable_input()
