"""What is written to a terminal that does not read, and what becomes of it when it does again."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from mqi_tui.ui.terminal.output import MOST, Output


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    end, ours = os.pipe()
    yield end, ours
    for one in (end, ours):
        with suppress(OSError):
            os.close(one)


def test_what_is_written_arrives_in_order(pipe: tuple[int, int]) -> None:
    output = Output(pipe[1], lambda: None)
    for number in range(100):
        output.write(f"{number};")
    assert output.finish(10)
    assert os.read(pipe[0], 10_000).decode() == "".join(f"{n};" for n in range(100))


def test_nobody_waits_for_one_who_does_not_read(pipe: tuple[int, int]) -> None:
    """Pictures beyond the most are dropped; what is short is not."""
    missed = threading.Event()
    output = Output(pipe[1], missed.set)
    picture = "x" * 4095 + "\n"
    for _ in range(3 * MOST // len(picture)):
        output.write(picture)
    output.write("\x1b[?1049l")
    assert not output.finish(0.01)
    assert not missed.is_set()
    read = b""
    while not read.endswith(b"\x1b[?1049l"):
        read += os.read(pipe[0], 65536)
    assert len(read) < 2 * MOST
    assert missed.wait(10), "it is told that something was dropped"
    assert output.finish(10)


def test_one_that_has_gone_is_written_to_no_more(pipe: tuple[int, int]) -> None:
    output = Output(pipe[1], lambda: None)
    os.close(pipe[0])
    output.write("nobody reads this")
    assert output.finish(10)
    output.write("nor this")
    assert output.finish(10)
