"""`mqi share [ID]`: the log alone, in this terminal, for the window that is screen-shared."""

from __future__ import annotations

import contextlib
import hashlib
import json
import signal
import subprocess
import sys
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO

from mqi_tui.commands import folders, library, need_terminal, settings_in
from mqi_tui.store.share_state import Address, Meeting

EVERY = 0.25
"""Seconds between two looks for where the log is."""
WAIT = 2.0
"""Seconds that the window has to end, before it is made to."""


def run(options: Namespace) -> int:
    need_terminal()
    from mqi_tui.share.start import window

    home = folders(options.home)
    if options.id:
        library(options.home).read(options.id)
    meeting = Meeting(home)
    end_with_us()
    started, pipe = window(meeting.folders)
    with pipe:
        send(pipe, {"theme": settings_in(home).theme})
        try:
            return Launcher(started, pipe, meeting, options.id or "").tell_all()
        finally:
            meeting.ask_no_more()
            end(started)


def end_with_us() -> None:
    """Ctrl+C is a key of the window; what ends us ends the window, too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):
        if number := getattr(signal, name, None):
            signal.signal(number, lambda given, _: sys.exit(128 + given))


def end(started: subprocess.Popen[bytes]) -> None:
    """Let the window end, or make it end."""
    with contextlib.suppress(OSError):
        started.terminate()
    try:
        started.wait(WAIT)
    except subprocess.TimeoutExpired:
        started.kill()
        started.wait()


@dataclass
class Launcher:
    """Tells one window where the log is that it is to show: always of the same conversation.

    Of which one, says whoever starts it; else it is the first that is shared. Another one takes
    its place where the coach says so, who is asked in the other window.
    """

    started: subprocess.Popen[bytes]
    pipe: IO[bytes]
    meeting: Meeting
    wanted: str
    told: Address | None = None
    _waits: bool = False

    def tell_all(self) -> int:
        """Ask for the log, and say where it is, until the window is closed; its exit code."""
        while self.started.poll() is None:
            with contextlib.suppress(OSError):  # nobody hears it; it is asked again at once
                self.meeting.ask(self.wanted, again=self.told is not None)
            self._look(self.meeting.shared())
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.started.wait(EVERY)
        return self.started.returncode

    def _look(self, shared: Address | None) -> None:
        if shared and self._is_ours(shared):
            if shared != self.told:
                self._tell(shared)
        elif self._waits != bool(shared and not self.told):
            self._waits = not self._waits
            send(self.pipe, {"another": self._waits})

    def _is_ours(self, shared: Address) -> bool:
        """Whether it is asked for; or takes the place of what this window shows already."""
        follows = self.told is not None and self.wanted == shared.instead_of
        return follows or self.wanted in ("", shared.id)

    def _tell(self, shared: Address) -> None:
        token = next(one for one, role in shared.tokens.items() if role == "window")
        log = hashlib.sha256(shared.id.encode()).hexdigest()[:16]
        where = {"room": shared.room, "port": shared.port, "token": token, "log": log}
        send(self.pipe, where)
        self.wanted, self.told = shared.id, shared


def send(pipe: IO[bytes], said: Mapping[str, object]) -> None:
    """Tell the window something."""
    with contextlib.suppress(OSError):
        pipe.write(f"{json.dumps(said)}\n".encode())
