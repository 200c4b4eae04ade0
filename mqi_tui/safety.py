"""The last line of defence: no control character reaches the terminal, no crash shows a word."""

from __future__ import annotations

import os
import sys
import threading
import traceback
from collections.abc import MutableMapping
from types import TracebackType

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from mqi_tui.text import CONTROLS


class NoControls(LineFilter):
    """Takes control characters out of what is about to be written to the terminal."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        if not any(CONTROLS.search(segment.text) for segment in segments):
            return segments
        return [Segment(CONTROLS.sub("", s.text), s.style, s.control) for s in segments]


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
        del environment[name]


def private_files() -> None:
    """Files for the owner alone, and no memory image after a crash."""
    os.umask(0o077)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
