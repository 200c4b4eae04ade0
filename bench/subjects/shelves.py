"""A library of any size, made fast: files and index are written, nothing is opened."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from mqi_tui.domain.conversation import private_tables, shared_tables
from mqi_tui.services import conversations, system_clock
from mqi_tui.store import catalogue, files
from mqi_tui.store.home import Home, make_folder
from mqi_tui.store.library import Library

TEACHERS = ("Rivera", "Brown", "Álvarez", "Okafor", "Nguyễn", "Smith-Jones", "Lee", "García")
FOCUS = ("Explanations", "Linking representations", "Mathematical language", "Student reasons")
FIRST = datetime(2012, 9, 3, 15, 30)


def fill(folder: Path, count: int) -> Library:
    """`count` conversations in the home at `folder`, one of them prepared for this minute."""
    home = Home.find(folder)
    library = Library(home)
    session = conversations.sample(library, system_clock.read)
    session.keeper.close()
    found = session.conversation
    shared = files.dump(_plain(shared_tables("ID", found.log)))
    private = files.dump(_plain(private_tables("ID", found.private, "key")))
    when = found.private.plan.when
    for number in range(count - 1):
        _write(home.library, number, shared, private, when)
    catalogue.note(home, home.library / "nothing.json")
    library.entries()  # with so many files that are new, the index is made of them
    return Library(home)


def _write(library: Path, number: int, shared: bytes, private: bytes, when: str) -> None:
    date = FIRST + timedelta(hours=8 * number)
    teacher = f"Ms. {TEACHERS[number % len(TEACHERS)]} {number % 400}"
    stem = f"{date:%Y-%m-%d} bench {number}"
    for data, ending in ((shared, ".json"), (private, ".private.json")):
        text = data.replace(b'"ID"', f'"bench-{number}"'.encode())
        text = text.replace(when.encode(), f"{date:%Y-%m-%d %H:%M}".encode())
        text = text.replace(b"Ms. Rivera", teacher.encode())
        text = text.replace(b'"state": "prepared"', b'"state": "ended"')
        folder = make_folder(library / f"{date:%Y}")
        (folder / f"{stem}{ending}").write_bytes(text)


def _plain(tables: Any) -> dict[str, Any]:
    return {name: dict(documents) for name, documents in tables.items()}
