"""Files of schema 1, as they were first written: they open, unchanged, whatever is added since."""

from __future__ import annotations

import shutil
from pathlib import Path

from mqi_tui import shelf
from mqi_tui.conversation import Conversation
from mqi_tui.machine import read as now
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from tests.store.conftest import ID
from tests.unit.test_conversation import HALF, LOG

GOLDEN = Path(__file__).parent / "golden"


def test_the_golden_files_say_what_they_said_and_stay_as_they_are(home: Home) -> None:
    shutil.copytree(GOLDEN, home.library)
    library = Library(home)
    [entry] = library.entries()
    assert (entry.id, entry.teacher, entry.note) == (ID, "Ms. Rivera", "")
    before = {path.name: path.read_bytes() for path in (home.library / "2026").iterdir()}
    assert shelf.read(library, ID) == Conversation(ID, LOG, HALF, "key")
    session = shelf.open_session(library, ID, now)
    assert session.conversation == Conversation(ID, LOG, HALF, "key")
    session.keeper.close()
    assert session.keeper.notices == ()
    assert {path.name: path.read_bytes() for path in (home.library / "2026").iterdir()} == before
