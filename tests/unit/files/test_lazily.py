"""What we wrote ourselves is listed, opened and saved without the library that validates."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

CODE = """
import sys
from pathlib import Path
from mqi_tui.services import listing, conversations
from mqi_tui.services.system_clock import read as now
from mqi_tui.domain.private.plan import Plan
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library

library = Library(Home.find(Path(sys.argv[1])))
if sys.argv[2] == "make":
    made = conversations.add(library, Plan("Ms. Rivera"), "key", now)
    made.keeper.close()
else:
    assert len(listing.rows(library, now()).rows) == 1
    [entry] = library.entries()
    session = conversations.open_session(library, entry.id, now)
    session.note("a note")
    session.keeper.close()
    assert session.keeper.status.word == "saved"
print([name for name in sys.modules if name.partition(".")[0] in ("pydantic", "pydantic_core")])
"""


def test_nobody_waits_for_pydantic_who_reads_what_we_wrote(tmp_path: Path) -> None:
    for what in ("make", "use", "use"):
        done = subprocess.run(
            [sys.executable, "-c", CODE, tmp_path / "home", what],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stderr == ""
        assert what == "make" or done.stdout.strip() == "[]"  # making the index looks at all files
