"""Whatever is typed: one clear line each, the right exit code, no traceback, nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import PLANS, Run

USAGE = [
    ("bogus",),
    ("\x1b]0;owned\x07",),
    ("--bogus",),
    ("open",),
    ("check",),
    ("show",),
    ("show", "x"),
    ("export", "x"),
    ("export", "x", "--format", "pdf"),
    ("export", "--format", "md"),
    ("export", "x", "--format", "md", "--all"),
    ("notes",),
    ("notes", "x", "--format", "docx"),
    ("restore",),
    ("restore", "x", "--at", "soon"),
    ("restore", "x", "--list", "--at", "3"),
    ("rehearse", "--minutes", "an hour"),
    ("list", "--jso"),
    ("join", "https://relay.example/x#secret"),
]
REFUSED = [
    ("show", "nobody", "--json"),
    ("show", "../../etc/passwd", "--json"),
    ("export", "nobody", "--format", "md"),
    ("export", "\x1b[2J\u202e", "--format", "md"),
    ("export", "nobody", "--all"),
    ("export", "--all"),
    ("notes", "nobody"),
    ("restore", "nobody"),
    ("restore", "nobody", "--at", "1"),
    ("check", "missing.yaml"),
    ("check", "."),
    ("check", "\x1b]52;c;cm0=\x07"),
    ("open", "missing.yaml"),
    ("open", str(PLANS / "one-clip-60.yaml")),  # well, but there is no terminal
    ("live",),
    ("live", "nobody"),
    ("demo",),
    ("keys",),
    (),
    ("rehearse", "missing.yaml"),
    ("rehearse", "--minutes", "19"),
    ("rehearse", "--minutes", "-5"),
    ("rehearse", str(PLANS / "one-clip-60.yaml"), "--minutes", "30"),
]


@pytest.mark.parametrize("arguments", USAGE, ids=repr)
def test_wrong_use(mqi: Run, home: Path, arguments: tuple[str, ...]) -> None:
    said = mqi(*arguments)
    assert (said.returncode, said.stdout) == (2, "")
    assert_one_clear_line(said.stderr)
    assert not home.exists()


@pytest.mark.parametrize("arguments", REFUSED, ids=repr)
def test_refused(mqi: Run, home: Path, arguments: tuple[str, ...]) -> None:
    said = mqi(*arguments)
    assert (said.returncode, said.stdout) == (1, "")
    assert_one_clear_line(said.stderr)
    assert not home.exists()


def assert_one_clear_line(text: str) -> None:
    assert text.count("\n") == 1
    assert text.endswith("\n")
    assert len(text) > 10
    assert not any(ord(character) < 0x20 for character in text[:-1])
    assert "\u202e" not in text
    assert "Traceback" not in text


def test_all_complaints_about_a_plan_at_once_and_nothing_written(
    mqi: Run, home: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("teacher: Ms. Rivera\nminutes: 300\nstock_clip: {titel: x}\n", encoding="utf-8")
    for command in ("check", "open", "rehearse"):
        said = mqi(command, bad)
        assert (said.returncode, said.stdout) == (1, "")
        lines = said.stderr.splitlines()
        assert f'{bad}:3: "titel" is not a field of stock_clip; did you mean "title"?' in lines
        assert len(lines) == 2
        assert all(line.startswith(f"{bad}:") for line in lines)
    assert not home.exists()


def test_a_place_that_cannot_be_written_to(mqi: Run, talk: str, tmp_path: Path) -> None:
    for place in (tmp_path / "no" / "such" / "log.md", tmp_path):
        for format_ in ("md", "docx"):
            said = mqi("export", talk, "--format", format_, "-o", place)
            assert (said.returncode, said.stdout) == (1, "")
            assert_one_clear_line(said.stderr)
            assert said.stderr.startswith(f"{place}: ")
    (tmp_path / "file").write_text("not a folder")
    said = mqi("export", talk, "--all", "-o", tmp_path / "file")
    assert (said.returncode, said.stdout) == (1, "")
    assert_one_clear_line(said.stderr)


def test_a_home_that_is_a_file(mqi: Run, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("not a folder")
    assert mqi("--home", file, "list").returncode == 0
    said = mqi("--home", file, "rehearse", PLANS / "one-clip-60.yaml")
    assert said.returncode == 1
    assert_one_clear_line(said.stderr)


def test_a_revision_that_is_not_kept(mqi: Run, talk: str) -> None:
    said = mqi("restore", talk, "--at", "9999")
    assert said.returncode == 1
    assert "--list" in said.stderr


def test_a_link_behind_join_is_told_where_it_goes_and_not_repeated(mqi: Run) -> None:
    said = mqi("join", "https://relay.example/x#secret")
    assert said.returncode == 2
    assert "start it without the link, it asks for it" in said.stderr
    assert "secret" not in said.stderr
    assert "link" not in mqi("join", "--help").stdout.partition("options")[0].partition("\n")[0]
