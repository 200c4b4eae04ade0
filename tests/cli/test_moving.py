"""A library in a synced folder, and on another computer."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from tests.cli.conftest import Run


def set_up(home: Path, library: Path, **others: Path) -> None:
    """`config.toml` with these folders."""
    (home / "config").mkdir(parents=True, exist_ok=True)
    lines = [f"{name} = '{path}'" for name, path in {"library": library, **others}.items()]
    text = "\n".join(["[folders]", *lines])
    (home / "config" / "config.toml").write_text(text, encoding="utf-8")


def test_a_library_that_another_computer_wrote_is_all_there(
    mqi: Run, talk: str, home: Path, tmp_path: Path
) -> None:
    """Only the folder is copied: no journal, no index, no lock comes along."""
    synced = tmp_path / "OneDrive" / "MQI"
    shutil.copytree(home / "library", synced)
    other, exports = tmp_path / "other", tmp_path / "sent"
    exports.mkdir()
    set_up(other, synced, exports=exports)
    assert f"library  {synced}\n" in mqi("--home", other, "where").stdout
    assert f"exports  {exports}\n" in mqi("--home", other, "where").stdout
    [entry] = json.loads(mqi("--home", other, "list", "--json").stdout)
    assert (entry["id"], entry["note"], entry["state"]) == (talk, "", "ended")
    log = mqi("export", talk, "--format", "md").stdout
    assert "written together" in log
    assert mqi("--home", other, "export", talk, "--format", "md").stdout == log
    shown, before = (
        json.loads(mqi(*home_option, "show", talk, "--json").stdout)
        for home_option in (("--home", other), ())
    )
    assert Path(shown.pop("path")).name == Path(before.pop("path")).name
    assert shown == before
    keeper = Library(Home(synced, other / "state", other / "config", exports)).open(talk)
    keeper.put(shared={"log": {"1": {"text": "from the other computer"}}})
    keeper.close()
    assert keeper.status.word == "saved"
    assert keeper.notices == ()
    assert b"from the other computer" in next(synced.rglob("*6.json")).read_bytes()
    assert "1 of 1 conversations read well" in mqi("--home", other, "doctor").stdout


def test_a_library_that_moves_on_the_same_computer_keeps_its_history(
    mqi: Run, talk: str, home: Path, tmp_path: Path
) -> None:
    before = mqi("restore", talk, "--list").stdout
    shutil.move(home / "library", tmp_path / "synced")
    set_up(home, tmp_path / "synced")
    assert mqi("list").stdout.startswith(f"{talk}  2026-11-24 16:00 · ended")
    assert mqi("restore", talk, "--list").stdout == before
    assert not (home / "library").exists()


def test_a_folder_that_is_not_there_is_said_and_nothing_is_lost(
    mqi: Run, talk: str, home: Path, tmp_path: Path
) -> None:
    set_up(home, tmp_path / "no drive")
    said = mqi("list")
    assert said.stderr.count("config.toml:2: folders.library: ") == 1
    assert "is no folder that is there now" in said.stderr
    assert talk in said.stdout
    doctor = mqi("doctor")
    assert "BAD   config" in doctor.stdout
    assert doctor.stderr.count("\n") == 1
    assert not (tmp_path / "no drive").exists()
