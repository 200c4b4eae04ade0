"""What a synced folder holds, on the command line: listed, told by the doctor, readable."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.cli.conftest import Run


def copied(home: Path, ending: str, target: str) -> Path:
    """A copy of one of the conversation's files, named as a sync program names it."""
    [path] = (path for path in (home / "library").rglob("*6.json"))
    source = path.with_name(path.stem + ending)
    return Path(shutil.copy(source, path.with_name(path.stem + target)))


def test_another_version_is_listed_told_by_the_doctor_and_shown(
    mqi: Run, talk: str, home: Path
) -> None:
    copied(home, ".json", " (conflicted copy 2026-11-25).json")
    copied(home, ".private.json", ".private-DESKTOP-ABC.json")
    listed = json.loads(mqi("list", "--json").stdout)
    versions = [one for one in listed if one["id"] != talk]
    assert {one["state"] for one in versions} == {"version"}
    assert {one["note"] for one in versions} == {
        f"another version of {talk}: the log alone",
        f"another version of {talk}: your private half alone",
    }
    for one in versions:
        shown = json.loads(mqi("show", one["id"], "--json").stdout)
        assert "written together" in json.dumps(shown)
        assert "waits after the answer" in json.dumps(shown)
        assert "waits after the answer" not in mqi("export", one["id"], "--format", "md").stdout
    said = mqi("doctor")
    assert said.returncode == 0, said.stdout
    assert "1 of 1 conversations read well" in said.stdout
    assert said.stdout.count("open both, keep what you need") == 2
    assert "conflicted copy 2026-11-25" in said.stdout


def test_what_is_online_only_is_told_and_not_waited_for(mqi: Run, talk: str, home: Path) -> None:
    path = copied(home, ".json", " x.json").with_name
    shared = path(f"{talk[:10]} rivera 6.json")
    path(f"{talk[:10]} rivera 6 x.json").unlink()
    shared.rename(path(f".{shared.name}.icloud"))
    assert "online only: open the folder and download it" in mqi("list").stdout
    assert "keep it on this device" in mqi("doctor").stdout
    said = mqi("show", talk, "--json")
    assert said.returncode == 1
    assert "is online only" in said.stderr
    assert not shared.exists()


def test_versions_are_not_exported_with_the_rest(
    mqi: Run, talk: str, home: Path, tmp_path: Path
) -> None:
    copied(home, ".json", " (conflicted copy 2026-11-25).json")
    assert mqi("export", "--all", "-o", tmp_path / "out").returncode == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["2026-11-24 Ms Rivera 6"]


def test_what_versions_hold_counts_in_no_report(mqi: Run, talk: str, home: Path) -> None:
    before = mqi("report", "--rehearsals", "--csv").stdout
    copied(home, ".json", " (1).json")
    copied(home, ".private.json", " (1).private.json")
    assert mqi("report", "--rehearsals", "--csv").stdout == before
    assert before.count("\n") == 2
