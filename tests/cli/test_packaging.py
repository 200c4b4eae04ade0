"""The folder without Python: the program in it is also the Python that mqi asks for its parts."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from mqi_tui.domain.roles import Admitted
from mqi_tui.services.tunnel import LEASH
from mqi_tui.share import start
from tests.cli.conftest import ROOT
from tests.share.test_sharing import hubs

__all__ = ["hubs"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
START = ROOT / "packaging" / "start.py"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """What stands for the built program: it starts what that starts, with this Python."""
    made = tmp_path / "mqi"
    made.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{START}" "$@"\n', "utf-8")
    made.chmod(0o700)
    return made


def test_it_is_mqi(program: Path) -> None:
    there = {**os.environ, "PYTHONPATH": str(ROOT)}
    said = subprocess.check_output([program, "--version"], env=there, text=True)
    assert said.startswith("mqi ")


def test_it_is_the_hub_that_a_log_is_shared_by(
    program: Path, hubs: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(program))
    port = start.hub(Admitted({}), [])
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as page:
        assert b"<!doctype html>" in page.read(100).lower()


def test_it_holds_a_tunnel_and_lends_it_no_library_of_its_own(program: Path) -> None:
    lent = {"LD_LIBRARY_PATH": "/ours", "LD_LIBRARY_PATH_ORIG": "/theirs"}
    command = [str(program), "-I", str(LEASH), "0", "sh", "-c", "echo $LD_LIBRARY_PATH"]
    there = {**os.environ, **lent, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, env=there, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as held:
        assert held.stdout
        assert held.stdout.readline() == "/theirs\n"
