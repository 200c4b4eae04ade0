"""A canary in every private field: in no form of the log, and in no name of a folder or a file."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from mqi_tui.domain.conversation import Conversation
from mqi_tui.domain.disclosure import opening_log
from mqi_tui.domain.private.notes_sheet import PRIVATE, to_markdown, to_text
from mqi_tui.domain.private.plan import hour
from mqi_tui.domain.private.record import Private
from mqi_tui.exports import FILES
from mqi_tui.services import export_writer
from mqi_tui.store.home import Home
from mqi_tui.store.library import Library
from tests.exports.reading import NEW_YORK, NEXT, everything
from tests.exports.test_exporting import READING
from tests.unit.domain.test_disclosure import MAY_PASS, Canaries, found

FIGURES = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|=====+\d+==")
"""Numbers that are made up: of the appointment, and between the parts of an e-mail."""


@pytest.fixture
def canaries() -> Canaries:
    return Canaries()


@pytest.fixture
def held(canaries: Canaries) -> Conversation:
    """Held, with a canary in every field of the private half, but for what sets times."""
    half = canaries.fill(Private, "private")
    plan = replace(half.plan, minutes=60, steps={})
    half = replace(half, plan=plan, next_when=NEXT, guide=None, state="ended")
    return Conversation("2026-11-24-rivera-6", opening_log(half.plan), half)


def exported(held: Conversation, home: Path) -> dict[str, str]:
    """What stands in each file, its path too."""
    library = Library(Home.find(home))
    given = export_writer.handed(library, held, READING, NEW_YORK)
    folder = export_writer.bundle(given, export_writer.folder_of(library, held))
    return {
        path.name: f"{path}\n{FIGURES.sub('', everything(FILES[path.name], path.read_bytes()))}"
        for path in folder.iterdir()
    }


def test_no_form_holds_more_than_the_log_begins_with(
    held: Conversation, canaries: Canaries, tmp_path: Path
) -> None:
    texts = exported(held, tmp_path)
    assert texts.keys() == FILES.keys()
    for name, text in texts.items():
        counted = {"next_moved"} if name == "next.ics" else set()  # that calendars know the later
        assert found(canaries, text) <= MAY_PASS | counted, name
        assert found(canaries, text) >= {"plan.teacher"}, name
        assert name == "next.ics" or found(canaries, text) >= {"plan.goals", "plan.focus"}, name


def test_a_word_of_the_notes_would_be_found_in_each(
    held: Conversation, canaries: Canaries, tmp_path: Path
) -> None:
    """Without this, the test above could pass because nobody can read a Word file."""
    note = held.private.notes[0].text
    log = replace(held.log, text=f"{held.log.text}\nFilm and upload by: {note}\n")
    for name, text in exported(replace(held, log=log), tmp_path).items():
        assert "notes.text" in found(canaries, text), name


def test_the_sheet_of_notes_says_private_and_holds_nothing_of_the_plan(
    held: Conversation, canaries: Canaries
) -> None:
    taken = tuple(replace(note, deleted=False) for note in held.private.notes)
    for sheet in (to_markdown, to_text):
        text = sheet(taken, "Ms. Rivera", hour(held.private.plan))
        assert text.lstrip("# ").startswith(PRIVATE)
        assert {path.split(".")[0] for path in found(canaries, text)} == {"notes"}
