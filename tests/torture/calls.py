"""Let each system call of a save fail once, or the process die there, and count what was lost.

    python -m tests.torture.calls                   ours
    python -m tests.torture.calls --plain           plain TinyDB, the control: must lose

A child saves; `strace` holds on to it and meddles with call number n of one kind: an I/O error, no
space left, or a death. Then the library is read as another process would, and compared with what
the child had said to be saved. Linux only, where `strace` is installed and may look on.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from itertools import product
from pathlib import Path

from tinydb import TinyDB
from tinydb.table import Document

from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from tests.torture.store import Score, acknowledge, check, content_after, text_after

CALLS = (
    "openat", "write", "fsync", "fdatasync", "ftruncate", "mkdir", "link", "linkat",
    "rename", "renameat2", "unlink", "unlinkat",
)  # fmt: skip
BLOWS = {"EIO": "error=EIO", "ENOSPC": "error=ENOSPC", "death": "signal=SIGKILL"}
AT_ONCE = "no strace here: what a failing system call does was not tried"


def why_not() -> str:
    """Why it cannot be tried here; empty where it can."""
    if not (sys.platform == "linux" and shutil.which("strace")):
        return AT_ONCE
    looked = subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], check=False)
    return "" if looked.returncode == 0 else "strace may not look on here"


def child(root: Path, edits: int, plain: bool) -> None:
    """Save once; then, when told to, so many times."""
    save = (_plain if plain else _ours)(root)
    save(0)
    acknowledge(0)
    sys.stdin.readline()
    for edit in range(1, edits + 1):
        if save(edit):
            acknowledge(edit)


def _ours(root: Path) -> Callable[[int], bool]:
    keeper = Library(Home.find(root)).create(**content_after(0))

    def save(edit: int) -> bool:
        keeper.put(**content_after(edit))
        if edit % 2 == 0:
            keeper.publish()
        return keeper.flush(10)

    return save


def _plain(root: Path) -> Callable[[int], bool]:
    database = TinyDB(root / "plain.json")

    def save(edit: int) -> bool:
        return bool(database.upsert(Document({"text": text_after(edit), "n": edit}, doc_id=1)))

    return save


def run(
    edits: int,
    *,
    calls: tuple[str, ...] = CALLS,
    first: int = 1,
    most: int = 0,
    plain: bool = False,
) -> Score:
    """Each blow at each call, or up to so many of each kind; for the control, until one loses."""
    score = Score()
    for call, blow in product(calls, BLOWS):
        number, is_met = first - 1, True
        while is_met and not (plain and not score.is_clean) and (number < most or not most):
            number += 1
            is_met = _strike(edits, call, blow, number, score, plain)
    return score


def _strike(edits: int, call: str, blow: str, number: int, score: Score, plain: bool) -> bool:
    """Whether there was a call of this kind and number; the score counts what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        how = f"{call}:{BLOWS[blow]}:when={number}"
        heard, is_met = struck(Path(folder), edits, how, plain)
        was_clean = score.is_clean
        check(Path(folder), plain, heard, score)
    if was_clean and not score.is_clean:
        print(f"{blow} at {call} number {number}")
    score.kills += is_met
    score.acknowledged += heard
    return is_met


def struck(root: Path, edits: int, blow: str, plain: bool) -> tuple[int, bool]:
    """One child that is struck; the last edit that it said was saved, and whether it was met."""
    command = [sys.executable, "-m", "tests.torture.calls", "--child", str(root)]
    command += ["--edits", str(edits), *(["--plain"] if plain else [])]
    saving = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert saving.stdin
    assert saving.stdout
    words = [saving.stdout.readline()]
    kind, seen = blow.partition(":")[0], root / "seen"
    meddle = ["-e", f"trace={kind}", "-e", f"inject={blow}", "-o", str(seen)]
    strace = subprocess.Popen(
        ["strace", "-f", *meddle, "-p", str(saving.pid)], stderr=subprocess.PIPE
    )
    assert strace.stderr
    strace.stderr.readline()  # it holds on to all threads
    said, _ = saving.communicate(b"\n")
    strace.wait()
    words += said.split(b"\n")
    return max(int(word) for word in words if word.strip()), _was_met(seen)


def _was_met(seen: Path) -> bool:
    what = seen.read_text(errors="replace")
    return "(INJECTED)" in what or "killed by SIGKILL" in what


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--edits", type=int, default=9)
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--child", type=Path)
    options = parser.parse_args()
    if options.child:
        child(options.child, options.edits, options.plain)
        return
    if reason := why_not():
        print(reason)
        return
    score = run(options.edits, plain=options.plain)
    print(str(score).replace("kills", "calls struck"))
    sys.exit(score.is_clean == options.plain)


if __name__ == "__main__":
    main()
