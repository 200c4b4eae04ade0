"""`mqi export` in every format, one by one and all at once; `mqi notes`, which is private."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from mqi_tui.commands import export
from mqi_tui.exports import FILES, FORMATS
from mqi_tui.services import conversations
from mqi_tui.store.library import Library
from mqi_tui.ui.rehearsal import FakeClock
from tests.cli.conftest import COMMAND, PLANS, ROOT, Run
from tests.exports.reading import everything

OF_THE_LOG = [one for one in FORMATS if one != "ics"]


@pytest.fixture
def dated(library: Library, talk: str) -> str:
    """A conversation after which there is a next one."""
    conversations.change(library, talk, FakeClock(0), lambda one: one.schedule("2026-12-08 16:00"))
    return talk


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.some(3)
def test_what_is_printed_is_what_is_in_the_file(
    environment: dict[str, str], dated: str, tmp_path: Path, format_: str
) -> None:
    def run(*more: str) -> subprocess.CompletedProcess[bytes]:
        command = [*COMMAND, "export", dated, "--format", format_, *more]
        return subprocess.run(
            command, env=environment, cwd=tmp_path, capture_output=True, check=False
        )

    printed = run()
    assert (printed.returncode, printed.stderr) == (0, b"")
    text = everything(format_, printed.stdout)
    assert ("Ms. Rivera" in text, "Okafor" in text) == (True, True)
    assert ("written together" in text) == (format_ != "ics")
    said = run("-o", "it")
    assert said.stdout.decode().rstrip() == "The log is in it"
    if format_ not in ("eml", "ics"):  # in which each has a number, or a time, of its own
        assert (tmp_path / "it").read_bytes() == printed.stdout == run("-o", "-").stdout


def test_without_a_date_there_is_no_appointment(mqi: Run, talk: str, tmp_path: Path) -> None:
    said = mqi("export", talk, "--format", "ics", "-o", tmp_path / "next.ics")
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr == (
        "no date is set for the next conversation: mqi live ID, then ctrl+g d sets it\n"
    )
    assert not (tmp_path / "next.ics").exists()


def test_all_of_one_is_a_folder_of_its_own(mqi: Run, dated: str, home: Path) -> None:
    said = mqi("export", dated, "--all")
    folder = home / "exports" / "2026-11-24 Ms Rivera 6"
    assert (said.returncode, said.stdout, said.stderr) == (0, f"{folder}\n", "")
    assert {one.name for one in folder.iterdir()} == set(FILES)


def test_all_of_all_goes_where_it_is_wanted(
    mqi: Run, library: Library, talk: str, tmp_path: Path
) -> None:
    from mqi_tui.files.plan import read_plan

    conversations.add(
        library, read_plan(PLANS / "one-clip-60.yaml"), "k", FakeClock(0)
    ).keeper.close()
    said = mqi("export", "--all", "-o", tmp_path / "out")
    assert (said.returncode, said.stdout, said.stderr) == (0, f"{tmp_path / 'out'}\n", "")
    made = {one.relative_to(tmp_path / "out").as_posix() for one in (tmp_path / "out").glob("*/*")}
    names = FILES.keys() - {"next.ics"}
    folders = ("2026-11-24 Ms Rivera 6", "2026-11-30 T-1042 3")
    assert made == {f"{folder}/{name}" for folder in folders for name in names}


def test_what_is_damaged_is_told_and_the_rest_is_made(
    mqi: Run, talk: str, home: Path, tmp_path: Path
) -> None:
    for file in (home / "library").rglob("*.private.json"):
        file.write_text("{torn")
    for journal in (home / "state" / "journals").rglob("*.jsonl"):
        journal.unlink()
    said = mqi("export", "--all", "-o", tmp_path / "out")
    assert said.returncode == 1
    assert "is damaged" in said.stderr
    assert said.stderr.count("\n") == 1


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_how_far_it_is_is_said_on_a_terminal_when_it_takes_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for stream, patience, shown in ((Terminal(), 0, True), (Terminal(), 60, False),
                                    (io.StringIO(), 0, False)):  # fmt: skip
        monkeypatch.setattr(sys, "stderr", stream)
        monkeypatch.setattr(export, "PATIENCE", patience)
        progress = export.Progress()
        progress(1, 20, "2026-11-24 \x1b[2J Rivera 6")
        progress.clear()
        assert ("\r1 of 20  2026-11-24 ␛[2J Rivera 6" in stream.getvalue()) == shown
        assert "\x1b" not in stream.getvalue()
        if shown:
            assert stream.getvalue().split("\r")[-2].strip() == ""  # the line is empty again


def test_a_format_loads_what_it_needs_and_no_screens(
    environment: dict[str, str], dated: str
) -> None:
    code = (
        "import sys\n"
        "from mqi_tui.commands.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "unwanted = {'textual', 'rich', 'tinydb', 'docx', 'icalendar', 'email'}\n"
        "print(sorted(unwanted & set(sys.modules)), file=sys.stderr)"
    )
    for format_, needs in (("md", "[]"), ("html", "[]"), ("txt", "[]"), ("eml", "['email']")):
        said = subprocess.run(
            [sys.executable, "-c", code, "export", dated, "--format", format_],
            env=environment,
            capture_output=True,
            encoding="utf-8",
            cwd=ROOT,
            check=False,
        )
        assert said.stderr == f"{needs}\n", format_


def test_the_notes_are_a_sheet_of_their_own(mqi: Run, talk: str, tmp_path: Path) -> None:
    said = mqi("notes", talk)
    assert said.returncode == 0
    assert said.stderr == "These are your private notes: they are not for the teacher.\n"
    assert said.stdout == (
        "# PRIVATE: quick notes, not for the teacher\n\n"
        "Ms. Rivera · cycle 6 · 2026-11-24 16:00\n\n"
        "## Step 1 · Introduction, pleasantries\n\n"
        "- 4:03 pm · noticed · waits after the answer · Explanations\n"
    )
    text = mqi("notes", talk, "--format", "txt").stdout
    assert text.startswith("PRIVATE: ")
    assert "  4:03 pm · noticed · waits after the answer · Explanations\n" in text
    assert mqi("notes", talk, "-o", tmp_path / "notes.md").stdout.endswith("notes.md\n")
    assert (tmp_path / "notes.md").read_text(encoding="utf-8") == said.stdout
