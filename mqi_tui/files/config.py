"""What the coach has set, in `config.toml`. A mistake in it is told, and never in the way.

theme = "light"
clock = "24h"
share_time = true

[keys]
next = "ctrl+n,f8"

[folders]
library = "~/OneDrive/MQI"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mqi_tui.domain import keys
from mqi_tui.files import safe_read
from mqi_tui.files.folders import FILE, placed
from mqi_tui.text.clean import visible
from mqi_tui.text.dates import use_clock

LARGEST = 1_000_000
"""Bytes."""
LOOKS = ("dark", "light", "contrast")
CLOCKS = ("12h", "24h")
SETTINGS = ("keys", "theme", "clock", "reduced_motion", "share_time", "folders")


@dataclass(frozen=True, slots=True)
class Config:
    """`keys`: id to keys, those that differ from ours. `complaints`: a line each."""

    keys: Mapping[str, str] = field(default_factory=dict)
    theme: str = LOOKS[0]
    sets_theme: bool = field(default=False, compare=False)
    """Whether the theme was set; else it is the one that was chosen last."""
    clock: str = CLOCKS[0]
    """Whether times of day are said as 4:00 pm or as 16:00."""
    reduced_motion: bool = False
    """Whether what scrolls is simply there, without gliding."""
    share_time: bool = False
    """Whether the teacher sees the step and the minutes left beside the shared log."""
    complaints: tuple[str, ...] = ()
    folder: Path | None = field(default=None, compare=False)
    """Where own outlines and templates may lie, too."""
    folders: Mapping[str, Path] = field(default_factory=dict)
    """Where `library` and `exports` lie, if it was set."""


def put_in_force(config: Config) -> Config:
    """Let this process say times as the coach has set it; returns `config`."""
    use_clock(int(config.clock.removesuffix("h")))
    return config


def load(folder: Path) -> Config:
    """The configuration in `folder`; what is not set, or cannot be used, is as shipped."""
    try:
        found = read(_text(folder / FILE), FILE)
    except safe_read.NoFile as error:
        is_there = not isinstance(error.__cause__, (FileNotFoundError, NotADirectoryError))
        found = Config(complaints=(f"{FILE}: {error}",) if is_there else ())
    return replace(found, folder=folder, complaints=tuple(map(visible, found.complaints)))


def _text(path: Path) -> str:
    """What a settings file says.

    Raises:
        NoFile: in a few words, why it cannot be used.
    """
    data = safe_read.content(path, LARGEST)
    if len(data) > LARGEST:
        raise safe_read.NoFile("larger than 1 MB")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise safe_read.NoFile("not UTF-8; save the file as UTF-8") from None


def read(text: str, name: str) -> Config:
    """The configuration that `text` describes; `name` is what complaints call its file."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Config(complaints=(_placed(str(error), text, name),))
    except (ValueError, RecursionError):  # a number of 5,000 digits, a list in lists without end
        wrong = f"{name}: not TOML: nested too deeply, or a number that is far too large"
        return Config(complaints=(wrong,))
    found = _Found(text, name, [])
    keymap = found.keymap(data.pop("keys", {}))
    sets_theme = "theme" in data
    theme = found.one_of("theme", data.pop("theme", LOOKS[0]), LOOKS)
    clock = found.one_of("clock", data.pop("clock", CLOCKS[0]), CLOCKS)
    calm = found.flag("reduced_motion", data.pop("reduced_motion", False))
    share_time = found.flag("share_time", data.pop("share_time", False))
    folders = placed(data.pop("folders", {}), found.complain)
    for unknown in data:
        from difflib import get_close_matches

        near = get_close_matches(unknown, SETTINGS, 1)
        hint = f'; did you mean "{near[0]}"?' if near else ""
        found.complain(unknown, f'"{unknown}" is not a setting{hint}')
    told = tuple(found.complaints)
    return Config(keymap, theme, sets_theme, clock, calm, share_time, told, folders=folders)


@dataclass(frozen=True, slots=True)
class _Found:
    text: str
    name: str
    complaints: list[str]

    def complain(self, setting: str, words: str) -> None:
        self.complaints.append(f"{self.name}:{_line(self.text, setting)}: {words}")

    def one_of(self, name: str, value: Any, choices: Sequence[str]) -> str:
        """The value, or the first of the choices where it is none of them."""
        if value in choices:
            return str(value)
        self.complain(name, f"the {name} is one of {', '.join(choices)}")
        return choices[0]

    def flag(self, name: str, value: Any) -> bool:
        if not isinstance(value, bool):
            self.complain(name, f"{name} is true or false")
        return value is True

    def keymap(self, table: Any) -> dict[str, str]:
        """The keys that can be used: all, or as many as do not get into each other's way."""
        if not isinstance(table, dict):
            self.complain("keys", 'keys are a table: [keys], then lines such as next = "f8"')
            return {}
        sound = {name: value for name, value in table.items() if self._is_sound(name, value)}
        if not keys.complaints(sound):
            return sound
        taken: dict[str, str] = {}
        for name, value in sound.items():
            if wrong := keys.complaints({**taken, name: value}):
                self.complain(name, wrong[0])
            else:
                taken[name] = value
        return taken

    def _is_sound(self, name: str, value: Any) -> bool:
        if not isinstance(value, str) or not value.strip():
            self.complain(name, f'"{name}": keys in quotes expected, such as "ctrl+n,f8"')
            return False
        return True


def _line(text: str, setting: str) -> int:
    """The line where a setting stands; 1 where it cannot be found."""
    here = re.compile(rf"\s*\[?\s*[\"']?{re.escape(setting)}\b")
    lines = text.split("\n")
    return next((number for number, line in enumerate(lines, 1) if here.match(line)), 1)


_QUOTES = 'words stand in quotes, such as "light"'


def _placed(error: str, text: str, name: str) -> str:
    """`Invalid value (at line 3, column 8)`, or `(at end of document)`, its line in front."""
    words, _, place = error.partition(" (at ")
    match = re.match(r"line (\d+)", place)
    line = match[1] if match else text.count("\n") + 1
    hint = f"; {_QUOTES}" if words == "Invalid value" else ""
    return f"{name}:{line}: not TOML: {words.lower()}{hint}"
