"""TOML as plain data that keeps its lines."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator

from mqi_tui.files.source import Source, Way

_NAME = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)"""
_NAMES = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_HEAD = re.compile(rf"\s*(\[\[?)\s*({_NAMES})\s*\]")
_FIELD = re.compile(rf"\s*({_NAMES})\s*=")
_BARE = re.compile(r"[\w-]+")
_LONG_TEXT = re.compile(r'"""|' + "'''")
_PLACE = re.compile(r" \(at (?:line (\d+)|end).*\)$")
_QUOTES = '; words stand in quotes, such as "light"'


class NoToml(ValueError):
    """The text is no TOML; the message says in a few words why, `line` where, if that is known."""

    def __init__(self, words: str, line: int | None) -> None:
        super().__init__(f"not TOML: {words}{_QUOTES * (words == 'invalid value')}")
        self.line = line
        self.where = f" (line {line})" if line else ""


def read_toml(text: str) -> Source:
    """What a TOML document says.

    Raises:
        NoToml: it is none.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else text.count("\n") + 1
        raise NoToml(_PLACE.sub("", str(error)).lower(), line) from None
    except (ValueError, RecursionError):  # a number of 5,000 digits, a list in lists without end
        raise NoToml("nested too deeply, or a number that is far too large", None) from None
    found = dict(_lines(text.split("\n")))
    return Source(data, {**found, (): 1}, {})


def _lines(rows: list[str]) -> Iterator[tuple[Way, int]]:
    """The way to each table and field that begins on a line of its own, with that line.

    What stands within braces, or in a list of several lines, is on the line of its field.
    """
    tables: Counter[Way] = Counter()
    """Of lists of tables, how many have begun."""
    table: Way = ()
    for number, row in _outside_of_long_texts(rows):
        if head := _HEAD.match(row):
            *above, last = _names(head[2])
            table = (*_latest(above, tables), last)
            if head[1] == "[[":
                tables[table] += 1
                if tables[table] == 1:
                    yield table, number
                table = (*table, tables[table] - 1)
            yield table, number
        elif field := _FIELD.match(row):
            yield (*table, *_names(field[1])), number


def _outside_of_long_texts(rows: list[str]) -> Iterator[tuple[int, str]]:
    """The lines that may be fields, with their numbers."""
    end = ""
    for number, row in enumerate(rows, 1):
        if not end:
            yield number, row
        for mark in _LONG_TEXT.findall(row):
            end = mark if not end else "" if mark == end else end


def _latest(names: list[str], tables: Counter[Way]) -> Way:
    """The way to a table; where it is a list of tables, to the last one that has begun."""
    way: Way = ()
    for name in names:
        way = (*way, name)
        way = (*way, tables[way] - 1) if tables[way] else way
    return way


def _names(dotted: str) -> list[str]:
    """The names in `a."b.c"`."""
    if _BARE.fullmatch(dotted):
        return [dotted]
    found, names = tomllib.loads(f"{dotted} = 0"), []
    while isinstance(found, dict):
        [(name, found)] = found.items()
        names.append(name)
    return names
