"""What the journal of one conversation says: the newest state, each that was kept, the damage.

How it is written is told in `journal`. A torn or damaged line ends what its generation says; an
older generation that begins well then speaks for it.
"""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from mqi_tui.files import safe_read
from mqi_tui.store.changes import State, apply
from mqi_tui.store.errors import told
from mqi_tui.store.journal import HALVES, Line, generations, unframe

LARGEST = 1 << 30
"""Bytes of a generation that are read."""
ODD = (LookupError, TypeError, ValueError, AttributeError, RecursionError)
"""What a line of another shape than ours leads to, though its sum is right."""


@dataclass(slots=True)
class Track:
    """What a journal knows about one half's library file."""

    known: dict[str, int] = field(default_factory=dict)
    """Hash of every content we wrote or found there, with its revision; newest last."""
    clean: bool = False
    """Nothing was changed since the file was last replaced."""

    def wrote(self, hashed: str, rev: int) -> None:
        """Content of this hash is (about to be) in the file, as of revision `rev`."""
        self.known.pop(hashed, None)  # so that the newest stays last
        self.known[hashed] = rev

    @property
    def published(self) -> int:
        """The last revision that was put into the file."""
        return max(self.known.values(), default=0)


@dataclass(slots=True)
class Replay:
    """What a journal says."""

    state: State
    rev: int
    path: str
    """The shared half's file, relative to the library."""
    tracks: dict[str, Track]
    damage: str = ""
    """What is wrong with the journal, in a line; empty where it is whole."""


class Revision(NamedTuple):
    """One state that was saved."""

    rev: int
    at: datetime


def replay(folder: Path) -> Replay | None:
    """The newest state that the journal in `folder` holds; None if there is none."""
    lost: list[Path] = []
    for path in reversed(generations(folder)):
        if said := _replay(path):
            for newer in reversed(lost):
                _follow_published(said, iter(_lines(newer)))
                said.damage = f"its newest part is damaged; it is whole up to {_until(path)}"
            return said
        lost.append(path)
    return None


def damage(folder: Path) -> str:
    """What is wrong with any part of the journal in `folder`; empty where it is whole."""
    said = replay(folder)
    if said is None:
        return "no part of it can be read" if generations(folder) else ""
    if said.damage:
        return said.damage
    hurt = [path for path in generations(folder)[:-1] if None in _lines(path)]
    return f"an older part of it is damaged behind {_until(hurt[-1])}" if hurt else ""


def state_at(folder: Path, rev: int) -> State | None:
    """Both halves as they were at revision `rev`; None if that is not kept."""
    for path in reversed(generations(folder)):
        state: State | None = None
        for line in _sound_lines(path):
            state = _step(state, line)
            if line["rev"] == rev and ("full" in line or "set" in line):
                return state
    return None


def history(folder: Path) -> Iterator[tuple[Revision, State]]:
    """Every revision that can be read back, oldest first, with both halves as they were then.

    Read one before the next is asked for: they may share what is the same in both.
    """
    for path in generations(folder):
        state: State | None = None
        for line in _sound_lines(path):
            state = _step(state, line)
            at = _moment(line)
            if state is not None and at and ("full" in line or "set" in line):
                yield Revision(line["rev"], at), state


def _moment(line: Line) -> datetime | None:
    """When a line was written, if it says so."""
    try:
        moment = datetime.fromisoformat(line["at"])
    except ODD:
        return None
    return moment if moment.tzinfo else None


def _replay(path: Path, most: int = sys.maxsize) -> Replay | None:
    """What one generation says, of its first `most` lines; None where it does not begin well."""
    lines = _lines(path)
    said = _begun(lines[0]) if lines else None
    if said is None:
        return None
    for number, line in enumerate(lines[1:], 1):
        if line is None or number >= most:
            _follow_published(said, iter(lines[number:]))
            how = "breaks off" if lines[number + 1 :] else "ends in the middle of a change"
            said.damage = f"it {how}; it is whole up to {_until(path, number)}"
            break
        try:
            _follow(said, line)
        except ODD:
            return _replay(path, number)
    is_sound = all(are_tables(said.state.get(half)) for half in HALVES)
    return said if is_sound else _replay(path, 1)


