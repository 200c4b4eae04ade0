"""`mqi` in processes of its own that need not import it each time: one that has done so forks them.

As a program, it is that one: it reads a `Request` a line (JSON), and answers with the exit code.
"""

from __future__ import annotations

import gc
import json
import os
import pkgutil
import runpy
import select
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NoReturn

PATIENCE = 60
"""Seconds that a command may take."""


@dataclass(frozen=True)
class Request:
    """What to run, where, and the files for what it writes."""

    arguments: list[str]
    environment: dict[str, str]
    folder: str
    out: str
    err: str


class Forks:
    """The process that forks them."""

    _process: subprocess.Popen[bytes] | None = None

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tests.cli.forks"]
        pipe, root = subprocess.PIPE, Path(__file__).resolve().parents[2]
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=root, bufsize=0)

    def run(self, request: Request) -> int:
        """Let it run a command to its end; the exit code."""
        self._process = process = self._process or self._start()
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps(asdict(request)).encode() + b"\n")
        if not select.select([process.stdout], [], [], PATIENCE)[0]:
            self.close()
            raise subprocess.TimeoutExpired(request.arguments, PATIENCE)
        return int(process.stdout.readline())

    def close(self) -> None:
        """End it; another `run` starts another."""
        if self._process:
            self._process.kill()
            self._process.communicate()
        self._process = None


def main() -> None:
    import mqi_tui

    for module in pkgutil.walk_packages(mqi_tui.__path__, "mqi_tui."):
        if not module.name.endswith("__main__"):
            __import__(module.name)
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        if not (process := os.fork()):
            _become(Request(**json.loads(line)))
        _, status = os.waitpid(process, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _become(request: Request) -> NoReturn:
    """`mqi` as it is started, but for what is imported already."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    for fd, opened in enumerate((nothing, _written(request.out), _written(request.err))):
        os.dup2(opened, fd)
    sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115
    os.environ.clear()
    os.environ.update(request.environment)
    time.tzset()
    os.chdir(request.folder)
    sys.argv[1:] = request.arguments
    code: object = 1
    try:
        runpy.run_module("mqi_tui", run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        code = ended.code
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 0)


def _written(path: str) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)


if __name__ == "__main__":
    main()
