"""What each command answers, and that what only reads does not load the screens."""

from __future__ import annotations

import json
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from mqi_tui.commands import cli
from mqi_tui.services import conversations
from mqi_tui.store.library import Library
from mqi_tui.ui.rehearsal import FakeClock
from tests.cli.conftest import COMMAND, PLANS, ROOT, Run

ID = "2026-11-24-rivera-6"


def test_help_is_the_page_written_for_it_and_names_every_command(mqi: Run) -> None:
    page = (ROOT / "mqi_tui" / "data" / "help.txt").read_text(encoding="utf-8")
    assert mqi("--help").stdout == page
    assert max(map(len, page.split("\n"))) <= 100
    known = next(a.choices for a in cli.parser()._actions if a.dest == "command" or a.choices)
    named = set(re.findall(r"^  mqi ([a-z]+)", page, re.MULTILINE))
    assert known is not None
    assert named == set(known)


def test_version(mqi: Run) -> None:
    said = mqi("--version")
    assert re.fullmatch(r"mqi \d+\.\d+\.\d+\n", said.stdout)


@pytest.mark.parametrize(
    "arguments", [("--version",), ("list",), ("show", "x", "--json"), ("where",)]
)
def test_what_only_reads_never_loads_the_screens(arguments: tuple[str, ...]) -> None:
    code = (
        "import sys\n"
        "from mqi_tui.commands.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "unwanted = {'textual', 'rich', 'pydantic', 'tinydb', 'ruamel', 'asyncio'}\n"
        "print(sorted(unwanted & set(sys.modules)))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert said.stdout.endswith("[]\n")


def test_check_tells_the_hour_that_a_plan_makes(mqi: Run) -> None:
    said = mqi("check", PLANS / "one-clip-60.yaml")
    assert said.returncode == 0
    assert "T-1042 · cycle 3" in said.stdout
    assert re.search(r" 7 .*not today\n", said.stdout)
    assert "60 min: 53 min of steps, and 7 min to spare" in said.stdout


def test_list_for_people_and_for_programs(mqi: Run, talk: str) -> None:
    assert talk == ID
    assert mqi("list").stdout == f"{ID}  2026-11-24 16:00 · ended · Ms. Rivera · cycle 6\n"
    [entry] = json.loads(mqi("list", "--json").stdout)
    assert entry["id"] == ID
    assert (entry["teacher"], entry["cycle"]) == ("Ms. Rivera", 6)
    assert (entry["when"], entry["state"]) == ("2026-11-24 16:00", "ended")


def test_list_of_nothing(mqi: Run) -> None:
    assert json.loads(mqi("list", "--json").stdout) == []
    assert "mqi open PLAN" in mqi("list").stdout


def test_an_id_can_be_typed_with_the_letters_of_any_keyboard(mqi: Run, library: Library) -> None:
    """As ids were that were made of a name with letters of its own."""
    header = {"teacher": "Łukasiewicz", "cycle": 6, "when": "2026-11-24 16:00"}
    keeper = library.create({"header": {"1": header}}, {"meta": {"1": {"schema": 1}}})
    keeper.close()
    assert keeper.id == "2026-11-24-lukasiewicz-6"
    for typed in ("2026-11-24-łukasiewicz-6", "2026-11-24-Lukasiewicz-6"):
        assert json.loads(mqi("show", typed, "--json").stdout)["id"] == keeper.id
    assert mqi("show", "2026-11-24-lukas-6", "--json").returncode == 1


def test_show_has_both_halves_in_full(mqi: Run, talk: str) -> None:
    said = mqi("show", talk, "--json").stdout
    assert said.isascii()
    data = json.loads(said)
    assert "written together" in data["shared"]["log"]
    private = data["private"]
    assert private["plan"]["clips"][0]["notes"]["skilled"].startswith("Two or three students")
    [note] = private["notes"]
    assert (note["text"], note["kind"], note["codes"]) == (
        "waits after the answer",
        "noticed",
        ["Explanations"],
    )
    assert [event["kind"] for event in private["events"]] == ["start", "end"]
    assert Path(data["path"]).is_file()


def test_export_carries_the_header_and_the_text(mqi: Run, talk: str, tmp_path: Path) -> None:
    printed = mqi("export", talk, "--format", "md").stdout
    when = "Date: Tue 24 Nov 2026, 4:00 pm"
    for fact in ("Teacher: Ms. Rivera", "Coach: J. Okafor", "Cycle: 6", when):
        assert printed.count(fact) == 1
    assert "2026-11-24 16:00" not in printed, "it stands there, in words"
    assert printed.endswith("written together\n")
    file = tmp_path / "log.md"
    assert mqi("export", talk, "--format", "md", "-o", file).returncode == 0
    assert file.read_text(encoding="utf-8") == printed
    assert mqi("export", talk, "--format", "md", "-o", "-").stdout == printed


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_exports_and_library_are_for_the_owner_alone(
    mqi: Run, talk: str, tmp_path: Path, home: Path
) -> None:
    mqi("export", talk, "--format", "md", "-o", tmp_path / "log.md")
    made = [tmp_path / "log.md", *home.rglob("*")]
    assert [path for path in made if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)] == []


