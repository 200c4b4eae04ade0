"""Someone else writes the same library files meanwhile: nobody's text is lost at any moment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mqi_tui.store import atomic, exchange, files, stood
from mqi_tui.store.autosaver import Keeper
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from tests.store.conftest import ID, content, text_of, wait_for

NAME = "2026-11-24 rivera 6.json"


def written(text: str) -> dict[str, Any]:
    return {"log": {"1": {"text": text}}}


def is_published(keeper: Keeper) -> bool:
    return keeper._ledger.is_published


def publish(keeper: Keeper, text: str) -> None:
    keeper.put(shared=written(text))
    assert keeper.flush(5)
    keeper.publish()
    wait_for(lambda: is_published(keeper), "published")


def put_there(path: Path, text: str) -> None:
    """As a sync program does: whole, under the name."""
    tables = json.loads(path.read_bytes()) if path.exists() else {"meta": {"1": {"id": ID}}}
    tables.pop(files.WRITTEN, None)
    new = path.with_name("from elsewhere")
    new.write_text(json.dumps({**tables, **written(text)}))
    new.replace(path)


def texts(home: Home) -> list[str]:
    """The log in each shared file that is there."""
    found = [path for path in home.library.rglob("*.json") if ".private" not in path.name]
    return sorted(text_of(json.loads(path.read_bytes())) for path in found)


def no_swap(*_: object) -> bool:
    return False


@pytest.mark.parametrize("ways", ["swap", "no swap", "no swap, no rename to a free name alone"])
def test_what_comes_at_the_last_moment_is_kept(
    home: Home, monkeypatch: pytest.MonkeyPatch, ways: str
) -> None:
    keeper = Library(home).create(**content("one"))
    wait_for(lambda: is_published(keeper), "published")
    path = home.library / "2026" / NAME
    came: list[str] = []

    def just_before(call: Callable[..., Any], text: str) -> Callable[..., Any]:
        def wrapped(source: Path, target: Path, *rest: Any) -> Any:
            if target.name == NAME and text not in came:
                came.append(text)
                put_there(path, text)
            return call(source, target, *rest)

        return wrapped

    swap = exchange.swap if ways == "swap" else no_swap
    if "free name" in ways:
        monkeypatch.setattr(exchange, "_rename", no_swap)
    monkeypatch.setattr(atomic, "swap", just_before(swap, "theirs"))
    monkeypatch.setattr(atomic, "move_new", just_before(exchange.move_new, "theirs, later"))
    publish(keeper, "two")
    keeper.close()
    assert came == (["theirs"] if ways == "swap" else ["theirs", "theirs, later"])
    assert texts(home) == sorted(["two", *came])
    assert not [*home.library.rglob(".*")]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
def test_what_was_swapped_out_when_the_machine_stopped_is_kept_at_the_next_start(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    Library(home).create(**content("one")).close()
    path = home.library / "2026" / NAME

    def last_deed(source: Path, target: Path) -> bool:
        put_there(path, "theirs")
        exchange.swap(source, target)
        os._exit(9)

    child = os.fork()
    if child == 0:
        monkeypatch.setattr(atomic, "swap", last_deed)
        publish(Library(home).open(ID), "two")
    os.waitpid(child, 0)
    assert len(stood.left(path)) == 1
    Library(home).open(ID).close()
    assert texts(home) == ["theirs", "two"]
    assert stood.left(path) == []


ELSEWHERE = """
import json, os, sys
from pathlib import Path
from mqi_tui.store.exchange import swap
path, number = Path(sys.argv[1]), 0
new = path.with_name("from elsewhere")
tables = json.loads(path.read_bytes())
print("ready", flush=True)
for line in sys.stdin:
    number += 1
    new.write_text(json.dumps({**tables, "log": {"1": {"text": f"theirs {number}"}}}))
    swap(new, path)  # so that it is known what they have overwritten themselves
    print(json.loads(new.read_bytes())["log"]["1"]["text"], flush=True)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the other one's renames are Linux's")
def test_another_process_that_writes_all_the_time_loses_nothing(home: Home) -> None:
    keeper = Library(home).create(**content("one"))
    wait_for(lambda: is_published(keeper), "published")
    path = home.library / "2026" / NAME
    with subprocess.Popen(
        [sys.executable, "-c", ELSEWHERE, str(path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as elsewhere:  # fmt: skip
        assert elsewhere.stdin
        assert elsewhere.stdout
        elsewhere.stdout.readline()
        for number in range(30):
            keeper.put(shared=written(f"ours {number}"))
            keeper.flush(5)
            keeper.publish()
            elsewhere.stdin.write("go\n")
            elsewhere.stdin.flush()
            wait_for(lambda: is_published(keeper), "published")
        elsewhere.stdin.close()
        gone = elsewhere.stdout.read().splitlines()
    keeper.close()
    assert {f"theirs {number}" for number in range(1, 31)} <= {*texts(home), *gone}


def test_two_devices_that_write_at_once_make_one_other_version_each(tmp_path: Path) -> None:
    library = tmp_path / "synced"
    homes = [
        Home(library, tmp_path / name / "state", tmp_path / name / "config", tmp_path / name)
        for name in ("a", "b")
    ]
    first = Library(homes[0]).create(**content("begun "))
    wait_for(lambda: is_published(first), "published")
    keepers = [first, Library(homes[1]).open(ID)]
    said = ["begun ", "begun "]
    for number in range(6):
        for place, keeper in enumerate(keepers):
            said[place] += f"{'ab'[place]}{number} "
            keeper.put(private={"notes": {"1": {"text": said[place]}}})
            publish(keeper, said[place])
    for keeper in keepers:
        keeper.close()
        assert len(keeper.notices) == len(set(keeper.notices)) == 2, "told once a half"
    others = [path for path in library.rglob("*.json") if "(other version" in path.name]
    assert len({path.name.partition(")")[0] for path in others}) <= 2
    assert len(others) <= 4
    everything = "".join(path.read_text() for path in library.rglob("*.json"))
    assert all(said[place] in everything for place in (0, 1))
    versions = [entry for entry in Library(homes[0]).entries() if entry.version_of == ID]
    assert len(versions) <= 2


def test_a_version_that_was_edited_is_not_written_over(tmp_path: Path, home: Home) -> None:
    """Whoever makes an other version their own, no newer one of that device takes its place."""
    keeper = Library(home).create(**content("one"))
    wait_for(lambda: is_published(keeper), "published")
    path = home.library / "2026" / NAME
    for text in ("theirs", "theirs, later"):
        path.write_bytes(
            files.dump({"meta": {"1": {"schema": 1, "id": ID}}, **written(text)}, "0123abcd")
        )
        publish(keeper, f"ours beside {text}")
        aside = files.aside(path, "0123abcd")
        if text == "theirs":
            put_there(aside, "edited by hand")
    keeper.close()
    assert {"edited by hand", "theirs, later"} <= set(texts(home))
