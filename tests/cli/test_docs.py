"""What the documentation says of the program is so."""

from __future__ import annotations

import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType

import pytest

from mqi_tui.commands import cli
from mqi_tui.domain.deeds import CONVERSATION, EVERYWHERE
from mqi_tui.domain.keys import IDS
from tests.cli.conftest import ROOT

OTHERS = {".venv", "node_modules", ".git", "data"}
"""Folders with pages that are not ours, or are content of the program."""
PAGES = sorted(page for page in ROOT.rglob("*.md") if not OTHERS & {*page.relative_to(ROOT).parts})
LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")


def make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make", ROOT / "docs" / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_list_of_keys_is_current() -> None:
    """After a change of keys: python3 run.py docs."""
    page = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    assert page == make().keys_page()


def test_the_picture_of_the_rooms_is_current() -> None:
    """After a new import between rooms: python3 run.py docs."""
    picture = (ROOT / "docs" / "pictures" / "rooms.svg").read_text(encoding="utf-8")
    assert picture == make().rooms()


def test_the_man_page_is_current() -> None:
    """After a change of the command line: python3 run.py docs. Pythons break its lines apart."""
    page = (ROOT / "docs" / "mqi.1").read_text(encoding="utf-8")
    assert page.split() == make().man_page().split()


def test_the_readme_names_the_keys_as_they_are() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for key in (*CONVERSATION, *EVERYWHERE):
        first = key.keys.split(",", maxsplit=1)[0]
        if key.id not in ("save", "speaker"):
            assert f"`{first}`" in text.lower(), key.id


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for link in LINK.findall(text):
        path, _, anchor = link.partition("#")
        there = page.parent / path if path else page
        assert link.startswith("https://") or there.exists(), link
        if anchor and not link.startswith("https://"):
            assert anchor in anchors(there.read_text(encoding="utf-8")), link


def anchors(text: str) -> list[str]:
    """What the headings of a page are called in links, as GitHub makes it of their words."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return [re.sub(r"[^\w\- ]", "", one).strip().lower().replace(" ", "-") for one in headings]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_shown_are_ones_that_there_are(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for line in re.findall(r"^mqi (.+)$", text, re.MULTILINE):
        cli.parser().parse_args(shlex.split(line, comments=True))
    commands = (ROOT / "mqi_tui" / "data" / "help.txt").read_text(encoding="utf-8")
    for name in re.findall(r"`mqi ([a-z]+)", text):
        assert f"  mqi {name}" in commands


def test_the_page_of_keys_names_every_key_that_can_be_changed() -> None:
    page = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    assert [id_ for id_ in IDS if f"| `{id_}` |" not in page] == []


def promises() -> list[list[str]]:
    """The rows of the table of promises: number, promise, figure, command, control."""
    page = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
    rows = [line.strip("|").split("|") for line in page.splitlines() if re.match(r"\| \d", line)]
    return [[cell.strip() for cell in row] for row in rows]


def test_there_are_eleven_promises_each_with_a_figure_and_a_command() -> None:
    assert [row[0] for row in promises()] == [str(n) for n in range(1, 12)]
    assert [row for row in promises() if len(row) != 5 or not all(row)] == []


@pytest.mark.parametrize("row", promises(), ids=lambda row: row[0])
def test_what_tries_a_promise_is_there(row: list[str]) -> None:
    for command in re.findall(r"`python -m ([^`]+)`", f"{row[3]} {row[4]}"):
        module, *words = command.split()
        if module == "pytest":
            assert [path for path in words if not (ROOT / path).is_file()] == []
        else:
            _has(module, words)


def _has(module: str, words: list[str]) -> None:
    """Whether our `module` can be run with these words: its options, or the names it knows."""
    folder = ROOT.joinpath(*module.split("."))
    source = folder / "__main__.py" if folder.is_dir() else folder.with_suffix(".py")
    code = source.read_text(encoding="utf-8")
    assert "__main__" in code, module
    for word in words:
        if word.startswith("--"):
            assert f'"{word}"' in code, f"{module} {word}"
        elif not word.isdigit():
            assert (folder / f"{word}.py").is_file(), f"{module} {word}"
