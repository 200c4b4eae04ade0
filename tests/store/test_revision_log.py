"""Whatever is staged, committed and published in whatever order: the journal replays as it was."""

import copy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mqi_tui.store.files import parse
from mqi_tui.store.recovery import nothing, recover
from mqi_tui.store.replay import replay, state_at
from mqi_tui.store.revision_log import Ledger

LONG = "Rivera: why does each step hold? 😀\n" * 3
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
documents = st.dictionaries(
    st.sampled_from("123"),
    st.fixed_dictionaries(
        {"text": texts.map(lambda text: LONG + text + LONG), "marks": st.lists(st.integers(2, 9))}
    ),
    max_size=3,
)
moves = st.lists(
    st.tuples(st.sampled_from(["shared", "private"]), documents)
    | st.sampled_from(["commit", "publish", "reopen"]),
    max_size=14,
)


def opened(root: Path) -> Ledger:
    shared = root / "library" / "x.json"
    journal = root / "journal"
    found = recover("x", shared, journal) if journal.exists() else nothing(shared)
    return Ledger(found, journal, root / "library", "x.json", lambda: datetime.now(UTC))


@settings(max_examples=80)
@given(moves)
def test_the_journal_replays_what_was_committed(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Any]
) -> None:
    root = tmp_path_factory.mktemp("ledger")
    ledger, committed = opened(root), {}
    for step in [*steps, "commit", "publish"]:
        if step == "commit":
            ledger.commit()
        elif step == "publish":
            ledger.publish()
        elif step == "reopen":
            ledger.commit()
            ledger.close()
            ledger = opened(root)
            assert not ledger.notices or "recovered" in ledger.notices[0]
        else:
            half, docs = step
            ledger.stage(half, {**ledger.state[half], "notes": docs})
        if ledger.is_durable:
            committed[ledger.rev] = copy.deepcopy(ledger.state)
    ledger.close()
    said = replay(root / "journal")
    assert (said.state if said else {"shared": {}, "private": {}}) == ledger.state
    assert all(
        state_at(root / "journal", rev) == state for rev, state in committed.items() if rev and said
    )
    for half, ending in (("shared", ".json"), ("private", ".private.json")):
        assert parse((root / "library" / f"x{ending}").read_bytes()) == ledger.state[half]


def test_two_changes_of_one_text_in_one_revision(tmp_path: Path) -> None:
    ledger = opened(tmp_path)
    ledger.stage("shared", {"log": {"1": {"text": "first"}}})
    ledger.commit()
    for text in (LONG, LONG + "more"):
        ledger.stage("shared", {"log": {"1": {"text": text}, "2": {"text": text}}})
    ledger.commit()
    said = replay(tmp_path / "journal")
    assert said
    assert said.state == ledger.state
    ledger.close()
