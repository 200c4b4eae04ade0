"""`run.py`: what it starts, and when it makes its environment anew. Nothing is installed here."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

import run
from mqi_tui.commands import called
from tests.cli.conftest import ROOT


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """What is done to make ready, in order; the environment is an empty folder at first."""
    done: list[str] = []
    monkeypatch.setattr(run, "VENV", tmp_path)
    monkeypatch.setattr(run, "STAMP", tmp_path / "installed")
    monkeypatch.setattr(run, "PYTHON", tmp_path / "python")

    def anew() -> None:
        done.append("anew")
        (tmp_path / "python").touch()

    def install() -> bool:
        done.append("install")
        return True

    monkeypatch.setattr(run, "make_anew", anew)
    monkeypatch.setattr(run, "install", install)
    return done


def test_the_first_start_makes_the_environment_and_the_second_does_nothing(
    steps: list[str],
) -> None:
    run.prepare()
    run.prepare()
    assert steps == ["anew"]


def test_a_half_made_environment_is_finished(steps: list[str]) -> None:
    run.PYTHON.touch()
    run.prepare()
    assert steps == ["install"]


def test_a_broken_one_is_made_anew(steps: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    run.PYTHON.touch()
    monkeypatch.setattr(run, "install", lambda: False)
    run.prepare()
    assert steps == ["anew"]


def test_other_requirements_are_installed(
    steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run.prepare()
    monkeypatch.setattr(run, "wanted", lambda: "something else")
    run.prepare()
    assert steps == ["anew", "install"]


def test_a_missing_venv_module_is_one_line_that_says_what_to_install(
    steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match=r"apt install python3-venv$"):
        run.prepare()
    assert steps == []


def test_without_a_terminal_the_sample_is_rehearsed_in_a_home_of_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "mkdtemp", lambda prefix: str(tmp_path))
    monkeypatch.setenv("MQI_HOME", "chosen")
    assert run.first_look() == ["-m", "mqi_tui", "rehearse"]
    assert os.environ["MQI_HOME"] == "chosen"
    monkeypatch.delenv("MQI_HOME")
    run.first_look()
    assert os.environ["MQI_HOME"] == str(tmp_path)


def test_an_unknown_word_is_answered_with_what_there_is() -> None:
    said = subprocess.run(
        [sys.executable, ROOT / "run.py", "bogus"], capture_output=True, text=True, check=False
    )
    assert (said.returncode, said.stdout) == (2, "")
    assert all(f"run.py {name}" in said.stderr for name in run.COMMANDS)


def test_ci_runs_the_test_command_of_the_readme() -> None:
    command = "python3 run.py test"
    assert command in (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"\n{command}\n" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_mqi_is_told_how_it_was_called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MQI_CALLED", raising=False)
    assert called() == "mqi"
    monkeypatch.setenv("MQI_CALLED", "")  # for what main puts there to go with the test
    monkeypatch.setattr(sys, "argv", ["run.py", "mqi", "demo"])
    monkeypatch.setattr(run, "prepare", lambda: None)
    monkeypatch.setattr(run, "run", lambda *_: 0)
    with pytest.raises(SystemExit):
        run.main()
    assert called() == f"{'py' if os.name == 'nt' else 'python3'} run.py mqi"
