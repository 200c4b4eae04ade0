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


def test_the_page_of_keys_names_every_key_that_can_be_changed() -> None:
    page = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    assert [id_ for id_ in IDS if f"| `{id_}` |" not in page] == []
