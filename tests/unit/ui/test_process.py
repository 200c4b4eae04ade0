"""Whatever fails, wherever: the report says where, and not a word of the conversation."""

from __future__ import annotations

import subprocess
import sys

import pytest

WORD = "PRIVATE-WORD"
BEGIN = f"""
import asyncio, atexit, concurrent.futures, gc, logging, sys, threading, warnings
from mqi_tui.ui.terminal.process import private_files, quiet_crashes
private_files()
quiet_crashes()
WORD = {WORD!r}
"""
FAULTS = {
    "thrown": "int(WORD)",
    "from another": "try: int(WORD)\nexcept ValueError as e: raise RuntimeError(WORD) from e",
    "in a group": "raise ExceptionGroup(WORD, [ValueError(WORD)])",
    "with a note": "error = ValueError(WORD)\nerror.add_note(WORD)\nraise error",
    "in a thread": "t = threading.Thread(target=int, args=[WORD])\nt.start()\nt.join()",
    "in a thread's name": "threading.Thread(target=lambda: 1 / 0, name=WORD).start()",
    "tidied away": "class X:\n def __del__(self): raise ValueError(WORD)\nX()",
    "at the end": "atexit.register(int, WORD)",
    "a warning": "warnings.warn(WORD)",
    "never awaited": "async def f(x): pass\nf(WORD)",
    "in a task": (
        "async def f(): raise ValueError(WORD)\n"
        "async def g():\n t = asyncio.create_task(f(), name=WORD)\n await asyncio.sleep(0.01)\n"
        " del t\n gc.collect()\nasyncio.run(g())"
    ),
    "in a callback": (
        "def f(x): raise ValueError(x)\n"
        "async def g():\n asyncio.get_running_loop().call_soon(f, WORD)\n"
        " await asyncio.sleep(0.01)\nasyncio.run(g())"
    ),
    "in an executor": (
        "async def g():\n asyncio.get_running_loop().run_in_executor(None, int, WORD)\n"
        " await asyncio.sleep(0.05)\n gc.collect()\nasyncio.run(g())"
    ),
    "when a future is done": (
        "f = concurrent.futures.Future()\nf.add_done_callback(lambda f: int(WORD))\nf.set_result(1)"
    ),
    "logged": "logging.getLogger(WORD[:0] or 'library').error('%s', WORD)",
    "logged badly": "logging.getLogger('library').error('%d', WORD)",
    "in generators": "def f():\n try: yield\n finally: int(WORD)\ng = f()\nnext(g)\ndel g",
}


@pytest.mark.parametrize("where", FAULTS)
def test_a_fault_is_told_without_a_word(where: str) -> None:
    said = _run(FAULTS[where])
    assert WORD not in said
    assert "mqi" in said


def test_an_interrupt_is_no_fault() -> None:
    assert _run("raise KeyboardInterrupt(WORD)") == ""


def test_what_is_thrown_is_told_with_its_place() -> None:
    said = _run("def f():\n int(WORD)\nf()")
    assert "ValueError" in said
    assert "in f" in said


def _run(code: str) -> str:
    """What a process says that is set up as ours is, and does this."""
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + code], capture_output=True, text=True, check=False
    )
    assert WORD not in done.stdout
    return done.stderr