def test_where_and_home_before_or_after_the_command(mqi: Run, home: Path, tmp_path: Path) -> None:
    said = mqi("where").stdout
    assert str(home / "library") in said
    assert str(home / "exports") in said
    other = tmp_path / "other"
    for arguments in (("--home", other, "where"), ("where", "--home", other)):
        assert str(other / "library") in mqi(*arguments).stdout
    assert not home.exists()


def test_restore_lists_and_brings_back(mqi: Run, talk: str) -> None:
    listed = re.findall(r"^ +(\d+)  \d{4}-\d\d-\d\d", mqi("restore", talk, "--list").stdout, re.M)
    first = listed[0]
    assert mqi("restore", talk, "--at", first).returncode == 0
    assert "written together" not in mqi("export", talk, "--format", "md").stdout
    again = re.findall(r"^ +(\d+) ", mqi("restore", talk).stdout, re.M)
    assert len(again) > len(listed)
    states = {one["state"] for one in json.loads(mqi("list", "--json").stdout)}
    assert states == {"ended"}
    found = json.loads(mqi("show", talk, "--json").stdout)["private"]
    assert found["state"] == "ended"
    kinds = [event["kind"] for event in found["events"]]
    assert (kinds[0], kinds[-1]) == ("start", "end")
    assert mqi("restore", talk, "--at", listed[-1]).returncode == 0
    assert "written together" in mqi("export", talk, "--format", "md").stdout


def test_doctor_finds_all_well(mqi: Run, talk: str) -> None:
    said = mqi("doctor")
    assert said.returncode == 0, said.stdout
    assert "1 of 1 conversations read well" in said.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_doctor_finds_what_is_wrong(mqi: Run, talk: str, home: Path) -> None:
    (home / "library").chmod(0o755)
    (home / "config").mkdir()
    (home / "config" / "config.toml").write_text('\n[keys]\nnxet = "f6"\n')
    for file in (home / "library").rglob("*.private.json"):
        file.write_text("{torn")
    for journal in (home / "state" / "journals").rglob("*.jsonl"):
        journal.unlink()
    said = mqi("doctor")
    assert said.returncode == 1
    bad = [line for line in said.stdout.split("\n") if line.startswith("BAD")]
    assert "can be opened by others" in bad[0]
    assert 'config.toml:3: "nxet" is not a key of this app; did you mean "next"?' in bad[1]
    assert "is damaged" in bad[2]


def test_a_reader_that_has_seen_enough_is_no_fault(environment: dict[str, str], talk: str) -> None:
    for arguments in (["show", talk, "--json"], ["--help"], ["export", talk, "--format", "md"]):
        process = subprocess.Popen(
            [*COMMAND, *arguments], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert process.stdout is not None
        process.stdout.close()
        _, errors = process.communicate(timeout=20)
        assert (process.returncode, errors) == (0, b"")


def test_restore_says_what_was_written_when_and_what_bringing_back_would_change(
    mqi: Run, talk: str
) -> None:
    listed = mqi("restore", talk, "--list").stdout
    assert re.search(r"^ +\d+  .*  \+ written together$", listed, re.M)
    first = re.findall(r"^ +(\d+) ", listed, re.M)[0]
    assert "- written together" in mqi("restore", talk, "--diff", first).stdout.splitlines()
    last = re.findall(r"^ +(\d+) ", listed, re.M)[-1]
    assert mqi("restore", talk, "--diff", last).stdout == "The log is the same.\n"
    assert mqi("restore", talk, "--diff", "9999").returncode == 1


def test_the_list_of_states_says_where_the_log_did_not_change(
    mqi: Run, library: Library, talk: str
) -> None:
    session = conversations.open_session(library, talk, FakeClock(0))
    session.note("about the plan")
    session.keeper.close()
    assert mqi("restore", talk, "--list").stdout.splitlines()[-3].endswith("  the log as before")
