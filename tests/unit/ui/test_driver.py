"""What is done about garbage; in a process of its own, for that of the tests is frozen."""

from __future__ import annotations

import subprocess
import sys

TRIED = """
import gc, weakref
from types import SimpleNamespace
from mqi_tui.ui.terminal.driver import MANY, freeze_list

class Screen:
    def __init__(self):
        self.itself = self

here, tests = SimpleNamespace(is_headless=False), SimpleNamespace(is_headless=True)
gc.collect()
freeze_list(here, MANY - 1)
freeze_list(tests, MANY)
assert gc.get_freeze_count() == 0, "a short list, or no terminal"
screen = Screen()
gone = weakref.ref(screen)
freeze_list(here, MANY)
assert gc.get_freeze_count() > 0
del screen
gc.collect()
assert gone(), "it is not searched for"
freeze_list(here, MANY)
assert not gone(), "the next list lets go of what was kept for the one before"
"""


def test_a_long_list_is_searched_for_garbage_once_and_keeps_none() -> None:
    done = subprocess.run(
        [sys.executable, "-c", TRIED], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
