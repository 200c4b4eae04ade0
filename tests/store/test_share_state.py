"""What windows say to each other in `state/share`: a value, or told to be none; never a path."""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from mqi_tui.domain.roles import Pass
from mqi_tui.store.home import Home
from mqi_tui.store.share_state import Address, Asked, Meeting

TOKENS = {"c" * 22: "coach", "w" * 22: "window"}
HERE = Address("2026-11-24-rivera-6", "0123456789abcdef", 4711, TOKENS)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.find(tmp_path)


@pytest.fixture
def share(home: Home) -> Path:
    folder = home.state / "share"
    folder.mkdir(parents=True)
    return folder


def test_an_address_is_kept_for_its_owner_alone(home: Home, share: Path) -> None:
    Meeting(home).announce(HERE)
    assert Meeting(home).announced() == HERE
    [file] = share.iterdir()
    if sys.platform != "win32":
        assert file.stat().st_mode & 0o077 == 0
    Meeting(home).withdraw()
    assert Meeting(home).announced() is None
    assert Meeting(home).refused() == ""


def as_bytes(**changes: object) -> bytes:
    return json.dumps({**asdict(HERE), **changes}).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"5", b"\xff", b"\0" * 99, b'{"id": 1}', b'{"a":' * 100_000,
        b'{"id":"a","room":"b","port":"x","tokens":{}}', as_bytes(tokens={}), as_bytes(port=99999),
        as_bytes(port=-1), as_bytes(port="7"), as_bytes(port=1.5), as_bytes(port=True),
        as_bytes(room="../../library/2026/evil"), as_bytes(room="r" * 300), as_bytes(room="a\0b"),
        as_bytes(room=""), as_bytes(room="0123456789abcdef\n"), as_bytes(id=5),
        as_bytes(id="../x"), as_bytes(id=""), as_bytes(id="a/b"), as_bytes(instead_of="../x"),
        as_bytes(tokens=[["a", "b"]]), as_bytes(tokens={"c" * 22: "coach"}),
        as_bytes(tokens={"c" * 22: "coach", "d" * 22: "coach", "w" * 22: "window"}),
        as_bytes(tokens={"c": "coach", "w": "window"}), as_bytes() + b" " * 100_000,
    ],
    ids=range(30),
)  # fmt: skip
def test_what_is_no_address_is_told_once_and_put_away(
    home: Home, share: Path, content: bytes
) -> None:
    (share / "address.json").write_bytes(content)
    meeting = Meeting(home)
    assert meeting.announced() is None
    told = meeting.refused()
    assert told
    assert not any(part in told for part in ("evil", "rrrr", "cccc", "{", "../"))
    assert meeting.refused() == ""
    assert list(share.iterdir()) == []


def test_what_took_the_place_of_it_meanwhile_stays(home: Home, share: Path) -> None:
    (share / "address.json").write_text("{")
    meeting = Meeting(home)
    assert meeting.announced() is None
    meeting.announce(HERE)
    assert meeting.refused()
    assert meeting.announced() == HERE


@pytest.mark.skipif(sys.platform == "win32", reason="has no such files")
@pytest.mark.parametrize("name", ["address.json", "asked", "0123456789abcdef.updates"])
@pytest.mark.parametrize("kind", ["pipe", "folder", "device", "dangling"])
def test_what_is_no_file_holds_nobody_up(home: Home, share: Path, name: str, kind: str) -> None:
    path = share / name
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/zero" if kind == "device" else share / "nowhere")
    meeting = Meeting(home)
    assert meeting.announced() is None
    assert meeting.asked() == []
    meeting.refused()
    meeting.announce(HERE)
    meeting.ask("2026-11-24-rivera-6")
    updates = meeting.updates(HERE.room)
    assert updates.read() == []
    if name.endswith("updates"):
        with pytest.raises(OSError, match=r".+"):
            updates.append(b"one")
    if kind != "folder":
        updates.begin_anew(b"all")
        assert meeting.updates(HERE.room).read() == [b"all"]
    assert meeting.announced() == HERE
    assert meeting.asked() == [Asked("2026-11-24-rivera-6")]
    updates.close()


def test_each_window_asks_in_its_own_words_for_as_long_as_it_repeats_them(
    home: Home, share: Path
) -> None:
    meeting = Meeting(home)
    assert meeting.asked() == []
    meeting.ask("2026-11-24-rivera-6", again=True)
    (share / "asked-another").write_text("")
    assert sorted(meeting.asked()) == [Asked(""), Asked("2026-11-24-rivera-6", again=True)]
    meeting.ask_no_more()
    assert meeting.asked() == [Asked("")]
    then = time.time() - 60
    os.utime(share / "asked-another", (then, then))
    assert meeting.asked() == []


@pytest.mark.parametrize("said", [b"\xff\xfe\0", b"x" * 5_000_000, b"../../evil", b"a/b", b"\0"])
def test_a_question_that_is_none_is_passed_over(home: Home, share: Path, said: bytes) -> None:
    (share / "asked-odd").write_bytes(said)
    Meeting(home).ask()
    assert Meeting(home).asked() == [Asked("")]


def test_it_is_shared_as_long_as_that_is_repeated(home: Home, share: Path) -> None:
    meeting = Meeting(home)
    meeting.announce(HERE)
    assert meeting.shared() == HERE
    then = time.time() - 60
    os.utime(share / "address.json", (then, then))
    assert (meeting.shared(), meeting.announced()) == (None, HERE)
    meeting.still_shared()
    assert meeting.shared() == HERE
    meeting.announce(replace(HERE, port=1))
    assert meeting.announced() == replace(HERE, port=1)


GUESTS = {"g" * 22: Pass("guest", "Ms. Rivera"), "r" * 22: Pass("reader")}


def test_links_are_kept_with_the_address(home: Home, share: Path) -> None:
    address = replace(HERE, guests=GUESTS)
    Meeting(home).announce(address)
    assert Meeting(home).announced() == address


@pytest.mark.parametrize(
    "guests",
    [
        {"g" * 22: "guest"},
        {"g": {"role": "guest"}},
        {"g" * 22: {"role": "owner"}},
        {"g" * 22: {"role": "guest", "name": "x" * 999}},
        {"g" * 22: {"role": "guest", "more": 1}},
        {f"{number:022}": {"role": "guest"} for number in range(99)},
        [],
    ],
)
def test_links_that_are_none_are_not_taken_up(home: Home, share: Path, guests: object) -> None:
    (share / "address.json").write_bytes(as_bytes(guests=guests))
    meeting = Meeting(home)
    assert meeting.announced() is None
    assert meeting.refused()
