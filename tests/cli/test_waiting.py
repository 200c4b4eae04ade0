"""Who waits for a library that takes long to load.

For the one that validates: who brings something in from outside, and no one else. Home and the live
screen open with what was written here, and with settings that were judged once. For the engine of
the log: nobody before the first frame.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mqi_tui.domain.private import clock_actions
from mqi_tui.services import conversations
from mqi_tui.services.system_clock import read
from mqi_tui.store.library import Library
from tests.cli.conftest import PLANS, ROOT, Run

TELL = "\nprint('pydantic' in sys.modules)"
COMMAND = f"""
import sys
from mqi_tui.commands.cli import main
try: main()
except SystemExit: pass
{TELL}
"""
ALL = f"""
import json, sys
from mqi_tui.commands.cli import main
for command in json.loads(sys.argv.pop()):
    sys.argv[1:] = command
    try: main()
    except SystemExit as ended: assert not ended.code, command
    assert 'pydantic' not in sys.modules, command
{TELL}
"""
SCREEN = f"""
import asyncio, sys
from mqi_tui.commands.stage import stage
from mqi_tui.services import conversations
from mqi_tui.services.system_clock import read

here = stage(None)
id = sys.argv[1:]
session = conversations.open_session(here.library, id[0], read) if id else None

async def show():
    global app
    app = here._app(session)
    async with app.run_test() as pilot:
        await pilot.pause()

asyncio.run(show())
if session:
    session.keeper.close()
{TELL}
"""
ENGINE = f"""
import sys
from mqi_tui.share.replica import Replica
wake, was_there = Replica.wake, []
def woken(replica):
    is_seen = app.screen.query_one('LogEditor').size.width > 0
    was_there.append(not is_seen or 'pycrdt' in sys.modules)
    wake(replica)
Replica.wake = woken
{SCREEN}
was_there.append('pycrdt' in sys.modules)
print(was_there == [False, True] if session else was_there == [False])
"""
PLAN = PLANS / "one-clip-60.yaml"
Waits = Callable[..., bool]


@pytest.fixture
def waits(environment: dict[str, str]) -> Waits:
    def run(code: str, *arguments: str | Path) -> bool:
        said = subprocess.run(
            [sys.executable, "-c", code, *map(str, arguments)],
            env=environment,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        word = said.stdout.strip().rpartition("\n")[2]
        assert word in ("True", "False"), said.stderr
        return word == "True"

    return run


@pytest.fixture
def running(library: Library) -> str:
    """The id of a conversation whose time runs."""
    session = conversations.sample(library, read)
    session.move(clock_actions.start)
    session.keeper.close()
    return session.conversation.id


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", PLAN),
        ("open", PLAN),
        ("rehearse", PLAN, "--minutes", "19"),
        ("import", PLAN, "--yes"),
    ],
)
def test_who_brings_a_file_waits(waits: Waits, arguments: tuple[str | Path, ...]) -> None:
    assert waits(COMMAND, *arguments)


def test_who_reads_what_was_written_here_does_not(waits: Waits, mqi: Run, talk: str) -> None:
    mqi("list")
    commands = [
        ["list", "--json"], ["where"], ["report"], ["show", talk, "--json"], ["restore", talk],
        ["export", talk, "--format", "md", "-o", "-"], ["plan", talk, "--format", "md"],
        ["notes", talk],
    ]  # fmt: skip
    assert not waits(ALL, json.dumps(commands))


@pytest.mark.parametrize("config", ["", 'theme = "light"\n[keys]\nnext = "f6,ctrl+n"\n'])
def test_home_and_the_live_screen_do_not(
    waits: Waits, mqi: Run, home: Path, running: str, config: str
) -> None:
    if config:
        (home / "config").mkdir()
        (home / "config" / "config.toml").write_text(config)
    mqi("list")
    assert not waits(SCREEN)
    assert not waits(SCREEN, running)


def test_the_log_is_seen_before_its_engine_is_loaded(waits: Waits, mqi: Run, running: str) -> None:
    mqi("list")
    assert waits(ENGINE)
    assert waits(ENGINE, running)
