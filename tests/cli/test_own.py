"""What `mqi doctor` says of a programme's own files."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run
from tests.unit.files.test_outline import GOOD


def put(home: Path, name: str, text: str) -> None:
    path = home / "config" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_doctor_counts_own_files(mqi: Run, home: Path) -> None:
    assert "own files" not in mqi("doctor").stdout
    put(home, "outlines/district.toml", GOOD)
    put(home, "templates/log.md", "# $teacher\n")
    put(home, "templates/email.md", "Hello $teacher\n")
    said = mqi("doctor")
    assert said.returncode == 0, said.stdout
    assert "ok    own files  1 outline, 1 log template, 1 e-mail template" in said.stdout


def test_doctor_tells_what_is_wrong_with_own_files(mqi: Run, home: Path) -> None:
    put(home, "outlines/district.toml", GOOD.replace("minutes = 5", "minutes = -5"))
    put(home, "outlines/second.toml", GOOD)
    put(home, "templates/log.md", "$techer\x1b[2J\n")
    said = mqi("doctor")
    assert said.returncode == 1
    assert [line for line in said.stdout.split("\n") if "own files" in line] == [
        "BAD   own files  district.toml:6: minutes: a whole number from 0 to 180 expected; "
        "found -5",
        "BAD   own files  log.md:1: $techer is not known here; did you mean $teacher?",
        "ok    own files  1 outline",
    ]
