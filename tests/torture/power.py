"""Cut the power while it saves, at random moments, and count the acknowledged edits that are lost.

    python -m tests.torture.power --cuts 100         our store
    python -m tests.torture.power --cuts 10 --bare   nothing is forced to the disk: must lose

The library lies on an ext4 of its own in an image file. A cut stops the child, and copies what has
reached the image: what the kernel still holds back is gone, as it would be without power. The copy
is mounted, as after a restart, and compared; it is the disk of the next round. Linux, as root.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.torture.store import Score, check, run_ours

SIZE = 64 * 1_048_576
HELD_BACK = "commit=300"
"""Seconds: the kernel forces nothing by itself before a cut."""


def why_not() -> str:
    """Why it cannot be tried here; empty where it can."""
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("mkfs.ext4"):
        return "power cuts were not tried: they need Linux, root and mkfs.ext4"
    with tempfile.TemporaryDirectory() as folder:
        try:
            with mounted(_made(Path(folder))):
                return ""
        except subprocess.CalledProcessError:
            return "power cuts were not tried: no disk image can be mounted here"


def _made(folder: Path) -> Path:
    image = folder / "disk"
    with image.open("wb") as file:
        file.truncate(SIZE)
    subprocess.run(["mkfs.ext4", "-q", "-F", image], check=True)
    return image


@contextmanager
def mounted(image: Path) -> Iterator[Path]:
    """The folder that an image is mounted at."""
    place = image.with_suffix(".mounted")
    place.mkdir()
    options = f"loop,{HELD_BACK}"
    subprocess.run(["mount", "-o", options, image, place], check=True, capture_output=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)
        place.rmdir()


def child(root: Path, *, bare: bool) -> None:
    """Save until the end. `bare`: nothing is forced to the disk."""
    if bare:
        for name in ("fsync", "fdatasync"):
            setattr(os, name, lambda _: None)
    run_ours(root)


def run(cuts: int, *, bare: bool = False, seed: int = 1) -> Score:
    """So many power cuts of one disk; for the control, until one loses."""
    score, chance, last = Score(), random.Random(seed), 0
    with tempfile.TemporaryDirectory() as folder:
        image = _made(Path(folder))
        for _ in range(cuts):
            after = image.with_name(f"disk{score.kills}")
            heard = _cut(image, after, bare, chance.uniform(0.05, 1.0))
            score.kills += 1
            score.acknowledged += max(heard - last, 0)
            with mounted(after) as place:
                last = check(place, False, max(heard, last), score)
            image.unlink()
            image = after
            if bare and not score.is_clean:
                break
    return score


def _cut(image: Path, after: Path, bare: bool, seconds: float) -> int:
    """Save on `image`, and cut the power; `after`: what is left. The last edit acknowledged."""
    with mounted(image) as place:
        command = [sys.executable, "-m", "tests.torture.power", "--child", str(place)]
        saving = subprocess.Popen([*command, *["--bare"] * bare], stdout=subprocess.PIPE)
        assert saving.stdout
        first = saving.stdout.readline()
        time.sleep(seconds)
        saving.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, saving.pid, os.WSTOPPED)
        os.set_blocking(saving.stdout.fileno(), False)
        words = [first, *(saving.stdout.read() or b"").split(b"\n")]
        shutil.copyfile(image, after)
        saving.kill()
        saving.wait()
    return max((int(word) for word in words if word.strip()), default=0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--cuts", type=int, default=10)
    parser.add_argument("--bare", action="store_true")
    parser.add_argument("--child", type=Path)
    options = parser.parse_args()
    if options.child:
        child(options.child, bare=options.bare)
    if reason := why_not():
        print(reason)
        return
    score = run(options.cuts, bare=options.bare)
    print(str(score).replace("kills", "power cuts"))
    sys.exit(score.is_clean == options.bare)


if __name__ == "__main__":
    main()
