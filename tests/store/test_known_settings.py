"""Settings that were judged before: the same, at once, and nothing else that may lie there."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mqi_tui.files import config
from mqi_tui.files.config import Config
from mqi_tui.store.known_settings import FILE, load


@pytest.fixture(name="state")
def _state(tmp_path: Path) -> Path:
    (tmp_path / "state").mkdir()
    return tmp_path / "state"


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    (tmp_path / "config").mkdir()
    (tmp_path / "MQI").mkdir()
    write(
        tmp_path / "config",
        f'theme = "light"\nclock = "24h"\nshare_time = true\n[keys]\nnext = "f6"\n'
        f'[videos]\n"video.example.org" = "?start={{seconds}}"\n'
        f"[folders]\nlibrary = '{tmp_path / 'MQI'}'\n",
    )
    return tmp_path / "config"


def write(folder: Path, text: str) -> None:
    (folder / "config.toml").write_text(text, encoding="utf-8")


def never(*_: object) -> Config:
    raise AssertionError("judged once more")


def test_the_same_settings_are_not_judged_again(
    folder: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load(folder, state)
    assert first == config.load(folder)
    assert first.videos == {"video.example.org": "?start={seconds}"}
    assert (first.theme, first.clock, dict(first.keys)) == ("light", "24h", {"next": "f6"})
    monkeypatch.setattr(config, "read", never)
    again = load(folder, state)
    assert again == first
    assert (again.folder, again.sets_theme) == (folder, True)
    assert again.folders == {"library": folder.parent / "MQI"}


def test_other_settings_are(folder: Path, state: Path) -> None:
    load(folder, state)
    write(folder, 'theme = "contrast"\n')
    assert load(folder, state).theme == "contrast"
    (folder / "config.toml").unlink()
    assert load(folder, state) == Config()


def test_what_is_wrong_is_told_each_time(folder: Path, state: Path) -> None:
    write(folder, 'theme = "pink"\n')
    assert load(folder, state).complaints == load(folder, state).complaints != ()


def test_a_folder_that_is_not_there_any_more_is_told(folder: Path, state: Path) -> None:
    assert load(folder, state).complaints == ()
    (folder.parent / "MQI").rmdir()
    [told] = load(folder, state).complaints
    assert "is no folder that is there now" in told


def test_without_a_place_for_it_nothing_is_made(folder: Path, tmp_path: Path) -> None:
    assert load(folder, tmp_path / "none").theme == "light"
    assert not (tmp_path / "none").exists()


DAMAGE: list[Any] = [
    b"", b"{", b"[]", b"5", b"null", b"\xff", b"[" * 100_000, {"of": 5}, {"settings": 5},
    {"settings": {"theme": 5}}, {"settings": []}, {"folders": 5}, {"folders": {"library": 5}},
    {"folders": {"library": "/nowhere"}}, {"folders": {"library": "a\0b"}},
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE, ids=range(len(DAMAGE)))
def test_what_is_damaged_is_judged_again(folder: Path, state: Path, damage: Any) -> None:
    sound = load(folder, state)
    if isinstance(damage, bytes):
        (state / FILE).write_bytes(damage)
    else:
        kept = json.loads((state / FILE).read_bytes())
        (state / FILE).write_text(json.dumps({**kept, **damage}))
    assert load(folder, state) == sound
    assert replace(load(folder, state), folders={}) == replace(sound, folders={})


def test_the_key_of_a_relay_is_kept_in_one_place(folder: Path, state: Path) -> None:
    lines = f'url = "https://log.example.org"\ncoach = "okafor"\nkey = "{"k" * 44}"\n'
    write(folder, f"[relay]\n{lines}")
    found = load(folder, state)
    assert found.relay
    assert not (state / FILE).exists()
    assert load(folder, state) == found
