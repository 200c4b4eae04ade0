"""Starting the hub and the window as processes that know nothing of where they are started from."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO

from mqi_tui.domain.roles import Admitted, port_of
from mqi_tui.files.admitted import written
from mqi_tui.share.guard import is_readable
from mqi_tui.systems import here

KEPT = (
    "PATH", "LANG", "TERM", "COLORTERM", "NO_COLOR", "SYSTEMROOT", "TZ", "WT_SESSION",
    "SSL_CERT_FILE",
)  # fmt: skip
"""What a process of ours needs of the environment. The home of the conversations is not in it."""


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """The environment of a process that shows the log: what it must know, and nothing else."""
    kept = {name: value for name, value in given.items() if name in KEPT or name.startswith("LC_")}
    root = str(Path(__file__).parents[2])
    return kept | {"PYTHONPATH": os.pathsep.join([root, *filter(None, sys.path)])}


def hub(admitted: Admitted, never: Iterable[Path], port: int = 0) -> int:
    """Start a hub; the port it listens on. It outlives this process.

    It calls nobody, but for the relay where there is one.

    Args:
        admitted: who may come.
        never: folders that it must not be able to read.
        port: where it should listen, if that is free.

    Raises:
        OSError: it could not be started, or could read one of those.
    """
    _keep_out_of(never)
    started = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "mqi_tui.share", "hub", str(port), str(_outward(admitted))],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        close_fds=True, start_new_session=True, cwd=os.sep, env=environment(os.environ),
    )  # fmt: skip
    assert started.stdin
    assert started.stdout
    started.stdin.write(written(admitted) + b"\n")
    started.stdin.close()
    with started.stdout:
        said = started.stdout.readline()
    if not said:
        started.wait()
        raise OSError("the window for sharing could not be started")
    return int(json.loads(said)["port"])


def _outward(admitted: Admitted) -> int:
    """The port of the relay; 0 where there is none."""
    return port_of(admitted.relay.url) if admitted.relay else 0


def window(
    never: Iterable[Path], *, abroad: bool = False
) -> tuple[subprocess.Popen[bytes], IO[bytes]]:
    """Start the window on this terminal, and the pipe on which it is told where the log is.

    `abroad`: whether that may be on another computer.

    Raises:
        OSError: it could read one of the folders `never`.
    """
    _keep_out_of(never)
    kind = "abroad" if abroad else "window"
    return here.started(
        lambda number: [sys.executable, "-m", "mqi_tui.share", kind, str(number)],
        environment(os.environ),
    )


def _keep_out_of(folders: Iterable[Path]) -> None:
    for folder in folders:
        if is_readable(folder):
            reason = "a shared window could read there, as among all programs' files; move it"
            raise PermissionError(errno.EACCES, reason, str(folder))
