"""Runs a program for as long as whoever started this lives, however that ends.

python leash.py PROGRAM ARGUMENT …: the program ends when standard input does. That is a pipe from
the one who started this, which the system closes when they die, by whatever it was. It imports
nothing of ours: it is run by its path.
"""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
import threading

WAIT = 2.0
"""Seconds that the program has to end, before it is made to."""
LINUX = sys.platform == "linux"
_DEATH_SIGNAL = 1


def main() -> int:
    """Run it; the exit code is the program's, 127 where there is none."""
    bind = _bind if LINUX else None
    try:
        program = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, preexec_fn=bind)  # noqa: S603, PLW1509  # no thread yet
    except OSError as error:
        print(error, flush=True)  # noqa: T201
        return 127
    for name in ("SIGTERM", "SIGHUP", "SIGINT"):
        if number := getattr(signal, name, None):
            signal.signal(number, lambda *_: _end(program))
    threading.Thread(target=_watch, args=(program,), daemon=True).start()
    return program.wait()


def _bind() -> None:
    """In the program before it begins: Linux ends it also when this is killed."""
    ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGTERM)


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
