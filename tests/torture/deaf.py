"""The control of `share`: a window whose link is kept up once, and never asks or answers again.

`python -m tests.torture.deaf …` is `python -m mqi_tui.share …`, but deaf.
"""

from __future__ import annotations

import subprocess
from typing import Any

from pycrdt import create_update_message

from mqi_tui.share import NOTHING
from mqi_tui.share.__main__ import main
from mqi_tui.share.replica import Replica


def start_deaf_ones() -> None:
    """From here on this process starts deaf windows instead of ours."""
    popen = subprocess.Popen

    def started(command: list[str], *arguments: Any, **options: Any) -> subprocess.Popen[bytes]:
        words = ["tests.torture.deaf" if one == "mqi_tui.share" else one for one in command]
        made: subprocess.Popen[bytes] = popen(words, *arguments, **options)
        return made

    subprocess.Popen = started  # type: ignore[assignment, misc]


def be_deaf() -> None:
    """What a link that only passes updates on would do: what is missed stays missing."""
    hello, take = Replica.hello, Replica.take
    asked: set[int] = set()
    answered: set[int] = set()

    def ask_once(self: Replica, *, everything: bool = False) -> bytes:
        known = id(self) in asked
        asked.add(id(self))
        return create_update_message(NOTHING) if known else hello(self, everything=everything)

    def answer_once(self: Replica, message: bytes) -> bytes | None:
        answer = take(self, message)
        known = id(self) in answered
        if answer:
            answered.add(id(self))
        return None if known else answer

    Replica.hello, Replica.take = ask_once, answer_once  # type: ignore[method-assign]


if __name__ == "__main__":
    be_deaf()
    main()
