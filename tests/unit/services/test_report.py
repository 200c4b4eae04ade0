"""The report for a programme: dose and adherence, what each column holds, and nothing else."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from mqi_tui.domain.private import clock_actions
from mqi_tui.domain.private.events import MINUTE
from mqi_tui.domain.private.follow_up import OldStep
from mqi_tui.domain.private.record import Private
from mqi_tui.services import conversations, held_hours, pseudonyms, report
from mqi_tui.store.errors import StoreError
from tests.canary import CANARY
from tests.hostile import HOSTILE
from tests.ui.stage import Theatre, sample

LOG = """Rivera: I would wait
Okafor: how long?
## Action plan
- [ ] Wait — Rivera, by 8 Dec
- [ ] Draw
Rivera: three seconds
"""


@pytest.fixture
def theatre(tmp_path: Path) -> Theatre:
    return Theatre(tmp_path)


def held(theatre: Theatre, log: str = LOG, first: int = 2, teacher: str = "Ms. Rivera") -> None:
    """Three minutes in step 1, four in step `first`, two in step 5, one paused; the rest not."""
    since = (OldStep("Ask", "done"), OldStep("Film"))
    half = Private(replace(sample(), teacher=teacher), since=since)
    made = conversations.put_in(theatre.library, half, conversations.made_here(), theatre.now)
    made.move(clock_actions.start)
    made.write(log)
    for step, minutes in ((first, 3), (5, 4)):
        theatre.now.wait(minutes * MINUTE)
        made.move(clock_actions.go_to, step)
    theatre.now.wait(MINUTE)
    made.move(clock_actions.pause)
    theatre.now.wait(MINUTE)
    made.move(clock_actions.pause)
    theatre.now.wait(MINUTE)
    made.change(next_when="2026-12-08 16:00")
    made.move(clock_actions.end)
    made.keeper.close()


def test_a_row_tells_dose_and_adherence(theatre: Theatre) -> None:
    held(theatre, first=4)
    (row,) = report.rows(theatre.library)
    told = {name: words for name, words in row.items() if words not in ("0.0", "0")}
    assert told == {
        "teacher": "Ms. Rivera", "coach": "J. Okafor", "cycle": "6", "date": "2026-11-24",
        "planned_minutes": "60", "minutes": "9.0", "paused_minutes": "1.0", "steps_planned": "10",
        "steps_held": "3", "step_1_minutes": "3.0", "step_4_minutes": "4.0",
        "step_5_minutes": "2.0", "framed_first": "teacher", "log_together": "yes",
        "plan_has_teacher": "yes", "action_steps": "2", "action_steps_who_when": "1",
        "old_steps": "2", "old_steps_reviewed": "1", "next_date": "yes",
    }  # fmt: skip
    assert row["steps_skipped"] == "0"
    assert tuple(row) == tuple(report.COLUMNS)


def test_the_minutes_of_the_steps_add_up_to_those_of_the_whole(theatre: Theatre) -> None:
    made = conversations.put_in(
        theatre.library, Private(sample()), conversations.made_here(), theatre.now
    )
    made.move(clock_actions.start)
    for _ in range(10):
        theatre.now.wait(MINUTE + 4_700)
        made.move(clock_actions.advance if made.clock().step < 10 else clock_actions.end)
    made.keeper.close()
    (row,) = report.rows(theatre.library)
    parts = sum(round(10 * float(row[f"step_{number}_minutes"])) for number in range(1, 11))
    assert (row["minutes"], parts) == ("10.8", 108)


@pytest.mark.parametrize(
    ("first", "who"), [(4, "teacher"), (6, "coach"), (2, "coach"), (7, "coach")]
)
def test_who_framed_first(theatre: Theatre, first: int, who: str) -> None:
    held(theatre, first=first)
    assert report.rows(theatre.library)[0]["framed_first"] == who


def test_a_step_that_came_up_unplanned_was_held_and_not_planned(theatre: Theatre) -> None:
    half = Private(replace(sample(), clips=sample().clips[:1]))
    made = conversations.put_in(theatre.library, half, conversations.made_here(), theatre.now)
    made.move(clock_actions.start)
    theatre.now.wait(MINUTE)
    made.move(clock_actions.go_to, 7)
    theatre.now.wait(MINUTE)
    made.move(clock_actions.end)
    made.keeper.close()
    (row,) = report.rows(theatre.library)
    assert (row["steps_planned"], row["steps_held"], row["step_7_minutes"]) == ("9", "2", "1.0")


@pytest.mark.parametrize(
    ("log", "together", "plan"),
    [
        ("Okafor: alone\n## Action plan\n- [ ] x", "no", "no"),
        ("Rivera: alone", "no", "no"),
        ("nobody said whose", "no", "no"),
        ("Rivera + Okafor: both", "yes", "no"),
        ("Okafor: a\n## Action plan\nRivera: b", "yes", "yes"),
    ],
)
def test_together_is_what_both_said(theatre: Theatre, log: str, together: str, plan: str) -> None:
    held(theatre, log)
    (row,) = report.rows(theatre.library)
    assert (row["log_together"], row["plan_has_teacher"]) == (together, plan)


def test_what_was_only_prepared_or_rehearsed_is_not_in_it(theatre: Theatre) -> None:
    conversations.put_in(
        theatre.library, Private(sample()), conversations.made_here(), theatre.now
    ).keeper.close()
    rehearsed = conversations.add(theatre.library, sample(), "", theatre.now)
    rehearsed.move(clock_actions.start)
    rehearsed.move(clock_actions.end)
    rehearsed.keeper.close()
    assert report.rows(theatre.library) == []
    assert len(report.rows(theatre.library, rehearsed=True)) == 1
    assert [one.id for one in held_hours.held(theatre.library, rehearsed=True)] == [
        rehearsed.conversation.id
    ]


def test_no_word_of_log_plan_or_note_is_in_it(theatre: Theatre) -> None:
    half = Private(
        replace(sample(), focus=CANARY, goals=(CANARY,), notes=CANARY, review=CANARY),
        since=(OldStep(CANARY, "done", CANARY),),
    )
    made = conversations.put_in(theatre.library, half, conversations.made_here(), theatre.now)
    made.move(clock_actions.start)
    made.note(f"! {CANARY}")
    made.write(f"# Log\nRivera: {CANARY}\n## Action plan\n- [ ] {CANARY}")
    made.move(clock_actions.end)
    made.keeper.close()
    found = report.rows(theatre.library)
    assert len(found) == 1
    assert CANARY not in report.as_csv(found) + report.as_text(found)


def test_a_pseudonym_stays_and_tells_nothing(theatre: Theatre, tmp_path: Path) -> None:
    held(theatre)
    held(theatre, teacher="ms.  RIVERA")
    key = pseudonyms.key(tmp_path / "config")
    assert pseudonyms.key(tmp_path / "config") == key
    found = report.rows(theatre.library, report.pseudonyms(key))
    assert len({row["teacher"] for row in found}) == 1
    told = report.as_csv(found) + report.as_text(found)
    assert "ivera" not in told.lower()
    assert "okafor" not in told.lower()
    other = report.rows(theatre.library, report.pseudonyms(b"another key"))
    assert other[0]["teacher"] != found[0]["teacher"]


@pytest.mark.parametrize("damage", ["", "zz", "00ff"])
def test_a_damaged_key_is_said_and_not_replaced(tmp_path: Path, damage: str) -> None:
    (tmp_path / pseudonyms.FILE).write_text(damage, encoding="ascii")
    with pytest.raises(StoreError, match="not a key of ours"):
        pseudonyms.key(tmp_path)
    assert (tmp_path / pseudonyms.FILE).read_text(encoding="ascii") == damage


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_in_their_cell_and_are_no_formula(theatre: Theatre, name: str) -> None:
    held(theatre)
    (row,) = report.rows(theatre.library)
    text = report.as_csv([{**row, "teacher": name.encode("utf-8", "replace").decode()}])
    (read,) = csv.DictReader(io.StringIO(text, newline=""))
    assert not read["teacher"].startswith(("=", "+", "-", "@"))
    assert read["cycle"] == "6"
