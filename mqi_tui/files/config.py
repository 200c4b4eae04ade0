"""What the coach has set, in `config.toml`. A mistake in it is told, and never in the way.

theme = "light"
clock = "24h"
share_time = true
tunnel = "ssh -R 0:localhost:{port} tunnel.example.org"

[relay]
url = "https://log.example.org/"
coach = "okafor"
key = "as the programme gave it to you"

[keys]
next = "ctrl+n,F6"

[folders]
library = "~/OneDrive/MQI"
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import get_args

from mqi_tui.domain.kinds import Clock, Look
from mqi_tui.domain.roles import RelaySettings
from mqi_tui.files import safe_read
from mqi_tui.files.folders import FILE
from mqi_tui.text.complaints import Complaint
from mqi_tui.text.dates import use_clock

LOOKS: tuple[Look, ...] = get_args(Look)


@dataclass(frozen=True, slots=True)
class Config:
    """`keys`: id to keys, those that differ from ours. `complaints`: a line each."""

    keys: Mapping[str, str] = field(default_factory=dict)
    theme: str = LOOKS[0]
    sets_theme: bool = field(default=False, compare=False)
    """Whether the theme was set; else it is the one that was chosen last."""
    clock: Clock = "12h"
    """Whether times of day are said as 4:00 pm or as 16:00."""
    reduced_motion: bool = False
    """Whether what scrolls is simply there, without gliding."""
    share_time: bool = False
    """Whether the teacher sees the step and the minutes left beside the shared log."""
    tunnel: str = ""
    """The command that leads guests from outside to a port of this computer, `{port}`."""
    relay: RelaySettings | None = None
    """Where guests come from outside instead, and this computer calls, too."""
    videos: Mapping[str, str] = field(default_factory=dict)
    """By the host of a platform: how the address of a video ends that names a place in it."""
    complaints: tuple[str, ...] = ()
    folder: Path | None = field(default=None, compare=False)
    """Where own outlines and templates may lie, too."""
    folders: Mapping[str, Path] = field(default_factory=dict)
    """Where `library` and `exports` lie, if it was set."""


Judging = Callable[[str, str], Config]


def put_in_force(config: Config) -> Config:
    """Let this process say times as the coach has set it; returns `config`."""
    use_clock(int(config.clock.removesuffix("h")))
    return config


def load(folder: Path, judged: Judging | None = None) -> Config:
    """The configuration in `folder`; what is not set, or cannot be used, is as shipped.

    `judged`: what makes a configuration of a text and the name of its file, instead of `read`.
    """
    try:
        found = (judged or read)(safe_read.text(folder / FILE), FILE)
    except safe_read.NoFile as error:
        is_there = not isinstance(error.__cause__, (FileNotFoundError, NotADirectoryError))
        found = Config(complaints=(str(Complaint(FILE, None, str(error))),) if is_there else ())
    return replace(found, folder=folder)


def read(text: str, name: str) -> Config:
    """The configuration that `text` describes; `name` is what complaints call its file."""
    from mqi_tui.files.settings import judged
    from mqi_tui.files.toml_source import NoToml, read_toml

    try:
        source = read_toml(text)
    except NoToml as error:
        return Config(complaints=(str(Complaint(name, error.line, str(error))),))
    used, problems = judged(source)
    told = tuple(str(Complaint(name, *problem)) for problem in problems)
    return Config(**used, sets_theme="theme" in source.data, complaints=told)
