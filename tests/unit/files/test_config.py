"""Settings: what is told about mistakes, where, and that everything else still holds."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mqi_tui.files.config import LOOKS, Config, load, put_in_force, read
from mqi_tui.files.folders import is_about
from mqi_tui.text.dates import time_of_day, use_clock


def test_nothing_set_is_as_shipped(tmp_path: Path) -> None:
    assert load(tmp_path) == Config() == read("", "config.toml")


def test_what_is_set(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(
        'theme = "light"\n[keys]\nnext = "f6,ctrl+n"\n', encoding="utf-8-sig"
    )
    assert load(tmp_path) == Config({"next": "f6,ctrl+n"}, "light")


def test_the_time_is_shared_only_where_that_is_set() -> None:
    assert read("share_time = true", "c").share_time
    assert not read("share_time = false", "c").share_time
    assert not read("share_time = 1", "c").share_time


def test_what_works_while_no_field_has_focus_can_change_too() -> None:
    text = '[keys]\n"next.resting" = "down,slash"\n"back.resting" = "up"\n'
    assert read(text, "c") == Config({"next.resting": "down,slash", "back.resting": "up"})


def test_two_keys_can_change_places() -> None:
    swapped = {"next": "ctrl+b", "back": "ctrl+n"}
    text = "[keys]\n" + "".join(f'{name} = "{key}"\n' for name, key in swapped.items())
    assert read(text, "c") == Config(swapped)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('theme = "pink"', "c:1: the theme is one of dark, light, contrast"),
        ("theme = 3", "c:1: the theme is one of dark, light, contrast"),
        ('clock = "13h"', "c:1: the clock is one of 12h, 24h"),
        ("clock = 24", "c:1: the clock is one of 12h, 24h"),
        ("reduced_motion = 'yes'", "c:1: reduced_motion is true or false"),
        ('\nthem = "dark"', 'c:2: "them" is not a setting; did you mean "theme"?'),
        ("share_time = 1", "c:1: share_time is true or false"),
        ('share-time = "yes"', 'c:1: "share-time" is not a setting; did you mean "share_time"?'),
        ("keys = 3", 'c:1: keys are a table: [keys], then lines such as next = "F6"'),
        ('[videos]\n"x.org" = "?t=1"', "c:2: videos.x.org: how an address ends expected"),
        ('[videos]\n"x.org" = "?t={minutes}"', "c:2: videos.x.org: how an address ends expected"),
        ('[videos]\n"x.org" = "t={seconds}"', "c:2: videos.x.org: how an address ends expected"),
        ('[videos]\n"x.org" = "?t={seconds} x"', "c:2: videos.x.org: "),
        ('videos = "x"', "c:1: videos are a table"),
        ('[keys]\nnxet = "f6"', 'c:2: "nxet" is not a key of this app; did you mean "next"?'),
        ('[keys]\n\nnext = "ctrl+w"', 'c:3: "next": ctrl+w would disturb the call'),
        ('[keys]\nnext = "ctrl+t"', 'c:2: "pause" and "next" are both on ctrl+t'),
        ('[keys]\nnext = "n"', 'c:2: "next": n is needed for writing'),
        ('[keys]\nnext = "space"', 'c:2: "next": Space is needed for writing'),
        ('[keys]\nnext = "ctrl+z"', 'c:2: "next": ctrl+z is needed for writing'),
        ('[keys]\nnext = "escape"', 'c:2: "next": Esc is needed for writing'),
        ('[keys]\nnext = "zork"', 'c:2: "next": zork is no key that can be used here'),
        ('[keys]\n"next.resting" = "n"', 'c:2: "next.resting": n is needed for writing'),
        (
            '[keys]\n"next.resting" = "space"',
            'c:2: "pause.resting" and "next.resting" are both on Space',
        ),
        ("[keys]\nnext = 3", 'c:2: "next": keys in quotes expected, such as "ctrl+n,F6"'),
        ('[keys]\nnext = ""', 'c:2: "next": keys in quotes expected, such as "ctrl+n,F6"'),
        ("a = 1\nb = ", "c:2: not TOML: invalid value"),
        ("theme = light", 'c:1: not TOML: invalid value; words stand in quotes, such as "light"'),
        ('[keys]\nnext = "f6"\nnext = "f7"', "c:3: not TOML"),
    ],
)
def test_a_mistake_is_one_line_and_left_out(text: str, complaint: str) -> None:
    found = read(text, "c")
    assert len(found.complaints) == 1
    assert found.complaints[0].startswith(complaint)
    assert (dict(found.keys), found.theme) == ({}, "dark")


def test_one_mistake_does_not_cost_the_rest() -> None:
    found = read('theme = "light"\n[keys]\nnext = "f6"\nback = "ctrl+w"\nsave = "f7,f6"\n', "c")
    assert found.theme == "light"
    assert found.keys == {"next": "f6"}
    assert [complaint[:4] for complaint in found.complaints] == ["c:4:", "c:5:"]


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(b"\xff\xfe\x00")
    assert "not UTF-8" in load(tmp_path).complaints[0]
    (tmp_path / "folder" / "config.toml").mkdir(parents=True)
    assert load(tmp_path / "folder").complaints


@pytest.mark.parametrize(("clock", "said"), [("24h", "16:05"), ("12h", "4:05 pm")])
def test_times_are_said_by_the_clock_that_was_set(clock: str, said: str) -> None:
    try:
        put_in_force(read(f'clock = "{clock}"', "c"))
        assert time_of_day(datetime(2026, 11, 24, 16, 5)) == said
    finally:
        use_clock(12)


UNUSABLE = {
    "5,000 digits": b"clock = " + b"9" * 5000,
    "deep": b"a = " + b"[" * 5000,
    "not UTF-8": b'theme = "\xff"',
    "zeros": b"\0" * 100,
    "larger than 1 MB": b"#" * 1_000_001,
    "no TOML": b"theme = light",
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_file_that_cannot_be_used_is_told_in_a_line_and_all_is_as_shipped(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "config.toml").write_bytes(UNUSABLE[name])
    found = load(tmp_path)
    [complaint] = found.complaints
    assert complaint.startswith("config.toml:")
    assert complaint.isprintable()
    assert found == Config(complaints=(complaint,))
    assert is_about(complaint), "conversations may be looked for elsewhere than was set"


@pytest.mark.parametrize("kind", ["a pipe", "a folder", "a device", "a circle"])
def test_what_is_no_file_keeps_nobody_waiting(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "config.toml"
    if kind == "a pipe":
        os.mkfifo(path)
    elif kind == "a folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/zero" if kind == "a device" else path)
    [complaint] = load(tmp_path).complaints
    assert complaint.startswith("config.toml: ")


@pytest.mark.parametrize(
    "text",
    [
        '"\\u001b]0;x\\u0007" = 1',
        '[keys]\n"\\u001b[31m" = "a"',
        '[keys]\nnext = "\\u001b]0;x\\u0007"',
        'theme = "\\u001b[2J"',
        '[folders]\nlibrary = "/\\u001b]0;x\\u0007"',
        '[folders]\n"\\u202ex" = "x"',
    ],
)
def test_a_complaint_has_no_control_character(tmp_path: Path, text: str) -> None:
    (tmp_path / "config.toml").write_text(text)
    complaints = load(tmp_path).complaints
    assert complaints
    assert all(complaint.isprintable() for complaint in complaints)


NAMES = st.sampled_from(
    ["theme", "clock", "keys", "folders", "share_time", "reduced_motion", "them", '"a b"', "x.y",
     "keys.next", 'keys."next.resting"', "folders.library", "[keys]", "[[keys]]", "[x]",
     "[folders]"]
)  # fmt: skip
WORDS = st.sampled_from(
    ['"light"', '"24h"', "true", "nan", "-inf", "1e400", "0xff", "12:40:00", "2026-12-01", "[]",
     "[1]", "{}", '{next = "f6"}', '"f6"', '"~"', '""', "9" * 30, '"\\u202e"', "'''\nx = 1\n'''"]
)  # fmt: skip


@given(st.lists(st.tuples(NAMES, WORDS), max_size=6), st.text(max_size=5))
def test_any_settings_are_settings_and_each_mistake_has_its_line(
    lines: list[tuple[str, str]], junk: str
) -> None:
    text = "\n".join(name if name[0] == "[" else f"{name} = {value}" for name, value in lines)
    for one in (text, text + junk):
        found = read(one, "c")
        assert found.theme in LOOKS
        for complaint in found.complaints:
            assert complaint.isprintable()
            place, words = complaint.split(": ", 1)
            if not words.startswith("not TOML"):
                line = one.split("\n")[int(place.removeprefix("c:")) - 1]
                assert any(part in line for part in ("=", "[")), (complaint, one)


def test_a_tunnel_is_a_command_with_a_place_for_the_port() -> None:
    command = "ssh -R 0:localhost:{port} tunnel.example.org"
    assert read(f'tunnel = "{command}"', "c").tunnel == command
    for wrong in ('"ssh host"', "7", '["ssh"]'):
        found = read(f"tunnel = {wrong}", "c")
        assert found.tunnel == ""
        assert "{port}" in found.complaints[0]


KEY = "k" * 44
RELAY = {"url": "https://log.example.org", "coach": "okafor", "key": KEY}


def relay(**lines: str) -> str:
    return "\n".join(["[relay]", *(f'{name} = "{value}"' for name, value in lines.items())])


@pytest.mark.parametrize(
    ("url", "used"),
    [
        ("https://log.example.org", "https://log.example.org/"),
        ("https://log.example.org/", "https://log.example.org/"),
        ("https://example.org:8443/mqi/log/", "https://example.org:8443/mqi/log/"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/"),
        ("http://log.example.org", ""), ("wss://log.example.org", ""), ("log.example.org", ""),
        ("https://a@log.example.org", ""), ("https://log.example.org/?x", ""), ("https://", ""),
    ],
)  # fmt: skip
def test_a_relay_is_reached_by_https_or_is_on_this_computer(url: str, used: str) -> None:
    found = read(relay(**RELAY | {"url": url}), "c")
    assert (found.relay.url if found.relay else "") == used
    assert bool(found.complaints) != bool(used)


@pytest.mark.parametrize("name", RELAY)
def test_a_relay_needs_all_three_and_its_key_is_never_told(name: str) -> None:
    left = {one: value for one, value in RELAY.items() if one != name}
    for lines in (left, RELAY | {name: ""}, RELAY | {name: "a b"}):
        found = read(f'clock = "24h"\n{relay(**lines)}', "c")
        assert found.relay is None
        assert found.clock == "24h", "the other settings hold"
        assert "relay" in found.complaints[0]
        assert KEY not in f"{found.complaints}{found}"
    assert KEY not in repr(read(relay(**RELAY), "c"))
