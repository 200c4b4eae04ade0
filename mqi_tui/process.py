"""How the process behaves: its files, its environment, its crashes, its end. Before Textual."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, MutableMapping
from types import TracebackType

OURS = "TEXTUAL_DISABLE_KITTY_KEY"
"""Set by the package itself: how Textual reads keys, nothing about writing them."""


def crash_report(error: BaseException) -> str:
    """What happened and where, for a report; neither messages nor variables, which hold words."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    return "\n".join(
        [
            "mqi stopped because of a fault of its own. Everything up to the last second is saved:",
            "start it again with `mqi` to go on where you were.",
            f"For a report (it holds nothing that was written): {type(error).__name__}",
            *places[-12:],
        ]
    )


def quiet_crashes() -> None:
    """Let every crash, in any thread, be reported without a word of the conversation."""

    def report(_: type[BaseException], error: BaseException, __: TracebackType | None) -> None:
        sys.stderr.write(crash_report(error) + "\n")

    sys.excepthook = report
    threading.excepthook = lambda args: (
        report(args.exc_type, args.exc_value, None) if args.exc_value else None
    )


def drop_debugging(environment: MutableMapping[str, str]) -> None:
    """Remove what makes Textual write keys or pictures to disk. Before Textual is imported."""
    for name in [name for name in environment if name.startswith("TEXTUAL")]:
        if name != OURS:
            del environment[name]


def private_files() -> None:
    """Files for the owner alone, and no memory image after a crash."""
    os.umask(0o077)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def when_asked_to_end(act: Callable[[], object]) -> None:
    """Call `act` in the running event loop when the system or a closed window ends the process."""
    import asyncio

    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        with contextlib.suppress(AttributeError, NotImplementedError):  # Windows has neither
            loop.add_signal_handler(getattr(signal, name), act)