def _begun(line: Line | None) -> Replay | None:
    """What a first line says; None where it is none."""
    if line is None:
        return None
    match line:
        case {
            "full": {"shared": shared, "private": private},
            "path": str(path),
            "done": list(done),
        }:
            known = line.get("known")
        case _:
            return None
    if known is None or not _are_known(known):
        return None
    if not (are_tables(shared) and are_tables(private) and _is_inside(path)):
        return None
    tracks = {half: Track(known[half], half in done) for half in HALVES}
    return Replay({"shared": shared, "private": private}, line["rev"], path, tracks)


def _are_known(known: Any) -> bool:
    return isinstance(known, dict) and all(
        isinstance(known.get(half), dict) and all(type(rev) is int for rev in known[half].values())
        for half in HALVES
    )


def _is_inside(path: str) -> bool:
    """Whether a path stays in the library."""
    parts = re.split(r"[\\/]", path)
    return bool(path) and ":" not in path and not {"", "..", "."} & {*parts}


def are_tables(tables: Any) -> bool:
    """Whether this is what a TinyDB file holds: tables of numbered documents."""
    return isinstance(tables, dict) and all(
        isinstance(docs, dict)
        and all(_is_number(key) and isinstance(doc, dict) for key, doc in docs.items())
        for docs in tables.values()
    )


def _is_number(key: str) -> bool:
    """Whether a key is a number as it is written here: no two keys are the same number."""
    return key.isascii() and key.isdecimal() and key[0] != "0" and len(key) < 16


def _until(path: Path, line: int = sys.maxsize) -> str:
    """When the last sound line before `line` was written."""
    sound = [one for one in _lines(path)[:line] if one is not None]
    at = _moment(sound[-1]) if sound else None
    return f"{at.astimezone():%Y-%m-%d %H:%M:%S}" if at else "no time that is known"


def _follow_published(said: Replay, lines: Iterator[Line | None]) -> None:
    """Behind a damaged line no change can be applied, but what was published is still told:
    a library file that is newer than this state is known by its hash."""
    for track in said.tracks.values():
        track.clean = False
    for line in lines:
        if line is not None and "publish" in line:
            with contextlib.suppress(*ODD):
                _follow(said, {"rev": line["rev"], "publish": line["publish"]})


def _follow(said: Replay, line: Line) -> None:
    for half, hashed in line.get("publish", {}).items():
        said.tracks[half].wrote(hashed, line["rev"])
    for half in line.get("done", ()):
        said.tracks[half].clean = True
    if "set" in line:
        apply(said.state, line["set"])
        said.rev = line["rev"]
        for half in {change[0][0] for change in line["set"]}:
            said.tracks[half].clean = False


def _step(state: State | None, line: Line) -> State | None:
    """The state after a line; None where the line has another shape than a line of ours."""
    if "full" in line:
        said = _begun(line)
        return said.state if said else None
    if state is None or "set" not in line:
        return state
    try:
        apply(state, line["set"])
    except ODD:
        return None
    return state


def _sound_lines(path: Path) -> Iterator[Line]:
    for line in _lines(path):
        if line is None:
            return
        yield line


def _lines(path: Path) -> list[Line | None]:
    """The lines of one generation; None for one that is torn or damaged."""
    with told("the journal cannot be read now"):
        try:
            raw = safe_read.content(path, LARGEST)
        except safe_read.NoFile as error:
            if isinstance(error.__cause__, OSError) and not isinstance(
                error.__cause__, FileNotFoundError
            ):
                raise error.__cause__ from None
            return []
    *whole, rest = raw.split(b"\n")
    return [*map(unframe, whole), *([None] if rest else [])]
