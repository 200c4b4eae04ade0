"""Programs of ours that need not import `mqi` each time: one that has done so forks them.

As a program, it is that one: it reads a `Start`, with what is to be its standard input, output and
error, and answers with the number of the process; or a number, and answers how that one ended.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import gc
import json
import os
import pkgutil
import runpy
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, NoReturn

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Start:
    """`python -m MODULE ARGUMENTS` or `python -c CODE ARGUMENTS`, and where."""

    option: str
    what: str
    arguments: list[str]
    environment: dict[str, str]
    folder: str


class Forks:
    """The process that forks them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ours, theirs = socket.socketpair()
        command = [sys.executable, "-m", "tests.cli.forks", str(theirs.fileno())]
        self._process = START(command, pass_fds=[theirs.fileno()], cwd=ROOT)
        theirs.close()

    def asked(self, question: object, *files: int) -> Any:
        """What it answers."""
        with self._lock:
            _tell(self._ours, question, *files)
            return json.loads(_heard(self._ours)[0])

    def close(self) -> None:
        """End it."""
        self._ours.close()
        self._process.wait()


CAN_FORK = hasattr(os, "fork")
START = subprocess.Popen
"""As it was before a test looked at what is started."""


@functools.cache
def forks() -> Forks:
    """The one of this process, started when it is first asked for."""
    one = Forks()
    atexit.register(one.close)
    return one


class Forked:
    """What `subprocess.Popen` is of a program that starts from nothing."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        stdin: int | None = None,
        stdout: int | None = None,
        stderr: int | None = None,
        env: Mapping[str, str] | None = None,
        cwd: str | Path | None = None,
        **_: object,
    ) -> None:
        python, option, what, *arguments = command
        assert python == sys.executable
        self.args = command
        self.returncode: int | None = None
        self.stdin: IO[bytes] | None = None
        self.stdout: IO[bytes] | None = None
        self.stderr: IO[bytes] | None = None
        start = Start(option, what, arguments, dict(env or os.environ), str(cwd or Path.cwd()))
        with contextlib.ExitStack() as theirs:
            files = [
                self._end(theirs, name, given)
                for name, given in (("stdin", stdin), ("stdout", stdout), ("stderr", stderr))
            ]
            self.pid = int(forks().asked(asdict(start), *files))

    def _end(self, theirs: contextlib.ExitStack, name: str, given: int | None) -> int:
        """Their end of what is given; ours of a pipe is kept under `name`."""
        if given == subprocess.DEVNULL:
            given = os.open(os.devnull, os.O_RDWR)
            theirs.callback(os.close, given)
        elif given == subprocess.PIPE:
            ends = os.pipe()
            given, mine = ends if name == "stdin" else ends[::-1]
            theirs.callback(os.close, given)
            setattr(self, name, os.fdopen(mine, "wb" if name == "stdin" else "rb"))
        return ("stdin", "stdout", "stderr").index(name) if given is None else given

    def poll(self) -> int | None:
        """The exit code, if it has ended."""
        if self.returncode is None:
            self.returncode = forks().asked(self.pid)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, once it has ended."""
        until = time.monotonic() + (timeout or float("inf"))
        while (code := self.poll()) is None:
            if time.monotonic() > until:
                raise subprocess.TimeoutExpired(self.args, timeout or 0)
            time.sleep(0.005)
        return code

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)


def main() -> None:
    import mqi_tui

    asked = socket.socket(fileno=int(sys.argv[1]))
    for module in pkgutil.walk_packages(mqi_tui.__path__, "mqi_tui."):
        if not module.name.endswith("__main__"):
            __import__(module.name)
    gc.collect()
    gc.freeze()
    while True:
        question, files = _heard(asked)
        if not question:
            return
        match json.loads(question):
            case int(pid):
                ended, status = os.waitpid(pid, os.WNOHANG)
                answer = os.waitstatus_to_exitcode(status) if ended else None
            case start:
                if not (answer := os.fork()):
                    asked.close()
                    _become(Start(**start), files)
                for one in files:
                    os.close(one)
        _tell(asked, answer)


def _tell(other: socket.socket, what: object, *files: int) -> None:
    words = json.dumps(what).encode() + b"\n"
    other.sendall(words[socket.send_fds(other, [words], files) :])


def _heard(other: socket.socket) -> tuple[bytes, list[int]]:
    """A line, and the files that came with it; nothing once the other has ended."""
    words, files, *_ = socket.recv_fds(other, 1 << 16, 3)
    while words and not words.endswith(b"\n"):
        words += other.recv(1 << 16)
    return words, files


def _become(start: Start, files: list[int]) -> NoReturn:
    """The program as it is started, but for what is imported already."""
    import fcntl
    import termios

    os.setsid()
    for fd, opened in enumerate(files):
        os.dup2(opened, fd)
        os.close(opened)
    if os.isatty(0):
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115
    os.environ.clear()
    os.environ.update(start.environment)
    time.tzset()
    os.chdir(start.folder)
    sys.argv[1:] = start.arguments
    code: object = 1
    try:
        if start.option == "-m":
            runpy.run_module(start.what, run_name="__main__", alter_sys=True)
        else:
            exec(start.what, {"__name__": "__main__"})
    except SystemExit as ended:
        code = ended.code
    _leave(code)


def _leave(code: object) -> NoReturn:
    """End as Python does, but for taking all apart that was imported: a tenth of a second."""
    for one in threading.enumerate():
        if one is not threading.current_thread() and not one.daemon:
            one.join()
    if isinstance(code, str):
        sys.stderr.write(f"{code}\n")
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else bool(code))


if __name__ == "__main__":
    main()
