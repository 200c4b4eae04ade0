"""`mqi report`: exactly what leaves is seen, and only that."""

from __future__ import annotations

from pathlib import Path

import pytest

from mqi_tui.services.report import COLUMNS
from tests.cli.conftest import ROOT, Run


def test_an_empty_report_says_so(mqi: Run) -> None:
    assert mqi("report").stdout == "No conversation was held yet.\n"


@pytest.mark.usefixtures("talk")
def test_rehearsals_alone_are_told_beside_an_empty_report(mqi: Run) -> None:
    said = mqi("report", "--csv")
    assert said.stdout == ",".join(COLUMNS) + "\n"
    assert said.stderr == "1 rehearsed, none held; --rehearsals reports those\n"


@pytest.mark.usefixtures("talk")
def test_the_file_holds_what_was_shown(mqi: Run, tmp_path: Path) -> None:
    said = mqi("report", "--rehearsals", "--csv", "--pseudonyms", "-o", "report.csv")
    assert said.returncode == 0, said.stderr
    head, row = (tmp_path / "report.csv").read_text(encoding="utf-8").splitlines()
    assert head.split(",") == list(COLUMNS)
    for name, words in zip(COLUMNS, row.split(","), strict=True):
        assert f"  {name}: {words or '–'}" in said.stdout
    assert "Rivera" not in row + said.stdout


def test_each_column_is_documented_as_it_is(mqi: Run) -> None:
    told = mqi("report", "--columns").stdout.splitlines()
    documented = (ROOT / "docs" / "report.md").read_text(encoding="utf-8")
    assert len(told) == len(COLUMNS)
    for name, words in COLUMNS.items():
        assert f"| `{name}` | {words} |" in documented
