"""The headless twin: a whole hour through the real screens, and what is left of it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from mqi_tui.domain.private.teacher_history import promises, scores
from mqi_tui.services.threads import read
from mqi_tui.store.library import Library
from tests.cli.conftest import PLANS, ROOT, Run

SAMPLE = ROOT / "mqi_tui" / "data" / "sample.yaml"
ALWAYS = {"start", "advance", "pause", "resume", "extend", "undo", "adapt", "end"}


@dataclass(frozen=True, slots=True)
class Hour:
    """A plan to rehearse. Step 8 is skipped, unless it is not today or has paid all it had."""

    plan: Path
    minutes: int
    not_today: tuple[int, ...] = ()
    arguments: tuple[str, ...] = ()
    skips: bool = True


HOURS = [
    Hour(SAMPLE, 60),
    Hour(SAMPLE, 50, arguments=("--minutes", "50")),
    Hour(PLANS / "first-45-no-clips.yaml", 45, not_today=(5, 6, 7)),
    Hour(PLANS / "one-clip-60.yaml", 60, not_today=(7, 8), skips=False),
    Hour(PLANS / "two-clips-45.yaml", 45, skips=False),
]


@pytest.mark.parametrize("hour", HOURS, ids=lambda hour: f"{hour.plan.stem}-{hour.minutes}")
def test_a_whole_hour(mqi: Run, rehearse: Run, home: Path, hour: Hour) -> None:
    said = rehearse(hour.plan, *hour.arguments)
    assert (said.returncode, said.stderr) == (0, "")
    assert_recap(said.stdout, hour)
    [entry] = json.loads(mqi("list", "--json").stdout)
    assert entry["state"] == "ended"
    assert_held(json.loads(mqi("show", entry["id"], "--json").stdout), hour)


def assert_recap(printed: str, hour: Hour) -> None:
    assert f"{hour.minutes} minutes in" in printed
    assert f"planned {hour.minutes}:00 · actual" in printed
    assert "paused 1:00 in 1 pause" in printed
    for number in range(1, 11):
        row = re.search(rf"^ +{number} .*$", printed, re.MULTILINE)
        assert row is not None
        assert ("not today" in row[0]) == (number in hour.not_today)
    assert re.search(r"PRIVATE · 5$", printed, re.MULTILINE)
    assert re.search(r"^ *2 .*\d:\d\d over$", printed, re.MULTILINE)
    path = re.search(r"the log: (.+\.json)$", printed, re.MULTILINE)
    assert path is not None
    assert Path(path[1]).is_file()


def assert_held(shown: dict[str, dict[str, object]], hour: Hour) -> None:
    private, log = shown["private"], str(shown["shared"]["log"])
    events = private["events"]
    assert isinstance(events, list)
    kinds = {event["kind"] for event in events}
    assert kinds >= ALWAYS
    assert ("skip" in kinds) == hour.skips
    assert {note["kind"] for note in private["notes"]} == {  # type: ignore[attr-defined]
        "private", "said", "noticed", "log", "next",
    }  # fmt: skip
    assert private["next_when"]
    assert "- [ ] Ask a second student to say why — Teacher, by next lesson\n" in log
    assert "- [ ] Send the clip — Coach, by Friday" in log
    assert re.search(r"Date and time: \w{3} \d+ \w{3} \d{4}, ", log)


def test_three_cycles_show_a_true_thread(rehearse: Run, library: Library, tmp_path: Path) -> None:
    sample = SAMPLE.read_text(encoding="utf-8")
    for cycle, when in ((6, "2026-11-24"), (7, "2026-12-08"), (8, "2026-12-22")):
        plan = tmp_path / f"{cycle}.yaml"
        plan.write_text(
            sample.replace("cycle: 6", f"cycle: {cycle}").replace("2026-11-24", when),
            encoding="utf-8",
        )
        assert rehearse(plan).returncode == 0
    found = read(library, library.entries()[0].id)
    assert [one.label for one in found.meetings] == ["6", "7", "8"]
    asked, sent = "Ask a second student to say why", "Send the clip"
    told = [(one.line.partition(" — ")[0], one.label, one.told) for one in promises(found.meetings)]
    assert told == [
        (asked, "6", (("7", "done"),)),
        (sent, "6", (("7", "partly"), ("8", "partly"))),
        (asked, "7", (("8", "done"),)),
        (asked, "8", ()),
    ]
    (row,) = scores(found.meetings).values()
    assert [(one.label, one.teacher, one.coach) for one in row] == [
        (label, "Not Present", "Low") for label in ("6", "7", "8")
    ]
