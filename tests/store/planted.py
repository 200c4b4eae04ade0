"""Bugs planted in the store, each of which the tests of a promise have to catch: its control.

`python -m tests.store.planted` plants them one after the other and prints which were caught;
`python -m tests.store.planted NAME PATHS…` runs the tests at PATHS with one of them in place.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.unit.planted import Bug, caught, run_with

HERE = Path(__file__).parent
FOREIGN, ODD = HERE / "test_foreign.py", HERE / "test_odd_files.py"
FAULTS = HERE.parent / "torture" / "test_store_faults.py"
PASSED, RECOVERY = HERE / "test_passed.py", HERE / "test_recovery.py"
ATOMIC, FOUND = "mqi_tui.store.atomic", "mqi_tui.store.recovery"
SAVER, FILES = "mqi_tui.store.autosaver", "mqi_tui.store.files"
CONTROLS = {
    Bug("what came at the last moment is written over", ATOMIC,
        "stood = _swapped(new, path)", "stood = _replace(new, path) or []"): FOREIGN,
    Bug("the journal beats what another program wrote", FOUND,
        'return "foreign" if track.clean else "both"', 'return "journal"'): RECOVERY,
    Bug("what cannot be read is taken for nothing", FOUND,
        "raise Damaged(found.path.name, found.wrong)", 'return "library"'): ODD,
    Bug("a disk that refuses is not told", SAVER,
        'self._trouble = reason(troubles[0]) if troubles else ""', 'self._trouble = ""'): FAULTS,
    Bug("a clock that jumps ahead makes all old", "mqi_tui.store.passed",
        "counted = min((later - earlier).days, MOST)", "counted = (later - earlier).days"): PASSED,
    Bug("the trash is kept for three days", "mqi_tui.store.trash",
        "KEPT = timedelta(days=30)", "KEPT = timedelta(days=3)"): PASSED,
    Bug("a newer file is taken for ours", FILES,
        "if _is_later(schema):", "if False:"): RECOVERY,
    Bug("an older file is not brought up to date", FILES,
        "return _schema(tables) < SCHEMA", "return False"): RECOVERY,
}  # fmt: skip
"""Each with the tests that have to see it."""
SAMPLE = [*CONTROLS][:3]
"""Those that are planted whenever the tests run; it takes some seconds each."""


def main() -> int:
    missed = [bug.name for bug, tests in CONTROLS.items() if not is_caught(bug, tests)]
    print(f"{len(CONTROLS) - len(missed)} of {len(CONTROLS)} caught", *missed, sep="\n")
    return 1 if missed else 0


def is_caught(bug: Bug, tests: Path) -> bool:
    """Whether the tests fail with the bug in place."""
    return caught(bug.name, [str(tests)], "tests.store.planted")


if __name__ == "__main__":
    sys.exit(run_with(sys.argv[1], sys.argv[2:], [*CONTROLS]) if len(sys.argv) > 1 else main())
