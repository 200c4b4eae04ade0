"""The trash and the backups on the command line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from mqi_tui.store.library import Library
from tests.cli.conftest import Run


def test_the_trash_is_listed_and_one_brought_back(mqi: Run, talk: str, library: Library) -> None:
    assert mqi("trash").stdout == "The trash is empty.\n"
    library.trash(talk)
    said = mqi("trash", "--list").stdout
    assert re.match(rf"{talk}  Ms\. Rivera · 2026-11-24 16:00 · goes for good on 20\d\d-", said)
    assert "mqi restore ID brings one back" in said
    assert mqi("restore", talk).returncode == 0
    assert mqi("trash").stdout == "The trash is empty.\n"


@pytest.mark.parametrize("one", [True, False])
def test_what_is_deleted_for_good_is_said_to_be_and_exports_stay(
    mqi: Run, talk: str, library: Library, home: Path, one: bool
) -> None:
    exported = home / "exports" / "2026-11-24 Ms Rivera 6"
    exported.mkdir(parents=True)
    (exported / "log.md").write_text("Ms. Rivera")
    library.trash(talk)
    what = ("--delete", talk) if one else ("--empty",)
    refused = mqi("trash", *what)
    assert refused.returncode == 1
    assert "Nothing brings it back. Add --yes" in refused.stderr
    assert library.trashed() == [talk]
    said = mqi("trash", *what, "--yes").stdout
    assert "1 conversation deleted for good." in said
    assert f"Exported files are yours and stay: {exported}" in said
    assert (exported / "log.md").exists()
    shutil.rmtree(home / "exports")
    left = [path for path in home.rglob("*") if path.is_file()]
    assert not [path for path in left if b"rivera" in path.read_bytes().lower()]
    assert not list(home.rglob("*rivera*"))


def test_only_what_is_in_the_trash_can_be_deleted(mqi: Run, talk: str, library: Library) -> None:
    said = mqi("trash", "--delete", talk, "--yes")
    assert said.returncode == 1
    assert "is not in the trash" in said.stderr
    assert library.read(talk)


def test_backups_are_made_listed_and_brought_back(mqi: Run, talk: str, home: Path) -> None:
    assert "No backups yet" in mqi("backup").stdout
    assert "none yet" in mqi("where").stdout
    said = mqi("backup", "--now").stdout
    [day] = re.findall(r"^(\d{4}-\d\d-\d\d)  1 conversation, 0\.\d MB, as of ", said, re.M)
    assert "newest " in mqi("where").stdout
    assert re.search(r"ok +backups +as of ", mqi("doctor").stdout)
    shutil.rmtree(home / "library")
    shutil.rmtree(home / "state" / "journals")
    assert mqi("show", talk, "--json").returncode == 1
    assert "back: 2026/" in mqi("backup", "--bring-back", day).stdout
    assert "written together" in mqi("export", talk, "--format", "md").stdout
    assert "Nothing is missing" in mqi("backup", "--bring-back", day).stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--bring-back", "2020-01-01"), 'there is no backup of "2020-01-01"'),
        (("2026-11-24-rivera-6",), "goes with --bring-back"),
    ],
)
def test_what_cannot_be_brought_back_is_said(
    mqi: Run, arguments: tuple[str, ...], words: str
) -> None:
    said = mqi("backup", *arguments)
    assert (said.returncode, words in said.stderr) == (1, True)
