"""Input without polling, and output that is never waited for: our driver for Linux and macOS.

Textual's own input thread wakes ten times a second to look whether it should end. Ours sleeps
until there is input, a lone Esc is due, or the end has come; so an idle screen takes no time at
all, and quitting does not wait for the next look.

Neither thread is ever waited for longer than a moment: a terminal that takes no more, or that the
shell has meanwhile, keeps nobody from leaving.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import threading
from codecs import getincrementaldecoder
from functools import partial
from typing import TYPE_CHECKING, Any

from textual._time import get_time
from textual.drivers.linux_driver import LinuxDriver

from mqi_tui.ui.terminal.output import Output
from mqi_tui.ui.terminal.pasting import PastingParser

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import App
    from textual.message import Message

PATIENCE = 1.0
"""Seconds that a thread has to end, and the terminal to take what was written last."""


class BlockingDriver(LinuxDriver):
    """Textual's driver for Linux and macOS, with an input thread that sleeps until woken."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._wake = -1
        """Closing it wakes the input thread, for good."""
        self._reader: threading.Thread | None = None
        self._output = Output(self._file.fileno() if self._file else 2, self._draw_anew)

    # Input

    def _run_input_thread(self) -> None:
        """Textual's thread is one that the end of the process would wait for: use another."""
        woken, self._wake = os.pipe()
        read = partial(self._read_until, woken)
        reader = threading.Thread(target=read, name="input", daemon=True)
        reader.start()
        self._reader = reader  # only now can it be waited for

    def _read_until(self, woken: int) -> None:
        try:
            self._pass_on_all(woken)
        except BaseException:
            self._app.call_later(self._app.panic)
            raise
        finally:
            os.close(woken)

    def _pass_on_all(self, woken: int) -> None:
        """Pass on input until woken, or until the terminal is gone."""
        parser = PastingParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        while woken not in (ready := self._wait(parser, woken)):
            data = self._read() if ready else None
            if data == b"":
                self._app.call_later(self._app.exit)
                return
            if text := decode(data or b""):  # none while a letter is still incomplete
                self._pass_on(parser.feed(text))
            self._pass_on(parser.tick())

    def _pass_on(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)

    def _wait(self, parser: PastingParser, woken: int) -> list[int]:
        """Sleep until there is input or the end. Within an escape sequence, not for long."""
        due = parser.due
        timeout = None if due is None else max(0.0, due - get_time())
        return select.select([self.fileno, woken], [], [], timeout)[0]

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, 4096)
        except OSError:  # how Linux tells that the terminal is gone
            return b""

    def disable_input(self) -> None:
        """End the input thread."""
        super().disable_input()  # waits for its own thread, which only begins ours
        self._end_reader()

    def _end_reader(self) -> None:
        wake, self._wake = self._wake, -1  # first of all: a signal may call here once more
        reader, self._reader = self._reader, None
        if wake >= 0:
            os.close(wake)
        if reader:
            reader.join(PATIENCE)  # it may wait for a key that the shell took

    # Output

    def write(self, data: str) -> None:
        """Hand `data` to the terminal; never waits for it."""
        self._output.write(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def _draw_anew(self) -> None:
        """The terminal takes output again: what it missed is drawn whole."""
        self._app.call_later(self._app.refresh)

    def close(self) -> None:
        """Wait a moment for the terminal to take what was written last."""
        super().close()
        self._output.finish(PATIENCE)

    # Stopping and going on

    def start_application_mode(self) -> None:
        """Take the terminal, for the first time or again.

        Who is stopped without being asked (SIGSTOP) could not give it back before: what ran
        until then is ended first, and the terminal's own settings are those of the first time.
        """
        settings = self.attrs_before
        self._be_woken()
        if self._wake >= 0:
            self._end_reader()  # and no more: what was typed meanwhile waits to be read
            super().close()
            self._must_signal_resume = True
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if settings is not None:
            self.attrs_before = settings

    def _be_woken(self) -> None:
        """Let the loop hear of going on.

        The system may hand the signal to any thread that wakes with us; Python would tell the
        main thread of it at its next step, and an idle one takes none.
        """
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGCONT, self._sigcont_application)

    def resume_application_mode(self) -> None:
        """Come back to a terminal that shows what others wrote meanwhile."""
        super().resume_application_mode()
        self._draw_anew()
