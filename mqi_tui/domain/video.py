"""Places in a video: its time, and its address on the web."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import SplitResult, urlsplit

from mqi_tui.domain.rules import Rule
from mqi_tui.text.complaints import quoted

_TIME = re.compile(r"(\d{1,2}:[0-5]\d|\d{1,3}):[0-5]\d", re.ASCII)
SECONDS = "{seconds}"
_BRACES = re.compile(r"\{[^{}]*\}?|\}")
_NOT_IN_ADDRESSES = re.compile(r"[\s\x00-\x20\x7f-\x9f\"<>\\^`|‹›\u2400-\u2426]")
_PLACE = re.compile(r"(?:t|start|time_continue)=", re.ASCII)
"""How what names a place in a video begins, in the addresses of YouTube."""


def clip_time(text: str) -> str:
    """A place in a video: mm:ss or h:mm:ss. With points in it, as some write it, it is the same."""
    time = text.replace(".", ":")
    if not _TIME.fullmatch(time):
        raise ValueError(f"{quoted(text)} is not a time; write mm:ss or h:mm:ss, seconds below 60")
    return time


def seconds(time: str) -> int:
    """Seconds from the beginning of the video; `time` is a `clip_time`."""
    total = 0
    for part in time.split(":"):
        total = total * 60 + int(part)
    return total


def web_address(text: str) -> str:
    """Where a video is on the web; `{seconds}` in it stands for the place in the video."""
    try:
        found = urlsplit(text.replace(SECONDS, "0"))
        is_address = found.scheme in ("http", "https") and bool(found.hostname)
    except ValueError:
        is_address = False
    if not is_address or _NOT_IN_ADDRESSES.search(text):
        raise ValueError(f"{quoted(text)} is not a web address; it begins with https:// or http://")
    if {*_BRACES.findall(text)} - {SECONDS}:
        raise ValueError(f"{quoted(text)}: only {SECONDS} is filled in")
    return text


def at_second(address: str, second: int) -> str:
    """The address of a place in a video, so many seconds from its beginning.

    Where it is not known how the address names a place, the address as it is. Its beginning needs
    no place.
    """
    there = placed(address)
    if second or SECONDS not in there:
        return there.replace(SECONDS, str(second))
    return _without_place(there).replace(SECONDS, "0")


def _without_place(address: str) -> str:
    """The address without what names a place behind its path."""
    path, _, fragment = address.partition("#")
    path, _, query = path.partition("?")
    query = "&".join(one for one in query.split("&") if SECONDS not in one)
    fragment = "" if SECONDS in fragment else fragment
    return path + (query and f"?{query}") + (fragment and f"#{fragment}")


def has_places(address: str) -> bool:
    """Whether it is known how the address names a place in the video."""
    return SECONDS in placed(address)


def with_place(address: str, endings: Mapping[str, str]) -> str:
    """The address with what a platform names a place by, such as `?start={seconds}`.

    `endings`: by the platform's host. What is no address, or says its place, stays as it is.
    """
    try:
        parts = urlsplit(web_address(address))
    except ValueError:
        return address
    ending = endings.get(parts.hostname or "", "")
    if not ending or has_places(address):
        return address
    return address + (f"&{ending[1:]}" if parts.query and ending[0] == "?" else ending)


def placed(address: str) -> str:
    """The address with `{seconds}`, where it is known how it names a place in the video."""
    if SECONDS in address or not address:
        return address
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if host in ("youtube.com", "youtube-nocookie.com", "youtu.be"):
        name = "start" if parts.path.startswith("/embed/") else "t"
        return parts._replace(query=_with(parts, f"{name}={SECONDS}"), fragment="").geturl()
    if host in ("vimeo.com", "player.vimeo.com"):
        return parts._replace(fragment=f"t={SECONDS}s").geturl()
    return address


def _with(parts: SplitResult, place: str) -> str:
    """The query of an address, which names this place and no other."""
    others = (one for one in parts.query.split("&") if one and not _PLACE.match(one))
    return "&".join([*others, place])


ClipTime = Annotated[str, Rule(clip_time, "a time such as 12:40")]
WebAddress = Annotated[str, Rule(web_address, "a web address")]


@dataclass(frozen=True, slots=True)
class Film:
    """A video that a log is about; `section`: the heading of the log, empty for all others."""

    section: str
    address: WebAddress
