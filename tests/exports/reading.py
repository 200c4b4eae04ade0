"""Exports read back as others would: by the libraries of their formats, down to every part."""

from __future__ import annotations

import email
import io
import zipfile
from datetime import UTC, datetime, tzinfo
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar

from mqi_tui.domain.shared.log import Header, Log
from mqi_tui.domain.shared.next_meeting import meeting
from mqi_tui.exports.handout import Handout, handout

HEADER = Header("Ms. Rivera", "J. Okafor", 6, "2026-11-24 16:00")
NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 24, 22, 5, tzinfo=UTC)
ID = "2026-11-24-rivera-6"
NEXT = "2026-12-08 16:00"
LOG = """\
# Collaborative log

Teacher: Ms. Rivera
Coach: J. Okafor
Cycle: 6
Date: 2026-11-24 16:00

## Clip 1

What we noticed:
Rivera: Three answers, and only one says why.
- Okafor: the drawing was wiped off
  while the rule was said
  - nobody asked for it

What one level up would look like:

## Action plan
- [ ] Ask why — Rivera, by 1 Dec
- [x] Send the clip — Okafor
3. Film the launch

## Next conversation

Date and time: Tue 8 Dec 2026, 4:00 pm
Film and upload by:
"""


def given_out(
    text: str = LOG,
    header: Header = HEADER,
    *,
    when: str = NEXT,
    minutes: int = 60,
    zone: tzinfo | None = NEW_YORK,
    now: datetime = NOW,
    moved: int = 0,
) -> Handout:
    return handout(ID, Log(header, text), meeting(when, minutes, moved), now=now, zone=zone)


def everything(format_: str, data: bytes) -> str:
    """All that a file holds: its parts unpacked, decoded, unfolded; names and metadata too."""
    if format_ == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return "\n".join(f"{one}\n{packed.read(one).decode()}" for one in packed.namelist())
    if format_ == "eml":
        message = letter(data)
        parts = [text_of(part) for part in message.walk() if not part.is_multipart()]
        return "\n".join([*(f"{name}: {value}" for name, value in message.items()), *parts])
    text = data.decode()
    return text.replace("\r\n ", "").replace("\\n", "\n") if format_ == "ics" else text


def letter(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def text_of(part: Any) -> str:
    """What a part of an e-mail says, whose lines end as mail's do."""
    return str(part.get_content()).replace("\r\n", "\n")


def event(data: bytes) -> Any:
    [found] = Calendar.from_ical(data).walk("VEVENT")
    return found


class Page(HTMLParser):
    """A page's tags, attributes and words, as a browser finds them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    @property
    def words(self) -> str:
        return "".join(self.texts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in ("meta", "br"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.texts.append(data)
