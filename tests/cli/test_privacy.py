"""A word seeded in everything that is private never leaves by a door for others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mqi_tui.private.gate import read_plan
from mqi_tui.store.library import Library
from tests.canary import CANARY, seeded_plan
from tests.cli.conftest import Run, held


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The sample, complete in every field, with the canary in all that is private."""
    return seeded_plan(tmp_path / "plan.yaml")


@pytest.fixture
def id_(library: Library, plan: Path) -> str:
    return held(library, read_plan(plan), "\nwritten together\n", f'"{CANARY} #expl')


def test_no_export_and_no_list_holds_a_private_word(mqi: Run, id_: str, tmp_path: Path) -> None:
    mqi("export", id_, "--format", "md", "-o", tmp_path / "log.md")
    others = [
        mqi("export", id_, "--format", "md").stdout,
        (tmp_path / "log.md").read_text(encoding="utf-8"),
        mqi("list").stdout,
        mqi("list", "--json").stdout,
        mqi("doctor").stdout,
        mqi("restore", id_, "--list").stdout,
    ]
    assert all(len(text) > 60 for text in others)
    assert [text for text in others if CANARY in text] == []


def test_an_imported_guide_stays_private(mqi: Run, home: Path, tmp_path: Path) -> None:
    """What was not recognised, and what cannot be read yet, is as private as the rest."""
    guide = tmp_path / "guide.md"
    words = f"Teacher: Ms. Ray\nCycle: {CANARY}\n\n## 3. Notes on the clips\n{CANARY} in a note\n"
    guide.write_text(words, encoding="utf-8")
    assert mqi("import", guide).returncode == 0
    id_ = json.loads(mqi("list", "--json").stdout)[0]["id"]
    assert mqi("plan", id_, "--format", "md").stdout.count(CANARY) == 2
    others = [
        mqi("export", id_, "--format", "md").stdout,
        mqi("list").stdout,
        mqi("list", "--json").stdout,
        mqi("doctor").stdout,
    ]
    assert [text for text in others if CANARY in text] == []
    files = sorted((home / "library").rglob("*.json"))
    assert [CANARY in file.read_text(encoding="utf-8") for file in files] == [False, True]


def test_the_canary_sings_where_it_may(mqi: Run, id_: str) -> None:
    """Without this, the test above could pass because nothing was seeded."""
    private = json.loads(mqi("show", id_, "--json").stdout)["private"]
    for part in ("plan", "notes"):
        assert CANARY in json.dumps(private[part])


def test_the_shared_file_holds_no_private_word(home: Path, id_: str) -> None:
    files = sorted((home / "library").rglob("*.json"))
    assert [CANARY in file.read_text(encoding="utf-8") for file in files] == [False, True]
