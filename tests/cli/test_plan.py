"""`mqi plan`: the private plan as a file, which is the same plan when it is read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from mqi_tui.files.guide import read
from mqi_tui.services import reading
from mqi_tui.store.library import Library
from tests.cli.conftest import Run


@pytest.mark.parametrize("name", ["plan.yaml", "plan.md", "plan.docx"])
def test_a_plan_goes_out_and_comes_in(
    mqi: Run, library: Library, talk: str, tmp_path: Path, name: str
) -> None:
    said = mqi("plan", talk, "--format", name[5:], "-o", tmp_path / name)
    assert (said.returncode, said.stdout) == (0, f"The plan is in {tmp_path / name}\n")
    assert said.stderr == "This is your private plan: it is not for the teacher.\n"
    assert read(tmp_path / name).plan == reading.read(library, talk).private.plan


def test_without_a_file_it_is_printed(mqi: Run, talk: str) -> None:
    assert mqi("plan", talk, "--format", "md").stdout.startswith("# Planning guide")


def test_one_that_is_not_there_is_told(mqi: Run) -> None:
    said = mqi("plan", "2026-01-01-nobody-1", "--format", "md")
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr.count("\n") == 1
