"""What `mqi completion` prints is what the shells take, and completes what there is."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

Complete = Callable[..., list[str]]

ASK = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_shtab_mqi; printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def complete(mqi: Run, tmp_path: Path) -> Complete:
    """What bash offers for a line that is typed so far."""
    bash = shutil.which("bash") or pytest.skip("no bash here")
    script = tmp_path / "mqi.bash"
    script.write_text(mqi("completion", "bash").stdout, "utf-8")

    def offered(*words: str) -> list[str]:
        command = [bash, "--norc", "-c", ASK, bash, str(script), *words]
        said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert said.stderr == ""
        return said.stdout.split()

    return offered


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (("mqi", "ex"), ["export"]),
        (("mqi", "li"), ["live", "list"]),
        (("mqi", "live", "--pl"), ["--plain"]),
        (("mqi", "export", "--format", "d"), ["docx"]),
        (("mqi", "completion", ""), ["bash", "zsh", "fish"]),
        (("mqi", "open", "mq"), ["mqi.bash"]),
        (("mqi", "--ver"), ["--version"]),
    ],
    ids=" ".join,
)
def test_bash_completes_it(complete: Complete, typed: tuple[str, ...], offered: list[str]) -> None:
    assert complete(*typed) == offered


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_can_read_its_own(mqi: Run, shell: str) -> None:
    said = mqi("completion", shell)
    assert (said.returncode, said.stderr) == (0, "")
    assert "rehearse" in said.stdout
    if program := shutil.which(shell):
        subprocess.run([program, "-n"], input=said.stdout, text=True, check=True)


def test_another_shell_is_a_matter_of_usage(mqi: Run) -> None:
    said = mqi("completion", "tcsh")
    assert said.returncode == 2
    assert said.stderr.count("\n") == 1
