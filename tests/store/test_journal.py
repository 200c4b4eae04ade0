"""The journal: any revision can be read back, and a torn or damaged tail costs only itself."""

import copy
import os
import random
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mqi_tui.store.changes import changes
from mqi_tui.store.journal import Journal, frame, generations, prune, unframe
from mqi_tui.store.replay import history, replay, state_at

AT = "2026-11-24T16:00:00+00:00"


def full(rev: int, state: dict[str, Any]) -> dict[str, Any]:
    known: dict[str, Any] = {"shared": {}, "private": {}}
    return {"rev": rev, "at": AT, "full": state, "path": "x.json", "known": known, "done": []}


def state_with(text: str) -> dict[str, Any]:
    return {"shared": {"log": {"1": {"text": text}}}, "private": {}}


def write(folder: Path, texts: list[str], new_generation_every: int = 100) -> list[dict[str, Any]]:
    """A journal whose revision n (from 1) holds `texts[n - 1]`; the states."""
    journal, states = Journal(folder), [state_with(text) for text in texts]
    for rev, state in enumerate(states, 1):
        if (rev - 1) % new_generation_every == 0:
            journal.start(full(rev, state))
        else:
            steps = list(changes(states[rev - 2], state))
            journal.append({"rev": rev, "at": AT, "set": steps})
    journal.close()
    return copy.deepcopy(states)


def typed(count: int) -> list[str]:
    return ["".join(f"word {n} 😀é\n" for n in range(rev)) for rev in range(count)]


@settings(max_examples=60)
@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=8),
    st.integers(1, 4),
)
def test_every_revision_reads_back_as_the_state_then(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], every: int
) -> None:
    texts = [text * 9 for text in texts]
    folder = tmp_path_factory.mktemp("journal")
    states = write(folder, texts, every)
    for rev, state in enumerate(states, 1):
        assert state_at(folder, rev) == state
    assert [revision.rev for revision, _ in history(folder)] == list(range(1, len(texts) + 1))
    assert state_at(folder, len(texts) + 1) is None


def test_a_journal_cut_after_any_byte_costs_only_the_torn_line(tmp_path: Path) -> None:
    states = write(tmp_path / "whole", typed(12))
    [source] = generations(tmp_path / "whole")
    data, folder = source.read_bytes(), tmp_path / "cut"
    folder.mkdir()
    for length in range(len(data)):
        (folder / source.name).write_bytes(data[:length])
        said, whole = replay(folder), data[:length].count(b"\n")
        assert (said.state if said else None) == (states[whole - 1] if whole else None)


def test_a_torn_generation_falls_back_to_the_one_before(tmp_path: Path) -> None:
    states = write(tmp_path, typed(4), 3)
    newest = generations(tmp_path)[-1]
    newest.write_bytes(newest.read_bytes()[:-5])
    said = replay(tmp_path)
    assert said
    assert said.state == states[2]


def test_damage_never_makes_a_state_that_was_not(tmp_path: Path) -> None:
    states = write(tmp_path / "whole", typed(10))
    [source] = generations(tmp_path / "whole")
    data, folder, chance = source.read_bytes(), tmp_path / "hurt", random.Random(5)
    folder.mkdir()
    for _ in range(1500):
        hurt, at = bytearray(data), chance.randrange(len(data))
        match chance.randrange(3):
            case 0:
                hurt[at] ^= 1 << chance.randrange(8)
            case 1:
                hurt[at : at + 40] = bytes(40)
            case 2:
                hurt[at:at] = b"garbage\n"
        (folder / source.name).write_bytes(hurt)
        said = replay(folder)
        assert said is None or said.state in states


def test_behind_damage_published_files_are_still_known(tmp_path: Path) -> None:
    write(tmp_path, typed(3))
    [path] = generations(tmp_path)
    lines = path.read_bytes().splitlines(keepends=True)
    lines[1] = b"damaged\n"
    lines.append(frame({"rev": 3, "at": AT, "publish": {"shared": "abc"}}))
    path.write_bytes(b"".join(lines))
    said = replay(tmp_path)
    assert said
    assert (said.rev, said.tracks["shared"].known) == (1, {"abc": 3})


def test_old_generations_are_pruned_but_never_the_newest(tmp_path: Path) -> None:
    write(tmp_path, typed(3), 1)
    for path in generations(tmp_path):
        os.utime(path, (1, 1))
    os.utime(generations(tmp_path)[1])
    prune(tmp_path, time.time() - 60)
    assert [path.stem for path in generations(tmp_path)] == ["000002", "000003"]
    os.utime(generations(tmp_path)[0], (1, 1))
    prune(tmp_path, time.time() - 60)
    assert [path.stem for path in generations(tmp_path)] == ["000003"]


def test_a_removed_file_is_noticed(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.start(full(1, state_with("a")))
    generations(tmp_path)[0].unlink()
    with pytest.raises(FileNotFoundError):
        journal.append({"rev": 2, "at": AT, "set": []})
    assert not journal.is_open


def test_a_line_comes_back_as_it_went_in() -> None:
    line = {"rev": 1, "text": "a\nb\u2028😀"}
    assert unframe(frame(line)[:-1]) == line
    assert frame(line).count(b"\n") == 1
