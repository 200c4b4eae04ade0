"""Runs a program for as long as whoever started this lives, however that ends.

python leash.py OPTION PROGRAM ARGUMENT …: the program ends when standard input does. That is a
pipe from the one who started this, which the system closes when they die, by whatever it was. It
imports nothing of ours: it is run by its path. OPTION: of `prctl`, by which the system ends the
program also when this is killed; 0: it has none.
"""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
import threading
from functools import partial

WAIT = 2.0
"""Seconds that the program has to end, before it is made to."""


def main() -> int:
    """Run it; the exit code is the program's, 127 where there is none."""
    option = int(sys.argv[1])
    bind = partial(_bind, option) if option else None
    try:
        program = subprocess.Popen(sys.argv[2:], stdin=subprocess.DEVNULL, preexec_fn=bind)  # noqa: S603, PLW1509  # no thread yet
    except OSError as error:
        print(error, flush=True)  # noqa: T201
        return 127
    for name in ("SIGTERM", "SIGHUP", "SIGINT"):
        if number := getattr(signal, name, None):
            signal.signal(number, lambda *_: _end(program))
    threading.Thread(target=_watch, args=(program,), daemon=True).start()
    return program.wait()


def _bind(option: int) -> None:
    """In the program before it begins."""
    ctypes.CDLL(None).prctl(option, signal.SIGTERM)


def _watch(program: subprocess.Popen[bytes]) -> None:
    sys.stdin.buffer.read()
    _end(program)


def _end(program: subprocess.Popen[bytes]) -> None:
    program.terminate()
    try:
        program.wait(WAIT)
    except subprocess.TimeoutExpired:
        program.kill()


if __name__ == "__main__":
    sys.exit(main())
