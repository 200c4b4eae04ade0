"""What `mqi doctor` says of the computer around mqi: terminal, clipboard, ways to guests."""

from __future__ import annotations

import os
import shlex
import shutil
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from mqi_tui.domain.roles import RelaySettings, port_of
from mqi_tui.files.config import Config
from mqi_tui.systems import here

NARROWEST = (40, 12)
FEW = "few colours"
PATIENCE = 3.0
"""Seconds that a relay has to answer."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line. `note`: worth knowing, nothing to mend."""

    mark: Literal["ok", "note", "BAD"]
    about: str
    words: str


def findings(config: Config) -> Iterator[Finding]:
    """How terminal and clipboard are, and whether the ways to guests that were set are there."""
    yield _terminal()
    yield _clipboard()
    if config.tunnel:
        yield _tunnel(config.tunnel)
    if config.relay:
        yield _relay(config.relay)


def _terminal() -> Finding:
    if not sys.stdout.isatty():
        return Finding("note", "terminal", "none here, so mqi cannot be shown")
    size = shutil.get_terminal_size()
    colours = _colours()
    words = f"{size.columns} × {size.lines}, {colours}"
    if size.columns < NARROWEST[0] or size.lines < NARROWEST[1]:
        return Finding("BAD", "terminal", f"{words}: too small, make the window larger")
    if colours == FEW:
        advice = "set TERM=xterm-256color, or take another terminal"
        return Finding("note", "terminal", f"{words}: {advice}")
    return Finding("ok", "terminal", words)


def _colours() -> str:
    if os.environ.get("NO_COLOR"):
        return "no colours (NO_COLOR is set)"
    if os.environ.get("COLORTERM") in ("truecolor", "24bit"):
        return "all colours"
    return "256 colours" if "256" in os.environ.get("TERM", "") else FEW


def _clipboard() -> Finding:
    import pyperclip  # type: ignore[import-untyped]

    if pyperclip.is_available():
        return Finding("ok", "clipboard", "copies reach other programs")
    words = "copies stay inside mqi and this terminal"
    install = f"; {here.CLIPBOARD} mends it" if here.CLIPBOARD else ""
    return Finding("note", "clipboard", words + install)


def _tunnel(command: str) -> Finding:
    try:
        program = shlex.split(command)[0]
    except ValueError as error:
        return Finding("BAD", "tunnel", f"{command}: {str(error).lower()}; see config.toml")
    if shutil.which(program):
        return Finding("ok", "tunnel", f"{program} is there, and starts once somebody has a link")
    advice = "install it, or set tunnel in config.toml to another command"
    return Finding("BAD", "tunnel", f'there is no program "{program}" here: {advice}')


def _relay(relay: RelaySettings) -> Finding:
    """Whether somebody listens there; who one is, is not told."""
    there = urlsplit(relay.url).hostname, port_of(relay.url)
    try:
        socket.create_connection(there, PATIENCE).close()
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        advice = "is this computer online? else ask your programme"
        return Finding("BAD", "relay", f"{relay.url} does not answer ({why}): {advice}")
    return Finding("ok", "relay", f"{relay.url} answers")
