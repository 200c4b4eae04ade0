"""Places in the videos that a log is about, as links. No other address becomes one.

Who writes in a log may write any address; a link is only what the coach prepared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mqi_tui.domain.shared.log import HEADING
from mqi_tui.domain.video import SECONDS, Film, at_second, clip_time, placed, seconds

_MOMENT = re.compile(r"(?<![\w@/.])@(\d{1,3}(?::\d{2}){1,2})(?![\w:])", re.ASCII)
"""`@13:05` in a line of the log."""


def with_links(text: str, films: Sequence[Film]) -> str:
    """A log in which each moment is a link into the video of its section: `[13:05](https://…)`."""
    if not films:
        return text
    lines, title = [], ""
    for line in text.split("\n"):
        heading = HEADING.match(line)
        title = heading[2].strip() if heading else title
        lines.append(_linked(line, _address(title, films)))
    return "\n".join(lines)


def _address(title: str, films: Sequence[Film]) -> str:
    """The video of a section, or of the whole lesson; empty where neither is known."""
    named = (film for film in films if title.casefold().startswith(film.section.casefold()))
    return max(named, key=lambda film: len(film.section), default=Film("", "")).address


def _linked(line: str, address: str) -> str:
    def link(found: re.Match[str]) -> str:
        try:
            place = at_second(address, seconds(clip_time(found[1])))
        except ValueError:
            return found[0]
        return f"[{found[1]}]({place})"

    return _MOMENT.sub(link, line) if address else line


def pieces(words: str, films: Sequence[Film]) -> Iterator[tuple[str, str]]:
    """Words, in pieces, with the address that each leads to; empty for most."""
    end = 0
    for found in _links(films).finditer(words) if films else ():
        yield words[end : found.start()], ""
        yield (found[1], found[2]) if found[1] else (found[3], found[3])
        end = found.end()
    yield words[end:], ""


def _links(films: Sequence[Film]) -> re.Pattern[str]:
    """A link that was made here, or the address of one of the videos, at whatever place."""
    forms = (form for film in films for form in (placed(film.address), at_second(film.address, 0)))
    addresses = {*map(re.escape, forms)}
    places = sorted((one.replace(re.escape(SECONDS), r"\d+") for one in addresses), reverse=True)
    either = "|".join(places)
    return re.compile(rf"\[([\d:]+)\]\(({either})\)|({either})(?![\w/?&=#])")
