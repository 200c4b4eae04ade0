"""A folder is shown by the system's program, where there are one and a desktop."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mqi_tui.systems import linux, macos

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows shows folders by itself")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in that writes down what it is given; the only program there is."""
    script, told = tmp_path / "bin" / "xdg-open", tmp_path / "told"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nprintf "%s" "$1" > "{told}"\nexit ${{CODE:-0}}\n')
    script.chmod(0o755)
    script.with_name("open").symlink_to(script)
    monkeypatch.setenv("PATH", f"{script.parent}{os.pathsep}/bin{os.pathsep}/usr/bin")
    monkeypatch.setenv("DISPLAY", ":0")
    return told


def test_the_program_is_given_the_path_as_it_is(program: Path, tmp_path: Path) -> None:
    folder = tmp_path / "2026-11-24 Ms Rivera; $(true) 6"
    folder.mkdir()
    for system in (linux, macos):
        assert system.showed(folder)
        assert program.read_text() == str(folder)
        program.unlink()


def test_a_program_that_fails_has_not_shown_it(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CODE", "3")
    assert not linux.showed(tmp_path)
    assert program.exists()


def test_without_a_desktop_nothing_is_started(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not linux.showed(tmp_path)
    assert not program.exists()
