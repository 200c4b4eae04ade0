"""The real command line, in processes of its own, on a home of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile

import pytest

from mqi_tui.domain.private import clock_actions
from mqi_tui.domain.private.events import MINUTE
from mqi_tui.domain.private.plan import Plan
from mqi_tui.services import conversations
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from mqi_tui.ui.rehearsal import FakeClock
from tests.cli.forks import CAN_FORK, Forked

ROOT = Path(__file__).resolve().parents[2]
PLANS = ROOT / "tests" / "plans"
COMMAND = [sys.executable, "-m", "mqi_tui"]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "MQI_HOME": str(home), "PYTHONPATH": str(ROOT)}


@pytest.fixture
def mqi(environment: dict[str, str], tmp_path: Path) -> Run:
    """Runs `mqi` with these arguments and no terminal, in an empty folder."""
    if not CAN_FORK:
        return partial(_run, COMMAND, environment, tmp_path)
    return partial(_forked, environment, tmp_path)


@pytest.fixture
def started(environment: dict[str, str], tmp_path: Path) -> Run:
    """Runs it so, with nothing imported before."""
    return partial(_run, COMMAND, environment, tmp_path)


@pytest.fixture
def rehearse(environment: dict[str, str], tmp_path: Path) -> Run:
    """Runs `mqi rehearse` so, for what becomes of the hour: its frames are not painted."""
    unseen = [sys.executable, "-m", "tests.unseen", "rehearse"]
    return partial(_run, unseen, environment, tmp_path)


def _forked(
    environment: dict[str, str], folder: Path, *arguments: str | Path
) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, *map(str, arguments)]
    with TemporaryFile() as out, TemporaryFile() as err:
        ends = {"stdin": subprocess.DEVNULL, "stdout": out.fileno(), "stderr": err.fileno()}
        code = Forked(command, **ends, env=environment, cwd=folder).wait(60)
        for one in (out, err):
            one.seek(0)
        said = (one.read().decode("utf-8").replace("\r\n", "\n") for one in (out, err))
        return subprocess.CompletedProcess(command, code, *said)


def _run(
    command: list[str], environment: dict[str, str], folder: Path, *arguments: str | Path
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*command, *map(str, arguments)],
        env=environment,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.fixture
def library(home: Path) -> Library:
    return Library(Home.find(home))


def held(library: Library, plan: Plan, log: str = "", note: str = "") -> str:
    """A conversation that was held to its end, in `library`; its id."""
    clock = FakeClock(conversations.utc(plan.when) or 0)
    session = conversations.add(library, plan, "", clock)
    session.move(clock_actions.start)
    clock.advance(3 * MINUTE)
    session.note(note)
    session.write(session.conversation.log.text + log)
    session.move(clock_actions.end)
    session.keeper.close()
    return session.conversation.id


@pytest.fixture
def talk(library: Library) -> str:
    """The id of a conversation that was held."""
    plan = replace(conversations.sample_plan(FakeClock(0)), when="2026-11-24 16:00")
    return held(library, plan, "\nwritten together\n", "! waits after the answer #expl")
