"""The user's guide: what its pages name is there, and what they show runs."""

from __future__ import annotations

import re
import shlex
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from mqi_tui.commands import cli
from mqi_tui.domain.cheat_sheet import PLAN_TITLE, RECAP_TITLE, cheat_sheet
from mqi_tui.domain.deeds import ALL, IN_THE_PLAN, THE_NEXT
from mqi_tui.domain.keys import SHIPPED, named
from mqi_tui.domain.private.planning_guide import SECTIONS
from mqi_tui.files.plan import read_plan
from mqi_tui.services.plain_hour import DEEDS
from mqi_tui.store import backups
from mqi_tui.store.home import Home
from mqi_tui.store.known_settings import load
from mqi_tui.store.library import Library, utc_now
from mqi_tui.ui.widgets.editor_keys import KEYS as EDITING
from mqi_tui.ui.widgets.plan_lines import place_of
from tests.cli.conftest import ROOT, held
from tests.guide.guides import labelled, word

FOLDER = ROOT / "docs" / "guide"
PAGES = sorted(FOLDER.glob("*.md"))
NAMING = [*PAGES, *sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"]
"""All pages that name keys."""
LONGEST = 60
"""Lines of a page."""
NOT_HERE = {"home", "demo", "open", "live", "share", "join", "keys", "rehearse"}
"""Commands that show a screen, or play on one: each has tests of its own."""
KEY = re.compile(r"ctrl\+[a-z](?: [a-z])?|F\d+|Enter|Esc|Tab|Space|Delete|Insert|PgDn|PgUp|[↑↓←→]")


TYPED = ("Tue 4pm",)
"""What people type, and a page sets off as well."""


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path) -> list[str]:
    """What stands between fences."""
    return re.findall(r"^```\w*\n(.*?)^```", text(page), re.MULTILINE | re.DOTALL)


def spans(page: Path) -> list[str]:
    """What stands between backticks, outside of fences."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text(page), flags=re.M | re.S))


def commands(page: Path) -> list[list[str]]:
    """The words behind `mqi` of each command on a page."""
    shown = [line for block in blocks(page) for line in block.splitlines()]
    lines = [line for line in (*shown, *spans(page)) if line.split(" ")[0] == "mqi"]
    return [shlex.split(line, comments=True)[1:] for line in lines]


def test_there_are_ten_short_pages_each_named_in_the_list() -> None:
    tasks = [page for page in PAGES if page.name != "README.md"]
    assert len(tasks) == 10
    assert [page.name for page in PAGES if len(text(page).splitlines()) > LONGEST] == []
    listed = re.findall(r"^\d+\. \[[^\]]+\]\(([^)]+)\)", text(FOLDER / "README.md"), re.MULTILINE)
    assert sorted(listed) == [page.name for page in tasks]
    assert [page.name for page in tasks if "[All pages](README.md)" not in text(page)] == []


def known_keys() -> set[str]:
    """All that the table of keys names, alone and from the menu, and those of any text field."""
    go, groups = named("go", SHIPPED), cheat_sheet(SHIPPED)
    found = {key for key, _, _ in EDITING}
    for title, lines in groups.items():
        keys = [key for line in lines for key in re.split(" · | or ", line.keys)]
        found |= {f"{go} {key[:1]}" for key in keys} if title.startswith(f"{go}, then") else {*keys}
    return found


@pytest.mark.parametrize("page", NAMING, ids=lambda page: page.name)
def test_each_key_is_one_that_there_is(page: Path) -> None:
    named_here = [one for one in spans(page) if KEY.fullmatch(one)]
    assert {one for one in named_here if one not in known_keys()} == set()


def labels(page: Path) -> list[str]:
    """What a page sets off as words of the program, `*Export the log*`."""
    prose = re.sub(r"^```.*?^```|`[^`]*`", "", text(page), flags=re.M | re.S)
    return [" ".join(one.split()) for one in re.findall(r"(?<![*\w])\*([^*]+)\*(?!\*)", prose)]


@cache
def program() -> str:
    """All words that the program may say, and those of its templates, in small letters."""
    folder = ROOT / "mqi_tui"
    found = [path for ending in ("py", "toml", "md", "txt") for path in folder.rglob(f"*.{ending}")]
    words = " ".join(path.read_text(encoding="utf-8") for path in found)
    parts = [f"{place_of(one)} " for one in SECTIONS]
    return " ".join(
        f"{words} {' '.join(one.label for one in ALL.values())} {parts}".split()
    ).casefold()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_label_is_one_that_the_program_has(page: Path) -> None:
    assert [
        one for one in labels(page) if one.casefold() not in program() and one not in TYPED
    ] == []


def test_the_recap_and_the_plan_call_their_keys_as_the_table_of_keys_does() -> None:
    sheet = cheat_sheet(SHIPPED)
    for title, called in ((RECAP_TITLE, THE_NEXT), (PLAN_TITLE, IN_THE_PLAN)):
        told = " ".join(line.words for line in sheet[title])
        assert [one for one in called.values() if one not in told] == []


def test_the_pages_name_keys() -> None:
    """Without this, the test above could pass because it finds none."""
    named_here = {one for page in PAGES for one in spans(page) if KEY.fullmatch(one)}
    assert {"ctrl+n", "ctrl+g w", "F12", "Enter", "Delete"} <= named_here
    assert not {"ctrl+j", "ctrl+g x", "F11"} & known_keys()
    assert {"Open the next one · Tue 15 Dec", "Preparation 5"} & {
        one for page in PAGES for one in labels(page)
    }
    assert "plan the very next" not in program()


def test_each_command_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Those that show a screen are parsed alone. `ID` is a conversation that was held."""
    monkeypatch.setenv("MQI_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    word(tmp_path / "guide.docx", labelled)
    sample = (ROOT / "mqi_tui" / "data" / "sample.yaml").read_text(encoding="utf-8")
    Path("plan.yaml").write_text(sample, encoding="utf-8")
    home = Home.find(tmp_path / "home")
    library = Library(home)
    id_ = held(library, read_plan(Path("plan.yaml")), "\nwritten together\n", "! waits")
    backups.make(home, utc_now())
    instead = {"ID": id_, "12": "1", "2026-11-25": backups.listed(home)[0].day}
    ran = set()
    for page in PAGES:
        for words in commands(page):
            given = [instead.get(word, word) for word in words]
            options = cli.parser().parse_args(given)
            if options.command not in NOT_HERE:
                run = import_module(f"mqi_tui.commands.{options.command}").run
                assert not run(options), words
                ran.add(options.command)
    assert {"check", "export", "restore", "report", "notes", "plan", "doctor", "importing"} <= ran
    assert capsys.readouterr().out
    assert Path("plan.docx").is_file()


def test_the_settings_shown_are_good(tmp_path: Path) -> None:
    [shown] = [one for one in blocks(FOLDER / "keys-and-colours.md") if "theme" in one]
    (tmp_path / "config.toml").write_text(shown.replace("…", "k" * 43), encoding="utf-8")
    complaints = load(tmp_path, tmp_path).complaints
    assert [one for one in complaints if "folder" not in one] == []


def test_the_plain_hour_knows_the_words_that_are_named() -> None:
    part = text(FOLDER / "keys-and-colours.md").partition("## With a screen reader")[2]
    words = re.findall(r"`([a-z]+)`", part.partition("\n## ")[0])
    assert {"start", "next", "plan", "note", "log", "help", "quit"} <= {*words}
    assert [one for one in words if one not in DEEDS] == []
