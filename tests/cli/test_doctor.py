"""The usual troubles, each found by `mqi doctor`, with what to do."""

from __future__ import annotations

import re
import runpy
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mqi_tui.store.synced import service_of
from tests.cli.conftest import Run

KEY = "a-key-of-thirty-two-characters-x"


def setting(home: Path, text: str) -> None:
    (home / "config").mkdir(parents=True)
    (home / "config" / "config.toml").write_text(text, "utf-8")


def line(said: str, about: str) -> str:
    """What is said about that, whole."""
    return next(one for one in said.split("\n") if one[6:].startswith(f"{about} "))


@pytest.fixture
def server() -> Iterator[tuple[socket.socket, str]]:
    """Something that listens, and a setting that takes it for a relay."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        yield listening, f'[relay]\nurl = "{url}"\ncoach = "okafor"\nkey = "{KEY}"\n'


def test_a_relay_that_answers(mqi: Run, home: Path, server: tuple[socket.socket, str]) -> None:
    setting(home, server[1])
    assert re.match(r"ok .*:\d+/ answers", line(mqi("doctor").stdout, "relay"))


def test_a_relay_that_does_not(mqi: Run, home: Path, server: tuple[socket.socket, str]) -> None:
    server[0].close()
    setting(home, server[1])
    said = mqi("doctor")
    assert said.returncode == 1
    assert re.match(r"BAD .*does not answer.*: is this computer online", line(said.stdout, "relay"))
    assert KEY not in said.stdout + said.stderr


@pytest.mark.parametrize(
    ("command", "found"),
    [
        (f"{Path(sys.executable).as_posix()} {{port}}", "ok "),
        ("no-such-program {port}", 'BAD .*no program "no-such-program" here: install it'),
        ("ssh '{port}", "BAD .*no closing quotation; see config.toml"),
    ],
)
def test_the_program_of_a_tunnel(mqi: Run, home: Path, command: str, found: str) -> None:
    setting(home, f'tunnel = "{command}"\n')
    assert re.match(found, line(mqi("doctor").stdout, "tunnel"))


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive - School", "OneDrive"),
        ("Dropbox (Team)", "Dropbox"),
        ("Mobile Documents", "iCloud"),
        ("GoogleDrive-a@example.org", "Google Drive"),
        ("Documents", ""),
    ],
)
def test_only_the_library_may_lie_in_a_synced_folder(
    mqi: Run, tmp_path: Path, folder: str, service: str
) -> None:
    home = tmp_path / folder / "mqi"
    assert service_of(home / "state") == service
    said = mqi("--home", home, "doctor")
    told = f"it lies in a folder that {service} syncs; only the library may: set [folders] library"
    assert (told in said.stdout, said.returncode) == (bool(service), int(bool(service)))


def test_a_folder_of_syncthing_is_known_by_its_mark(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert service_of(tmp_path / "state") == "Syncthing"


def test_an_older_python_is_told_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 12))
    with pytest.raises(SystemExit, match=r"^mqi needs Python 3\.11 or newer$"):
        runpy.run_module("mqi_tui", run_name="mqi_tui.__main__")
