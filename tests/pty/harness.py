"""A program on a real pseudo-terminal, driven and watched from outside.

What it writes is stamped with the time it arrived, before anything looks into it.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import pyte

from tests.cli.forks import Forked
from tests.torture.processes import is_awake, rested

COLOURS = re.compile(rb"\x1b\[[\d;:]*m")
"""Half of what an app writes, and nothing of it is a letter: it costs the screen most to read."""
BEGUN = re.compile(rb"\x1b(\[[\d;:]*)?\Z")
"""The beginning of what may become one."""


class Burst(NamedTuple):
    """Bytes that arrived together, and when (seconds, monotonic)."""

    time: float
    data: bytes


class Terminal:
    """`command` on a terminal of `columns` by `rows` cells; a context manager that ends it."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 120,
        rows: int = 36,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        forked: bool = False,
    ) -> None:
        """`forked`: it need not import anew what it is made of."""
        self.bursts: list[Burst] = []
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._drawn = 0
        self._begun = b""
        self._rows: dict[int, str] = {}
        self._master, slave = pty.openpty()
        _set_size(slave, columns, rows)
        self.attributes = termios.tcgetattr(slave)
        self.started = time.monotonic()
        start: Callable[..., Any] = Forked if forked else _from_nothing
        given = {"TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})}
        self.process: subprocess.Popen[bytes] = start(
            command, stdin=slave, stdout=slave, stderr=slave, cwd=cwd, env=_inherited() | given
        )
        self._slave = slave  # held open, so that what was written last can still be read

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # In

    def send(self, keys: str | bytes) -> float:
        """Type `keys`; the time at which they were given to the terminal."""
        data = keys.encode() if isinstance(keys, str) else keys
        now = time.monotonic()
        while data:
            data = data[os.write(self._master, data[:1024]) :]
            self.pump(0)
        return now

    def resize(self, columns: int, rows: int) -> None:
        """Change the size, as dragging the window's corner does."""
        self._draw()
        self._screen.resize(rows, columns)
        _set_size(self._slave, columns, rows)
        self.signal(signal.SIGWINCH)

    def hang_up(self) -> None:
        """Close the terminal's window."""
        os.close(self._master)
        os.close(self._slave)
        self._master = self._slave = -1

    def wipe(self) -> None:
        """Show nothing, as another program left it: only what is drawn again comes back."""
        self.settle()
        self._draw()
        self._screen.erase_in_display(2)

    def signal(self, number: int) -> None:
        """Send a signal to the program."""
        self.process.send_signal(number)

    # Out

    def pump(self, timeout: float) -> Burst | None:
        """Take in what the program writes next, waiting for it at most `timeout` seconds."""
        if self._master == -1:
            time.sleep(timeout)
            return None
        if not select.select([self._master], [], [], timeout)[0]:
            return None
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:
            return None
        burst = Burst(time.monotonic(), data)
        self.bursts.append(burst)
        return burst

    def wait_until(self, condition: Callable[[], bool], what: str, timeout: float = 10.0) -> float:
        """Take in output until `condition` holds; the time since the epoch of `time.monotonic`.

        Raises:
            TimeoutError: naming `what` did not happen, with the screen as it is.
        """
        until = time.monotonic() + timeout
        while not condition():
            if time.monotonic() > until:
                screen = "\n".join(self.screen())
                raise TimeoutError(f"waited {timeout} s in vain: {what}. The screen:\n{screen}")
            self.pump(0.002)
        return time.monotonic()

    def wait_for(self, text: str, timeout: float = 10.0) -> float:
        """Wait until `text` stands on the screen."""
        return self.wait_until(
            lambda: any(text in line for line in self.screen()), f"{text!r} on the screen", timeout
        )

    def wait_for_output(self, data: bytes, timeout: float = 10.0) -> float:
        """Wait until `data` was written; the time at which its last byte arrived."""
        seen = len(self.bursts)
        tail = b"".join(burst.data for burst in self.bursts)
        if data in tail:
            return self.bursts[-1].time
        until = time.monotonic() + timeout
        while time.monotonic() < until:
            self.pump(0.05)
            for burst in self.bursts[seen:]:
                tail = tail[-len(data) :] + burst.data
                if data in tail:
                    return burst.time
            seen = len(self.bursts)
        raise TimeoutError(f"waited {timeout} s in vain: {data!r} in the output")

    def settle(self, quiet: float = 0.2, timeout: float = 10.0) -> None:
        """Take in output until none came for `quiet` seconds in which the program could write."""
        pid = self.process.pid
        until, since = time.monotonic() + timeout, rested(pid)
        while (left := quiet + since - rested(pid)) > 0 or is_awake(pid):
            if self.pump(max(left, 0.005)) is not None:
                since = rested(pid)
            if time.monotonic() > until:
                raise TimeoutError(f"output did not stop for {quiet} s within {timeout} s")

    def screen(self) -> list[str]:
        """The rows of the screen as a person sees them."""
        self._draw()
        for number in self._screen.dirty:
            self._rows[number] = _read(self._screen, number)
        self._screen.dirty.clear()
        return [self._rows[number] for number in range(self._screen.lines)]

    @property
    def raw(self) -> bytes:
        """All that was written so far."""
        return b"".join(burst.data for burst in self.bursts)

    # The end

    def wait_exit(self, timeout: float = 10.0) -> int:
        """Wait for the program to end by itself; its exit status."""
        self.wait_until(lambda: self.process.poll() is not None, "the program's end", timeout)
        while self.pump(0) is not None:
            pass
        return int(self.process.returncode)

    def modes(self) -> list[object]:
        """The terminal's line settings now; `attributes` has those from before the start."""
        return list(termios.tcgetattr(self._slave))

    def close(self) -> None:
        """Kill what still runs and let go of the terminal."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self._master != -1:
            self.hang_up()

    def _draw(self) -> None:
        new = b"".join(burst.data for burst in self.bursts[self._drawn :])
        self._drawn = len(self.bursts)
        new = COLOURS.sub(b"", self._begun + new)
        begun = BEGUN.search(new)
        self._begun = begun[0] if begun else b""
        self._stream.feed(new.removesuffix(self._begun))


def _read(screen: pyte.Screen, number: int) -> str:
    """A row as a person sees it; behind a wide letter stands an empty one."""
    row = screen.buffer[number]
    return "".join([row[column].data for column in range(screen.columns)])


def _set_size(descriptor: int, columns: int, rows: int) -> None:
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def _inherited() -> dict[str, str]:
    """Our environment without the size of our own terminal, which would hide that of this one."""
    return {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}


def _from_nothing(command: Sequence[str], **options: Any) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        start_new_session=True,
        preexec_fn=_own_terminal,  # noqa: PLW1509  (the harness has no threads)
        **options,
    )


def _own_terminal() -> None:
    """Make standard input the controlling terminal: hanging up and stopping work as in a window."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
