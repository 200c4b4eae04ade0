"""What is handed out: the wheel holds the whole package, and runs where nothing else of it is."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import PLANS, ROOT

BIN = "Scripts" if os.name == "nt" else "bin"
KINDS = {"data/page.html", "data/sample.yaml", "ui/styles/live.tcss", "commands/cli.py"}
"""One of each kind of file that the program needs: the guests' page, content, styles, code."""
SHOWN = """
import asyncio
from mqi_tui.commands.stage import stage
from mqi_tui.services import conversations, system_clock

async def show():
    here = stage(None)
    session = conversations.sample(here.library, system_clock.read)
    async with here._app(session).run_test() as pilot:
        await pilot.pause()
        print(type(pilot.app.screen).__name__, pilot.app.screen.query_one("LogEditor").text)
    session.keeper.close()

asyncio.run(show())
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made of the sources as they are handed out: of the sdist, not of this folder."""
    pytest.importorskip("hatchling", reason="what builds the wheel is not installed")
    folder = tmp_path_factory.mktemp("built")
    with tarfile.open(_built(ROOT, "sdist", folder)) as sources:
        sources.extractall(folder, filter="data")
    return _built(next(folder.glob("mqi_tui-*/")), "wheel", folder)


def _built(sources: Path, kind: str, folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(command, cwd=sources, check=True, capture_output=True)
    return next(folder.glob("*.whl" if kind == "wheel" else "*.tar.gz"))


def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(wheel: Path) -> None:
    package = ROOT / "mqi_tui"
    files = (path for path in package.rglob("*") if path.is_file())
    ours = {path.relative_to(package).as_posix() for path in files if path.suffix != ".pyc"}
    with zipfile.ZipFile(wheel) as packed:
        names = {name for name in packed.namelist() if ".dist-info/" not in name}
    data = [name for name in names if ".data/" in name]
    assert [name.partition("/data/")[2] for name in data] == ["share/man/man1/mqi.1"]
    assert names.difference(data) == {f"mqi_tui/{name}" for name in ours}
    assert ours >= KINDS


def test_it_runs_where_there_is_nothing_but_the_wheel(wheel: Path, tmp_path: Path) -> None:
    """What it requires is lent by the environment of the tests, so that nothing is fetched."""
    place = tmp_path / "venv"
    venv.create(place, with_pip=False)
    python, mqi = place / BIN / "python", place / BIN / "mqi"
    install = ["--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    _run(sys.executable, "-m", "pip", *install, str(wheel))
    lent = {**os.environ, "PYTHONPATH": sysconfig.get_path("purelib")}
    lent["MQI_HOME"] = str(tmp_path / "home")
    where = _run(python, "-c", "import mqi_tui; print(mqi_tui.__file__)", env=lent)
    assert Path(where).is_relative_to(place)
    assert _run(mqi, "--version", env=lent).startswith("mqi ")
    assert "T-1042" in _run(mqi, "check", str(PLANS / "one-clip-60.yaml"), env=lent)
    shown = _run(python, "-c", SHOWN, env=lent)
    assert shown.startswith("LiveScreen # Collaborative log"), "its screens find their styles"


def _run(*command: str | Path, env: dict[str, str] | None = None) -> str:
    return subprocess.run(
        command, env=env, cwd=os.sep, check=True, capture_output=True, encoding="utf-8"
    ).stdout
