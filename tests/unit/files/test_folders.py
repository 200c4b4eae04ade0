"""Folders that are set: what can be used, and what is said of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from mqi_tui.files.config import Config, load, read
from mqi_tui.files.folders import is_about


def test_what_is_set_is_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "OneDrive" / "MQI").mkdir(parents=True)
    config = read(f"[folders]\nlibrary = '~/OneDrive/MQI'\nexports = '{tmp_path}'\n", "c")
    assert config == Config(folders={"library": tmp_path / "OneDrive" / "MQI", "exports": tmp_path})


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("folders = 3", "c:1: folders are a table"),
        ("[folders]\nlibary = '/'", "c:2: folders.libary: the folders that can be set are library"),
        ("[folders]\n\nlibrary = 3", "c:3: folders.library: a folder in quotes expected"),
        ("[folders]\nlibrary = ' '", "c:2: folders.library: a folder in quotes expected"),
        ("[folders]\nlibrary = 'MQI'", 'c:2: folders.library: "MQI" does not say where'),
        ("[folders]\nlibrary = '{}/no'", "is no folder that is there now; make it, or connect"),
        ("[folders]\nexports = '{}/file'", "c:2: folders.exports: "),
        ("[folders]\nexports = '~nobody-of-that-name/x'", "c:2: folders.exports: "),
        ('[folders]\nexports = "/a\\u0000b"', "c:2: folders.exports: "),
        ("[folders]\nlibrary = '{0}'\nexports = '{0}'", "c:3: folders.exports: the library is"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_line(
    tmp_path: Path, text: str, complaint: str
) -> None:
    (tmp_path / "file").touch()
    said = read(text.replace("{}", str(tmp_path)).replace("{0}", str(tmp_path)), "c")
    [told] = said.complaints
    assert complaint in told
    assert is_about(told)
    assert said.folders.keys() <= {"library"}


def test_one_mistake_leaves_the_other_folder_as_set(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(f"[folders]\nlibrary = 'x'\nexports = '{tmp_path}'\n")
    assert load(tmp_path).folders == {"exports": tmp_path}


def test_other_mistakes_are_not_about_folders() -> None:
    [told] = read("theme = 3", "config.toml").complaints
    assert not is_about(told)
    [told] = read("[folders", "config.toml").complaints
    assert is_about(told), "then no folder is known"
