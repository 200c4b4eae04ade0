"""A file's name is understood as terminals write it where one is dropped onto their window."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mqi_tui.files.dropped_path import path_in

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX names")

NAMES = ["guide.docx", "My guide (2) & more.docx", "Ms. O'Neil, 100%.md", "Öz #1?.txt", "a\\ b.md"]


def _escaped(path: Path) -> str:
    """As macOS writes it."""
    return "".join(one if one.isalnum() or one in "/._-" else f"\\{one}" for one in str(path))


WAYS: dict[str, Callable[[Path], str]] = {
    "as it is": str,
    "spaces around": lambda path: f"  {path} ",
    "escaped": _escaped,
    "quoted": lambda path: "'" + str(path).replace("'", "'\\''") + "' ",
    "in double quotes": lambda path: '"' + str(path).replace("\\", "\\\\") + '"',
    "an address": lambda path: path.as_uri(),
    "an address in quotes": lambda path: f"'{path.as_uri()}'",
    "an address with a host": lambda path: path.as_uri().replace("file://", "file://localhost"),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", NAMES)
def test_a_dropped_file_is_found(tmp_path: Path, name: str, way: str) -> None:
    path = tmp_path / name
    path.touch()
    assert path_in(WAYS[way](path)) == path


def test_a_file_that_is_named_as_another_is_written_is_itself(tmp_path: Path) -> None:
    for name in ("a\\ b.md", "a b.md", "'a.md'", "a.md"):
        (tmp_path / name).touch()
    assert path_in(f"{tmp_path}/a\\ b.md") == tmp_path / "a\\ b.md"
    assert path_in(f"{tmp_path}/'a.md'") == tmp_path / "'a.md'"


def test_home_is_where_a_tilde_points(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "my guide.md").touch()
    assert path_in("~/my guide.md") == path_in("~/my\\ guide.md") == tmp_path / "my guide.md"


@pytest.mark.parametrize(
    "line",
    ["", "none.docx", "'open", "a b c", "file://[x", "a\0b", "x" * 9_999, "~no body/a", "\\"],
)
def test_what_is_not_there_stays_what_it_is(line: str) -> None:
    assert path_in(line) == Path(line)
    assert not path_in("none.docx").exists()
