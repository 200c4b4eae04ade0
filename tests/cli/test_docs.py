"""What the documentation says of the program is so."""

from __future__ import annotations

import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType

import pytest

from mqi_tui.commands import cli
from mqi_tui.domain.keys import ALL
from tests.cli.conftest import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


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


def test_the_readme_names_the_keys_as_they_are() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for key in ALL:
        first = key.keys.split(",", maxsplit=1)[0]
        if key.id not in ("save", "speaker", "restore", "video", "plan"):
            assert f"`{first}`" in text.replace("`F1`", "`f1`"), key.id


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        assert link.startswith("https://") or (page.parent / link).exists(), link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_shown_are_ones_that_there_are(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for line in re.findall(r"^mqi (.+)$", text, re.MULTILINE):
        cli.parser().parse_args(shlex.split(line, comments=True))
    commands = (ROOT / "mqi_tui" / "data" / "help.txt").read_text(encoding="utf-8")
    for name in re.findall(r"`mqi ([a-z]+)", text):
        assert f"  mqi {name}" in commands


def test_the_guide_names_every_key_that_can_be_changed() -> None:
    page = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
    settings = page.partition("[keys]")[2].partition("```")[0]
    assert [key.id for key in ALL if key.id not in settings.split()] == []
