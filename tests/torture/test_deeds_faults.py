"""Trash, restore, delete, empty, back up, bring back, archive, on a disk that fails or a machine
that stops at any call: it is told in one line, and all is as before the deed or as after it."""

from __future__ import annotations

import contextlib
import errno
import shutil
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from mqi_tui.domain.private.plan import Plan
from mqi_tui.services import conversations, system_clock
from mqi_tui.store import atomic, backups, passage
from mqi_tui.store.errors import StoreError
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from mqi_tui.store.returning import bring_back
from mqi_tui.store.tidying import empty_trash
from tests.torture.faults import Faults, dying, failing, faulty, in_a_child

DAY = datetime(2026, 11, 25, 12, tzinfo=UTC)
NEXT = datetime(2026, 11, 26, 12, tzinfo=UTC)
ID, OTHER = "2026-11-24-rivera-6", "2026-11-24-brown-2"


def library(root: Path) -> Library:
    return Library(Home.find(root), now=lambda: NEXT)


def prepared(root: Path) -> None:
    """Two conversations, a backup of both; then one is written in again."""
    both = library(root)
    for teacher, cycle in (("Ms. Rivera", 6), ("Mr. Brown", 2)):
        plan = Plan(teacher=teacher, cycle=cycle, when="2026-11-24 16:00")
        conversations.add(both, plan, "", system_clock.read).keeper.close()
    backups.make(Home.find(root), DAY)
    keeper = both.open(ID)
    keeper.put(shared={"log": {"1": {"text": "since the backup"}}})
    keeper.close()


def thrown(root: Path) -> None:
    prepared(root)
    library(root).trash(ID)


def lost(root: Path) -> None:
    prepared(root)
    home = Home.find(root)
    shutil.rmtree(home.library)
    shutil.rmtree(home.state / "journals")


def archive(root: Path) -> None:
    conversations.change(
        library(root), ID, system_clock.read, lambda session: session.change(archived=True)
    )


Deed = Callable[[Path], object]
Prepared = tuple[Path, Deed, list[dict[str, Any]], Faults]
DEEDS: dict[str, tuple[Deed, Deed]] = {
    "to the trash": (prepared, lambda root: library(root).trash(ID)),
    "out of the trash": (thrown, lambda root: library(root).restore_trashed(ID)),
    "for good": (thrown, lambda root: library(root).delete_trashed(ID)),
    "empty the trash": (thrown, lambda root: empty_trash(library(root), Home.find(root))),
    "back up": (prepared, lambda root: backups.make(Home.find(root), NEXT)),
    "tidy": (prepared, lambda root: library(root).tidy()),
    "bring back": (lost, lambda root: bring_back(Home.find(root), library(root), "2026-11-25")),
    "bring one back beside it": (
        prepared,
        lambda root: bring_back(Home.find(root), library(root), "2026-11-25", ID),
    ),
    "archive": (prepared, archive),
}


def seen(root: Path) -> dict[str, Any]:
    """What a coach finds at the next start, and that nothing else lies about."""
    home = Home.find(root)
    again = library(root)
    entries = again.entries()
    assert passage.unfinished(home) == []
    held = {entry.id: again.read(entry.id) for entry in entries}
    again.tidy()
    assert not [*root.rglob(f"*{atomic.LITTER}"), *root.rglob(f"*{atomic.STOOD}")]
    newest = next(iter(backups.listed(home)), None)
    return {
        "entries": [(one.id, one.teacher, one.note, one.archived) for one in entries],
        "logs": {id_: record.shared["log"]["1"]["text"] for id_, record in held.items()},
        "plans": {id_: record.private["plan"]["1"]["teacher"] for id_, record in held.items()},
        "files": sorted(path.name for path in home.library.rglob("*") if path.is_file()),
        "trash": [(one.entry.id, one.entry.teacher) for one in again.trashed_entries()],
        "backups": sorted(backups.contents(newest)) if newest else [],
        "versions": {id_: len([*again.history(id_)]) > 0 for id_ in held},
    }


def copy_of(well: Path, root: Path) -> Path:
    shutil.copytree(well, root)
    return root


@pytest.fixture(name="deed", params=DEEDS)
def _deed(request: pytest.FixtureRequest, tmp_path: Path) -> Prepared:
    """A prepared home, the deed, what is seen before and after it, and its calls."""
    prepare, deed = DEEDS[request.param]
    well = tmp_path / "well"
    prepare(well)
    after = copy_of(well, tmp_path / "after")
    with faulty(Faults(after, 0, lambda: None)) as faults:
        deed(after)
    before = copy_of(well, tmp_path / "before")
    return well, deed, [seen(before), seen(after)], faults


@pytest.mark.some(2)
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES], ids=errno.errorcode.get)
def test_a_call_that_fails_is_told_and_nothing_is_half_done(
    deed: Prepared, tmp_path: Path, code: int
) -> None:
    well, do, either, whole = deed
    fails = whole.changing if code == errno.ENOSPC else range(1, len(whole.calls) + 1)
    for number in fails:
        root = copy_of(well, tmp_path / str(number))
        faults = Faults(root, number, failing(code))
        with contextlib.suppress(StoreError), faulty(faults):  # nothing else may come of it
            do(root)
        found = seen(root)
        assert found in either, (number, faults.calls[number - 1 :][:1])
        shutil.rmtree(root)


@pytest.mark.some(2)
@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
def test_a_machine_that_stops_at_any_call_leaves_nothing_half_done(
    deed: Prepared, tmp_path: Path
) -> None:
    well, do, either, whole = deed
    for number in whole.changing:
        root = copy_of(well, tmp_path / str(number))

        def dies(root: Path = root, number: int = number) -> None:
            with faulty(Faults(root, number, dying)):
                do(root)

        in_a_child(dies)
        assert seen(root) in either, (number, whole.calls[number - 1])
        shutil.rmtree(root)
