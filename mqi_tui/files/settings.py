"""What may stand in `config.toml`, and what is said of what may not.

Imported by who meets such a file: most coaches have none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from mqi_tui.domain import keys
from mqi_tui.domain.kinds import Clock, Look, Truth
from mqi_tui.domain.roles import RelaySettings
from mqi_tui.domain.video import SECONDS, web_address
from mqi_tui.files.folders import NAMES
from mqi_tui.files.judging import judge, told
from mqi_tui.files.source import KEY, Problem, Source, Way
from mqi_tui.files.wording import Voice
from mqi_tui.text.complaints import quoted


def _table(words: str) -> BeforeValidator:
    def judged(value: object) -> object:
        if not isinstance(value, dict):
            raise told(words)
        return value

    return BeforeValidator(judged)


def _keys(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError('keys in quotes expected, such as "ctrl+n,F6"')
    return keys.written(value)


def _tunnel(value: object) -> str:
    if not isinstance(value, str) or (value and "{port}" not in value):
        raise ValueError('a command with {port} expected, such as "ssh -R 0:localhost:{port} host"')
    return value


def _like(pattern: str, words: str) -> BeforeValidator:
    """A text of that pattern. What was found instead is not told: it may be a key."""

    def judged(value: object) -> str:
        if value != "" and not (isinstance(value, str) and re.fullmatch(pattern, value)):
            raise ValueError(words)
        return str(value)

    return BeforeValidator(judged)


@dataclass(frozen=True, slots=True)
class _Relay:
    """Where it is, and as whom this coach is known there."""

    url: Annotated[
        str,
        _like(
            r"(https://[a-z0-9.-]+(:\d{1,5})?|http://(localhost|127\.0\.0\.1)(:\d{1,5})?)(/[\w./-]*)?",
            'the relay\'s address expected, such as "https://log.example.org/"',
        ),
    ] = ""
    coach: Annotated[
        str,
        _like(
            r"[a-z0-9-]{1,32}", 'the name expected that the relay knows you by, such as "okafor"'
        ),
    ] = ""
    key: Annotated[str, _like(r"[!-~]{22,200}", "the key expected that goes with that name")] = ""


def _ending(value: object) -> str:
    if not isinstance(value, str) or SECONDS not in value or value[:1] not in ("?", "&", "#"):
        raise ValueError('how an address ends expected, such as "?start={seconds}"')
    web_address(f"https://it{value}")
    return value


def _name(name: str) -> str:
    if name not in NAMES:
        raise ValueError(f"the folders that can be set are {' and '.join(NAMES)}")
    return name


def _folder(value: object) -> Path:
    if not isinstance(value, str) or not value.strip():
        raise ValueError('a folder in quotes expected, such as "~/OneDrive/MQI"')
    try:
        path = Path(value).expanduser()
        is_whole, is_there = path.is_absolute(), path.is_dir()
    except (OSError, ValueError, RuntimeError):
        raise ValueError(f'"{value}" is no folder') from None
    if not is_whole:
        raise ValueError(f'"{value}" does not say where: begin it with ~ or with the drive')
    if not is_there:
        raise ValueError(f'"{value}" is no folder that is there now; make it, or connect its drive')
    return path


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set, as it is where it is not."""

    keys: Annotated[
        Mapping[str, Annotated[str, BeforeValidator(_keys)]],
        _table('keys are a table: [keys], then lines such as next = "F6"'),
    ] = field(default_factory=dict)
    theme: Look = "dark"
    clock: Clock = "12h"
    reduced_motion: Truth = False
    share_time: Truth = False
    tunnel: Annotated[str, BeforeValidator(_tunnel)] = ""
    videos: Annotated[
        Mapping[str, Annotated[str, BeforeValidator(_ending)]],
        _table('videos are a table: [videos], then lines such as "host" = "?start={seconds}"'),
    ] = field(default_factory=dict)
    relay: (
        Annotated[
            _Relay, _table("relay is a table: [relay], then a line each for url, coach and key")
        ]
        | None
    ) = None
    folders: Annotated[
        Mapping[Annotated[str, AfterValidator(_name)], Annotated[Path, BeforeValidator(_folder)]],
        _table('folders are a table: [folders], then library = "~/OneDrive/MQI"'),
    ] = field(default_factory=dict)


def _label(_: Source, way: Way) -> str:
    """What a complaint calls a setting."""
    names = [str(name) for name in way if name != KEY]
    if names[:1] == ["keys"]:
        return quoted(names[-1])
    return f"the {names[0]}" if names[:1] in (["theme"], ["clock"]) else ".".join(names)


def _one_of(choices: str) -> str:
    return f"one of {choices.replace(' or ', ', ')}".replace("'", "")


VOICE = Voice(
    wrong="{label} is {noun}; found {found}",
    what="a setting",
    known="",
    label=_label,
    choices=_one_of,
)


def judged(source: Source) -> tuple[dict[str, Any], list[Problem]]:
    """The settings that can be used, by their names, and what is wrong with the others."""
    found = judge(Settings, source, VOICE)
    made, problems = found.value or Settings(), [*found.problems]
    keymap, folders = dict(made.keys), dict(made.folders)
    for name, words in _in_the_way(keymap):
        del keymap[name]
        problems.append((source.line(("keys", name)), words))
    if len(folders) == len(NAMES) and folders["library"] == folders["exports"]:
        del folders["exports"]
        words = "folders.exports: the library is there already; take another folder"
        problems.append((source.line(("folders", "exports")), words))
    relay = _whole(made.relay)
    if "relay" in source.data and not relay and not problems:
        problems.append((source.line(("relay",)), "relay needs all three: url, coach and key"))
    plain = ("theme", "clock", "reduced_motion", "share_time", "tunnel", "videos")
    used = {name: getattr(made, name) for name in plain}
    used |= {"keys": keymap, "folders": folders, "relay": relay}
    return used, sorted(problems, key=lambda one: one[0] or 0)


def _whole(relay: _Relay | None) -> RelaySettings | None:
    if not (relay and relay.url and relay.coach and relay.key):
        return None
    return RelaySettings(f"{relay.url.removesuffix('/')}/", relay.coach, relay.key)


def _in_the_way(keymap: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The keys that cannot be used beside those that stand before them, and why."""
    if not keys.complaints(keymap):
        return
    taken: dict[str, str] = {}
    for name, value in {**keymap}.items():
        if wrong := keys.complaints({**taken, name: value}):
            yield name, wrong[0]
        else:
            taken[name] = value
