"""What the store's tests share: a real home in a temporary folder, content, and waiting."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mqi_tui.store.autosaver import Keeper
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library

HEADER = {"teacher": "Ms. Rivera", "coach": "J. Okafor", "cycle": 6, "when": "2026-11-24 16:00"}
ID = "2026-11-24-rivera-6"


def content(text: str = "# Log\n", **notes: str) -> dict[str, Any]:
    """Both halves: `library.create(**content("…"))`."""
    documents = {str(n): {"id": n, "text": note} for n, note in enumerate(notes.values(), 1)}
    return {
        "shared": {"header": {"1": HEADER}, "log": {"1": {"text": text}}},
        "private": {
            "meta": {"1": {"state": "live", "plan_key": "key"}},
            "notes": documents,
        },
    }


def wait_for(condition: Callable[[], Any], what: str, timeout: float = 10.0) -> None:
    """Return when `condition()` holds; fail with `what` after `timeout` seconds."""
    end = time.monotonic() + timeout
    while not condition():
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.005)


def text_of(tables: Any) -> str:
    text: str = tables["log"]["1"]["text"]
    return text


def crash(keeper: Keeper) -> None:
    """End `keeper` as a kill would, without publishing: all that remains is on the disk."""
    with keeper._bell:
        keeper._sources.clear()
    keeper._ledger.publish = lambda: None  # type: ignore[method-assign]
    keeper.close()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.find(tmp_path / "home")


@pytest.fixture
def library(home: Home) -> Library:
    return Library(home)


@pytest.fixture
def saved(library: Library) -> Iterator[Keeper]:
    """A conversation with content "one", saved, published and still open."""
    keeper = library.create(**content("one"))
    wait_for(lambda: keeper._ledger.is_published, "the files are published")
    yield keeper
    keeper.close()
