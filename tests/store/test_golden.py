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
    shutil.copytree(GOLDEN, home.library)
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
