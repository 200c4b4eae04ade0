"""The quick notes as a sheet: PRIVATE first, in the order of time, without what was deleted."""

from __future__ import annotations

import pytest

from mqi_tui.domain.guide import load_guide
from mqi_tui.domain.private.notes import Note
from mqi_tui.domain.private.notes_sheet import to_markdown, to_text
from mqi_tui.text.clean import clean
from tests.hostile import HOSTILE

NOTES = (
    Note(1, "early", at=0, step=0),
    Note(2, "they argue", "said", at=60_000, step=2, codes=("Explanations", "Remediation")),
    Note(3, "gone", at=61_000, step=2, deleted=True),
    Note(4, "film it", "next", at=120_000, step=9, promoted=True),
    Note(5, "back again", at=180_000, step=2),
)


def test_it_says_time_step_kind_and_codes() -> None:
    assert to_text(NOTES, "Ms. Rivera", load_guide()) == (
        "PRIVATE: quick notes, not for the teacher\nMs. Rivera\n\n"
        "Before the start\n  private · early\n\n"
        "Step 2 · Review goals\n"
        "  12:01 am · teacher said · they argue · Explanations, Remediation\n\n"
        "Step 9 · Action plan and collaborative log\n  12:02 am · next step · film it\n\n"
        "Step 2 · Review goals\n  12:03 am · private · back again\n"
    )


@pytest.mark.parametrize("form", [to_text, to_markdown])
def test_private_stands_in_its_first_line_whatever_follows(form: object) -> None:
    assert callable(form)
    for notes in ((), NOTES, tuple(Note(n, clean(text)) for n, text in enumerate(HOSTILE))):
        text = form(notes, "who", load_guide())
        assert text.partition("\n")[0].lstrip("# ").startswith("PRIVATE")
    assert "No notes were taken." in form((), "who", load_guide())
