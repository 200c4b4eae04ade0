"""The hour in plain lines: lines are read from the keyboard, or a pipe, and answered."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from mqi_tui.commands import Refused, say, settle
from mqi_tui.services import conversations
from mqi_tui.services.plain_hour import Lines, PlainHour
from mqi_tui.services.system_clock import read

if TYPE_CHECKING:
    from mqi_tui.services.session import Session
    from mqi_tui.store.library import Library

PROMPT = "> "
LOOK_EVERY = 1.0
"""Seconds after which the clock is looked at, also where nobody types."""
KEPT_WITHIN = 2.0
"""Seconds that an answer waits for what it tells of to be kept; then it is told that it is not."""


def hold(library: Library, id_: str, home: Path | None) -> int:
    """Hold conversation `id_` until the coach leaves; the exit code.

    Raises:
        Refused: another one is running, or something could not be saved.
        StoreError: it cannot be opened.
    """
    settle(home)
    running = conversations.running(library)
    if running and running.id != id_:
        raise Refused(f"another conversation is running: mqi live --plain {running.id}")
    session = conversations.open_session(library, id_, read)
    try:
        _hold(session)
    except KeyboardInterrupt:
        say()
    finally:
        session.keeper.close()
    if session.keeper.status.word == "NOT SAVED":
        raise Refused(str(session.keeper.status))
    return 0


def _hold(session: Session) -> None:
    hour, told = PlainHour(session), 0
    _answer(hour.begins())
    for line in _typed():
        if line is None:
            session.look()
            continue
        answer = [*hour.answer(line)]
        if not session.keeper.flush(KEPT_WITHIN):
            answer.append(str(session.keeper.status))
        _answer([*answer, *session.keeper.notices[told:]])
        told = len(session.keeper.notices)
        if hour.is_left:
            return
        _ask()


def _answer(lines: Lines) -> None:
    for line in lines:
        say(line)
    sys.stdout.flush()


def _ask() -> None:
    if sys.stdin.isatty():
        sys.stdout.write(PROMPT)
        sys.stdout.flush()


def _typed() -> Iterator[str | None]:
    """Each line as it comes, to the last; None for each second without one."""
    lines = SimpleQueue[str]()
    threading.Thread(target=_read, args=(lines,), daemon=True).start()
    _ask()
    while True:
        try:
            line = lines.get(timeout=LOOK_EVERY)
        except Empty:
            yield None
            continue
        if not line:
            return
        yield line


def _read(lines: SimpleQueue[str]) -> None:
    while line := sys.stdin.readline():
        lines.put(line)
    lines.put("")
