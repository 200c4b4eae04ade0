"""`mqi share [ID]`: the log alone, in this terminal, for the window that is screen-shared."""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
from argparse import Namespace
from typing import IO

from mqi_tui.commands import folders, library, need_terminal
from mqi_tui.store.meeting import Meeting

EVERY = 0.25
"""Seconds between two looks for where the log is."""


def run(options: Namespace) -> int:
    need_terminal()
    from mqi_tui.config import load
    from mqi_tui.share.start import window

    home = folders(options.home)
    if options.id:
        library(options.home).read(options.id)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl+c is a key of the window
    meeting = Meeting(home)
    started, pipe = window(meeting.folders)
    with started, pipe:
        _send(pipe, {"theme": load(home.config).theme})
        try:
            return _keep_telling(started, pipe, meeting, options.id or "")
        finally:
            with contextlib.suppress(OSError):
                started.terminate()


def _keep_telling(
    started: subprocess.Popen[bytes], pipe: IO[bytes], meeting: Meeting, wanted: str
) -> int:
    """Ask for the log, and say where it is, until the window is closed; its exit code."""
    told = None
    while started.poll() is None:
        meeting.ask(wanted)
        address = meeting.announced()
        if address and address != told and wanted in ("", address.id):
            token = next(one for one, role in address.tokens.items() if role == "window")
            _send(pipe, {"room": address.room, "port": address.port, "token": token})
            told = address
        with contextlib.suppress(subprocess.TimeoutExpired):
            started.wait(EVERY)
    return started.returncode


def _send(pipe: IO[bytes], said: dict[str, object]) -> None:
    with contextlib.suppress(OSError):
        pipe.write(f"{json.dumps(said)}\n".encode())
