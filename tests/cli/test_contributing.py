"""What CONTRIBUTING says a change takes is what it takes: one of them is walked."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.cli.conftest import COMMAND, ROOT

RECIPE = (
    "| an export | a module in `exports/` with `made(handout) -> bytes`, "
    "its line in `exports/__init__.py` |"
)
MODULE = '''"""The log in capitals."""


def made(handout):
    return handout.log.text.upper().encode()
'''


def test_an_export_takes_the_two_files_that_are_named(
    environment: dict[str, str], talk: str, tmp_path: Path
) -> None:
    assert RECIPE in (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    copy = tmp_path / "copy" / "mqi_tui"
    shutil.copytree(ROOT / "mqi_tui", copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "exports" / "capitals.py").write_text(MODULE, "utf-8")
    table = copy / "exports" / "__init__.py"
    first = "FORMATS = {\n"
    text = table.read_text("utf-8")
    assert text.count(first) == 1
    line = '    "caps": Format("in capitals", "log.caps", "capitals"),\n'
    table.write_text(text.replace(first, first + line), "utf-8")

    def run(*arguments: str) -> str:
        there = {**environment, "PYTHONPATH": str(copy.parent)}
        command = [*COMMAND, "export", *arguments]
        return subprocess.run(
            command, env=there, cwd=copy.parent, capture_output=True, text=True, check=True
        ).stdout

    assert "WRITTEN TOGETHER" in run(talk, "--format", "caps")
    assert "caps: in capitals" in run("--help").replace("\n", " ")
    folder = Path(run(talk, "--all").strip())
    assert "WRITTEN TOGETHER" in (folder / "log.caps").read_text("utf-8")
