"""`mqi import` without a terminal: imported at once, with what was found; else one line."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from mqi_tui.domain.private import clock_actions
from mqi_tui.services import conversations
from mqi_tui.store.library import Library
from mqi_tui.ui.rehearsal import FakeClock
from tests.cli.conftest import PLANS, Run
from tests.guide.guides import WAYS, word


def listed(mqi: Run) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(mqi("list", "--json").stdout)
    return found


def hold(library: Library) -> None:
    """Hold the one conversation that there is, to its end."""
    clock = FakeClock(0)
    session = conversations.open_session(library, library.entries()[0].id, clock)
    session.move(clock_actions.start)
    session.move(clock_actions.end)
    session.keeper.close()


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    return word(tmp_path / "guide.docx", WAYS["two columns"])


def test_a_guide_is_imported_and_told(mqi: Run, guide: Path) -> None:
    said = mqi("import", guide)
    assert (said.returncode, said.stderr) == (0, "")
    assert "found           Teacher: Ms. Rivera\n" in said.stdout
    assert "blank           Stock clip: Master scores\n" in said.stdout
    assert said.stdout.endswith(
        "Added as 2026-11-24-rivera-6: mqi live 2026-11-24-rivera-6 shows it\n"
    )
    assert [one["teacher"] for one in listed(mqi)] == ["Ms. Rivera"]


def test_the_same_guide_twice_is_one_conversation(mqi: Run, guide: Path) -> None:
    mqi("import", guide)
    assert "Added before as 2026-11-24-rivera-6" in mqi("import", "--yes", guide).stdout
    assert len(listed(mqi)) == 1


def test_what_is_carried_over_is_told(
    mqi: Run, library: Library, guide: Path, tmp_path: Path
) -> None:
    mqi("import", guide)
    hold(library)
    path = tmp_path / "a.md"
    path.write_text("Teacher: Ms. Rivera\nFocus: Time\n", encoding="utf-8")
    said = mqi("import", path).stdout
    assert "carried over    Coach: J. Okafor\n" in said
    assert "carried over    Cycle: 7\n" in said
    assert "blank           When\n" in said
    assert "blank           Coach\n" not in said
    assert "found           Focus of this conversation: Time\n" in said


def test_what_is_not_recognised_is_told_and_kept(mqi: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("Teacher: Ms. Ray\n\nremember the fire drill\n", encoding="utf-8")
    said = mqi("import", path)
    assert "not recognised  remember the fire drill\n" in said.stdout
    shown = mqi("show", listed(mqi)[0]["id"], "--json").stdout
    assert "remember the fire drill" in shown


def test_a_teacher_is_needed_and_may_be_named(mqi: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("Coach: J.\n", encoding="utf-8")
    said = mqi("import", path)
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr == f"{path}: no teacher is named in it; add --teacher NAME\n"
    assert mqi("import", path, "--teacher", "Ms. Ray").returncode == 0
    assert [one["teacher"] for one in listed(mqi)] == ["Ms. Ray"]


def test_a_plan_of_ours_is_imported_too(mqi: Run) -> None:
    said = mqi("import", PLANS / "two-clips-45.yaml")
    assert (said.returncode, said.stderr) == (0, "")
    assert len(listed(mqi)) == 1


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"PK\3\4 no zip", "is damaged: open it in Word and save it again"),
        (b"%PDF-1.4", "is a PDF: save it as Word (.docx) or as text"),
        (b"", "nothing is written in it"),
    ],
)
def test_what_is_no_guide_is_one_line(mqi: Run, tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "guide.docx"
    path.write_bytes(data)
    said = mqi("import", path)
    assert (said.returncode, said.stdout, said.stderr) == (1, "", f"{path}: {told}\n")
    assert listed(mqi) == []


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")
@pytest.mark.parametrize("name", ["guide.docx", "guide.md", "plan.yaml"])
def test_a_pipe_a_device_and_a_folder_are_one_line(mqi: Run, tmp_path: Path, name: str) -> None:
    pipe = tmp_path / name
    os.mkfifo(pipe)
    (tmp_path / "folder").mkdir()
    for path, told in (
        (pipe, "not a file"),
        (Path("/dev/zero"), "not a file"),
        (tmp_path / "folder", "a folder, not a file"),
    ):
        said = mqi("import", path)
        assert (said.returncode, said.stdout, said.stderr) == (1, "", f"{path}: {told}\n")


def test_without_a_file_it_is_said_how(mqi: Run) -> None:
    assert mqi("import").returncode == 2


def test_what_reads_like_a_question_among_the_goals_is_told_and_kept_private(
    mqi: Run, tmp_path: Path
) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "Teacher: Ms. Ray\n# Goals:\nAsk why\nWhat is she afraid of?\nLosing control\n![](a.png)\n",
        encoding="utf-8",
    )
    said = mqi("import", "--yes", path).stdout
    assert "please look     1 picture left out\n" in said
    assert '"What is she afraid of?" reads like a question of the form; kept private' in said
    shown = json.loads(mqi("show", listed(mqi)[0]["id"], "--json").stdout)
    assert "Losing control" not in json.dumps(shown["shared"])
    assert "Losing control" in json.dumps(shown["private"])
