"""The headless twin: a whole hour through the real screens, and what is left of it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from mqi_tui.domain.private.teacher_history import Meeting, promises, scores
from mqi_tui.services.threads import read
from mqi_tui.store.library import Library
from tests.cli.conftest import PLANS, ROOT, Run

SAMPLE = ROOT / "mqi_tui" / "data" / "sample.yaml"
ALWAYS = {"start", "advance", "pause", "resume", "extend", "undo", "adapt", "skip", "end"}


@dataclass(frozen=True, slots=True)
class Hour:
    """A plan to rehearse, in which step 8 is skipped."""

    plan: Path
    minutes: int
    not_today: tuple[int, ...] = ()
    arguments: tuple[str, ...] = ()


HOURS = [
    Hour(SAMPLE, 50, arguments=("--minutes", "50")),
    Hour(PLANS / "first-45-no-clips.yaml", 45, not_today=(5, 6, 7)),
]


def test_whole_hours_of_one_teacher_show_a_true_thread(
    mqi: Run, rehearse: Run, library: Library, tmp_path: Path
) -> None:
    for cycle, hour in enumerate(HOURS, 1):
        said = rehearse(of_one_teacher(hour.plan, cycle, tmp_path), *hour.arguments)
        assert (said.returncode, said.stderr) == (0, ""), hour
        assert_recap(said.stdout, hour)
        [entry] = [one for one in library.entries() if one.cycle == cycle]
        log = mqi("export", entry.id, "--format", "md", "-o", "-").stdout
        assert "What we noticed:\nWe differed on one code" in log, "below what it answers"
        assert_held(json.loads(mqi("show", entry.id, "--json").stdout))
    states = {one["state"] for one in json.loads(mqi("list", "--json").stdout)}
    assert states == {"ended"}
    assert_thread(read(library, library.entries()[0].id).meetings)


def of_one_teacher(plan: Path, cycle: int, folder: Path) -> Path:
    """The plan as that of Ms. Rivera's cycle, two weeks after the one before."""
    words = plan.read_text(encoding="utf-8")
    when = date(2026, 9, 1) + timedelta(weeks=2 * cycle)
    for key, value in {"teacher": "Ms. Rivera", "cycle": cycle, "when": f"{when} 16:00"}.items():
        words = re.sub(rf"(?m)^{key}: .*\n", "", words) + f"{key}: {value}\n"
    mine = folder / f"{cycle}.yaml"
    mine.write_text(words, encoding="utf-8")
    return mine


def assert_recap(printed: str, hour: Hour) -> None:
    assert f"{hour.minutes} minutes in" in printed
    assert f"planned {hour.minutes}:00 · actual" in printed
    assert "paused 1:00 in 1 pause" in printed
    for number in range(1, 11):
        row = re.search(rf"^ +{number} .*$", printed, re.MULTILINE)
        assert row is not None
        assert ("not in the plan" in row[0]) == (number in hour.not_today)
    assert re.search(r"PRIVATE · 5$", printed, re.MULTILINE)
    assert re.search(r"^ *2 .*\d:\d\d over$", printed, re.MULTILINE)
    path = re.search(r"the log: (.+\.json)$", printed, re.MULTILINE)
    assert path is not None
    assert Path(path[1]).is_file()


def assert_held(shown: dict[str, dict[str, object]]) -> None:
    private, log = shown["private"], str(shown["shared"]["log"])
    events = private["events"]
    assert isinstance(events, list)
    kinds = {event["kind"] for event in events}
    assert kinds >= ALWAYS
    assert {note["kind"] for note in private["notes"]} == {  # type: ignore[attr-defined]
        "private", "said", "noticed", "log", "next",
    }  # fmt: skip
    assert private["next_when"]
    assert "- [ ] Ask a second student to say why — Teacher, by next lesson\n" in log
    assert "- [ ] Send the clip — Coach, by Friday" in log
    assert re.search(r"Date and time: \w{3} \d+ \w{3} \d{4}, ", log)


def assert_thread(meetings: tuple[Meeting, ...]) -> None:
    assert [one.label for one in meetings] == ["1", "2"]
    asked, sent = "Ask a second student to say why", "Send the clip"
    told = [(one.line.partition(" — ")[0], one.label, one.told) for one in promises(meetings)]
    assert told == [
        (asked, "1", (("2", "done"),)), (sent, "1", (("2", "partly"),)), (asked, "2", ())
    ]  # fmt: skip
    row = scores(meetings)["Explanations"]
    assert [(one.teacher, one.coach) for one in row] == [
        ("Not Present", "Low"), ("", "")
    ]  # fmt: skip
