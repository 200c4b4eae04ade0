"""How the process behaves: its files, its environment, its crashes, its end. Before Textual."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, MutableMapping

from mqi_tui.systems import here

OURS = "TEXTUAL_DISABLE_KITTY_KEY"
"""Set by the package itself: how Textual reads keys, nothing about writing them."""


def crash_report(error: BaseException) -> str:
    """What happened and where, for a report; neither messages nor variables, which hold words."""
    return "\n".join(
        [
            "mqi stopped because of a fault of its own. Everything up to the last second is saved:",
            "start it again with `mqi` to go on where you were.",
            f"For a report (it holds nothing that was written): {type(error).__name__}",
            *_places(error),
        ]
    )


def fault_report(kind: str, error: BaseException | None) -> str:
    """The same of a fault that stopped nothing."""
    named = f"{kind}: {type(error).__name__}" if error else kind
    lines = [f"mqi: a fault of its own, which stopped nothing ({named})"]
    return "\n".join([*lines, *(_places(error) if error else [])])


def _places(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    return [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames][-12:]


def quiet_crashes() -> None:
    """Let every fault, wherever it comes up, be reported without a word of the conversation.

    What is thrown, in any thread; what is thrown while something is tidied away, or at the end;
    warnings; and what libraries log: asyncio does so for tasks and callbacks, and names their
    arguments.
    """
    sys.excepthook = lambda _, error, __: _report(error)
    threading.excepthook = lambda args: _report(args.exc_value)
    sys.unraisablehook = lambda args: _say(fault_report("tidying", args.exc_value))
    warnings.showwarning = lambda _, kind, file, line, *__: _warning(kind, file, line)
    logging.raiseExceptions = False
    logging.lastResort = _Quiet(logging.WARNING)


def _report(error: BaseException | None) -> None:
    if error is not None and not isinstance(error, KeyboardInterrupt):
        _say(crash_report(error))


def _warning(kind: type[Warning], file: str, line: int) -> None:
    _say(fault_report(f"{kind.__name__}, {file}:{line}", None))


def _say(lines: str) -> None:
    with contextlib.suppress(Exception):  # there may be nobody any more who reads it
        sys.stderr.write(lines + "\n")


class _Quiet(logging.Handler):
    """Says who logs, and which fault; a message may hold words."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        _say(fault_report(f"{record.name}, {record.levelname.lower()}", error))


def drop_debugging(environment: MutableMapping[str, str]) -> None:
    """Remove what makes Textual write keys or pictures to disk. Before Textual is imported."""
    for name in [name for name in environment if name.startswith("TEXTUAL")]:
        if name != OURS:
            del environment[name]


def private_files() -> None:
    """Files for the owner alone, and no memory image after a crash."""
    os.umask(0o077)
    here.spill_nothing()


def when_asked_to_end(act: Callable[[], object]) -> None:
    """Call `act` in the running event loop when the system or a closed window ends the process."""
    import asyncio

    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        with contextlib.suppress(AttributeError, NotImplementedError):  # Windows has neither
            loop.add_signal_handler(getattr(signal, name), act)
