"""A word seeded in everything that is private never leaves by a door for others."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from mqi_tui.exports import FILES, FORMATS
from mqi_tui.files.plan import read_plan
from mqi_tui.services import conversations
from mqi_tui.services.session import Session
from mqi_tui.store import unsent
from mqi_tui.store.library import Library
from mqi_tui.ui.rehearsal import FakeClock
from tests.canary import CANARY, seeded_plan
from tests.cli.conftest import Run, held
from tests.exports.reading import everything


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The sample, complete in every field, with the canary in all that is private."""
    return seeded_plan(tmp_path / "plan.yaml")


@pytest.fixture
def id_(library: Library, plan: Path) -> str:
    id_ = held(library, read_plan(plan), "\nwritten together\n", f'"{CANARY} #expl')
    conversations.change(library, id_, FakeClock(0), lambda one: one.schedule("2026-12-08 16:00"))
    return id_


def exported(mqi: Run, id_: str, folder: Path) -> dict[str, str]:
    """All that each format holds, made one by one and all at once; and what was said of it."""
    found = {"said": ""}
    for format_ in FORMATS:
        said = mqi("export", id_, "--format", format_, "-o", folder / format_)
        found["said"] += said.stdout + said.stderr
        found[format_] = everything(format_, (folder / format_).read_bytes())
    said = mqi("export", id_, "--all", "-o", folder / "all")
    found["said"] += said.stdout + said.stderr
    for path in (folder / "all").rglob("*.*"):
        found[path.name] = str(path) + everything(FILES[path.name], path.read_bytes())
    assert found.keys() == {"said", *FORMATS, *FILES}
    return found


def test_no_format_of_the_log_holds_a_private_word(mqi: Run, id_: str, tmp_path: Path) -> None:
    found = exported(mqi, id_, tmp_path)
    assert [name for name, text in found.items() if CANARY in text] == []
    assert all("Rivera" in text for name, text in found.items() if name != "said")


def test_what_stands_in_the_log_is_found_in_each_format(
    mqi: Run, library: Library, id_: str, tmp_path: Path
) -> None:
    """Without this, the test above could pass because nobody can read a Word file."""

    def say(session: Session) -> None:
        label = "Film and upload by:"
        session.write(session.conversation.log.text.partition(label)[0] + f"{label} {CANARY}\n")

    conversations.change(library, id_, FakeClock(0), say)
    found = exported(mqi, id_, tmp_path)
    assert [name for name, text in found.items() if CANARY not in text] == ["said"]


def test_the_notes_hold_the_notes_and_nothing_of_the_plan(
    mqi: Run, library: Library, plan: Path
) -> None:
    id_ = held(library, read_plan(plan), note="! waits after the answer")
    for format_ in ("md", "txt"):
        said = mqi("notes", id_, "--format", format_)
        assert "PRIVATE" in said.stdout.partition("\n")[0]
        assert "waits after the answer" in said.stdout
        assert CANARY not in said.stdout + said.stderr


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


def test_what_is_half_typed_leaves_by_no_door(
    mqi: Run, library: Library, home: Path, id_: str, tmp_path: Path
) -> None:
    def type_half(session: Session) -> None:
        desk = session.conversation.private.desk
        session.remember(replace(desk, draft=CANARY, dialogs={"promote/1": f"half a {CANARY}"}))

    conversations.change(library, id_, FakeClock(0), type_half)
    unsent.write(home / "state", {"new/teacher": CANARY, "import/": CANARY})
    assert CANARY in json.dumps(json.loads(mqi("show", id_, "--json").stdout)["private"]["desk"])
    found = exported(mqi, id_, tmp_path)
    assert [name for name, text in found.items() if CANARY in text] == []
    for command in (["list"], ["list", "--json"], ["doctor"], ["where"], ["report"]):
        said = mqi(*command)
        assert CANARY not in said.stdout + said.stderr, command
    files = sorted((home / "library").rglob("*.json"))
    assert [CANARY in file.read_text(encoding="utf-8") for file in files] == [False, True]
