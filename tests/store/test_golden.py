"""Files of schema 1, as they were first written: they open, unchanged, whatever is added since."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from mqi_tui.domain.conversation import Conversation, private_tables, shared_tables
from mqi_tui.services import conversations, reading
from mqi_tui.services.system_clock import read as now
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from tests.store.conftest import ID

GOLDEN = Path(__file__).parent / "golden"


def lost(golden: Any, now_: Any, way: str = "") -> list[str]:
    """Where something that a golden file holds is not the same any more."""
    if isinstance(golden, dict) and isinstance(now_, dict):
        return [
            one for name in golden for one in lost(golden[name], now_.get(name), f"{way}.{name}")
        ]
    return [] if golden == now_ else [way]


def lost_of(conversation: Conversation, folder: Path) -> list[str]:
    """The same of both files of a conversation, as they would be written now."""
    shared = shared_tables(ID, conversation.log)
    private = private_tables(ID, conversation.private, conversation.plan_key)
    files = sorted(folder.glob("*.json"))
    golden = [json.loads(path.read_bytes()) for path in files]
    both = [json.loads(json.dumps(half)) for half in (shared, private)]
    return [way for one, half in zip(golden, both, strict=True) for way in lost(one, half)]


def test_the_golden_files_say_what_they_said_and_stay_as_they_are(home: Home) -> None:
    shutil.copytree(GOLDEN / "2026", home.library / "2026")
    library = Library(home)
    [entry] = library.entries()
    assert (entry.id, entry.teacher, entry.note) == (ID, "Ms. Rivera", "")
    before = {path.name: path.read_bytes() for path in (home.library / "2026").iterdir()}
    assert lost_of(reading.read(library, ID), GOLDEN / "2026") == []
    session = conversations.open_session(library, ID, now)
    assert lost_of(session.conversation, GOLDEN / "2026") == []
    session.keeper.close()
    assert session.keeper.notices == ()
    assert {path.name: path.read_bytes() for path in (home.library / "2026").iterdir()} == before


KILLED = GOLDEN / "killed"
"""A home whose program was killed: a plan with every field of then, and words in the journal."""


KEPT = ("plan", "prepared", "since", "scores", "events", "notes", "asked", "next")
"""Tables of the private half that writing in the log changes nothing in."""


def test_what_a_killed_program_left_in_its_journal_is_all_there(home: Home) -> None:
    shutil.copytree(KILLED / "library", home.library)
    shutil.copytree(KILLED / "state", home.state)
    library, id_ = Library(home), "2026-11-24-rivera-7"
    golden = json.loads(
        (KILLED / "library" / "2026" / "2026-11-24 rivera 7.private.json").read_bytes()
    )
    for found in (reading.read(library, id_), _opened(library, id_)):
        assert found.log.text == "# Log\nwritten, and not yet in the library file\n"
        assert found.private.notes[-1].text == "in the journal alone"
        now_ = json.loads(json.dumps(private_tables(id_, found.private, found.plan_key)))
        assert [way for table in KEPT for way in lost(golden[table], now_[table], table)] == []
        assert found.private.plan.stock_clip is not None
        assert (found.private.plan.dimension, found.private.plan.video) == ("", "")


def _opened(library: Library, id_: str) -> Conversation:
    session = conversations.open_session(library, id_, now)
    session.keeper.close()
    assert all(notice.endswith("recovered.") for notice in session.keeper.notices)
    return session.conversation
