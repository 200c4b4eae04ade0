"""From the tree of a plan file to values, by the types that the values' fields declare."""

from __future__ import annotations

import dataclasses
import difflib
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Annotated, Any, Literal, cast

from mqi_tui.domain.private.fields import quoted
from mqi_tui.files.yaml_lines import Fields, Items, Node, Problem, Text
from mqi_tui.text.clean import clean

Path = tuple[str | int, ...]
"""The way to a value: ("clips", 1, "start"); places in a list are counted from 1."""

_NUMBER = re.compile(r"[-+]?[0-9]{1,9}")
_TRUTH = {"true": True, "false": False}
_UNREAD = object()


class Reader:
    """Reads values, and collects everything that is wrong with them instead of stopping."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.lines: dict[Path, int] = {}
        self.failed: set[str | int] = set()
        """Fields of the plan that have a problem somewhere in them."""

    def fields(self, kind: Any, node: Node, path: Path = ()) -> dict[str, Any]:
        """Arguments for the dataclass `kind`: the fields of `node` that could be read."""
        values: dict[str, Any] = {}
        if not isinstance(node, Fields):
            self._wrong(path, 'fields are expected ("name: value")', node)
            return values
        kinds = _kinds(kind)
        for name, child in self._once(node, path):
            if name.text not in kinds:
                self.complain(path, _unknown(name.text, kinds, path), name.line)
                continue
            attribute, wanted = kinds[name.text]
            value = self._read(wanted, child, (*path, name.text))
            if value is not _UNREAD:
                values[attribute] = value
        return values

    def complain(self, path: Path, text: str, line: int | None = None) -> None:
        """Keep what is wrong with the value at `path`; its own line unless another is given."""
        self.failed |= set(path[:1])
        self.problems.append((line or self.lines.get(path), text))

    def _read(self, kind: Any, node: Node, path: Path) -> Any:
        self.lines.setdefault(path, node.line)
        if node.blank:
            return _UNREAD
        if dataclasses.is_dataclass(kind):
            return cast(type, kind)(**self.fields(kind, node, path))
        read = _READERS[typing.get_origin(kind) or kind]
        return read(self, typing.get_args(kind), node, path)

    def _checked(self, kinds: Any, node: Node, path: Path) -> Any:
        """`Annotated[kind, check]`, where `check` gives the value to keep."""
        kind, check = kinds
        value = self._read(kind, node, path)
        try:
            return value if value is _UNREAD else check(value)
        except ValueError as error:
            self.complain(path, f"{_label(path)}: {error}", node.line)
            return _UNREAD

    def _optional(self, kinds: Any, node: Node, path: Path) -> Any:
        """`kind | None`: a value that is there is of the first kind."""
        return self._read(kinds[0], node, path)

    def _items(self, kinds: Any, node: Node, path: Path) -> Any:
        if not isinstance(node, Items):
            return self._wrong(path, 'a list is expected ("- …", one line each)', node)
        children = enumerate(node.items, 1)
        values = (self._read(kinds[0], child, (*path, place)) for place, child in children)
        return tuple(value for value in values if value is not _UNREAD)

    def _pairs(self, kinds: Any, node: Node, path: Path) -> Any:
        if not isinstance(node, Fields):
            return self._wrong(path, 'fields are expected ("name: value")', node)
        values: dict[Any, Any] = {}
        for name, child in self._once(node, path):
            if name.blank:
                self.complain(path, f"{_label(path)}: a name is missing", name.line)
            key = self._read(kinds[0], name, path)
            if key is _UNREAD:
                continue
            if key in values:
                self.complain(path, _twice(name), name.line)
            value = self._read(kinds[1], child, (*path, key))
            if value is not _UNREAD:
                values[key] = value
        return values

    def _once(self, node: Fields, path: Path) -> Iterator[tuple[Text, Node]]:
        """The fields of `node`; a name that comes again is complained about and left out."""
        seen: set[str] = set()
        for name, child in node.fields:
            if name.text in seen:
                self.complain(path or (name.text,), _twice(name), name.line)
            else:
                yield name, child
            seen.add(name.text)

    def _choice(self, choices: Any, node: Node, path: Path) -> Any:
        if isinstance(node, Text) and node.text in choices:
            return node.text
        return self._wrong(path, f"{' or '.join(choices)} is expected", node)

    def _text(self, _: Any, node: Node, path: Path) -> Any:
        if isinstance(node, Text):
            return clean(node.text).strip()
        return self._wrong(path, "text is expected (in quotes if it begins with a bracket)", node)

    def _number(self, _: Any, node: Node, path: Path) -> Any:
        if isinstance(node, Text) and node.plain and _NUMBER.fullmatch(node.text):
            return int(node.text)
        return self._wrong(path, "a whole number is expected, without quotes", node)

    def _truth(self, _: Any, node: Node, path: Path) -> Any:
        if isinstance(node, Text) and node.plain and node.text.lower() in _TRUTH:
            return _TRUTH[node.text.lower()]
        return self._wrong(path, "true or false is expected", node)

    def _wrong(self, path: Path, expected: str, node: Node) -> Any:
        self.complain(path, f"{_label(path)}: {expected}; found {_found(node)}", node.line)
        return _UNREAD


_READERS: Mapping[Any, Callable[[Reader, Any, Node, Path], Any]] = {
    Annotated: Reader._checked,
    typing.Union: Reader._optional,
    types.UnionType: Reader._optional,
    tuple: Reader._items,
    Mapping: Reader._pairs,
    Literal: Reader._choice,
    str: Reader._text,
    int: Reader._number,
    bool: Reader._truth,
}


@cache
def _kinds(kind: type) -> Mapping[str, tuple[str, Any]]:
    """Attribute and type by the field's name in the file: `if_` is called `if` there."""
    hints = typing.get_type_hints(kind, include_extras=True)
    return {name.rstrip("_"): (name, hint) for name, hint in hints.items()}


def _unknown(name: str, known: Mapping[str, Any], path: Path) -> str:
    near = difflib.get_close_matches(name.lower(), known, n=1)
    hint = f'; did you mean "{near[0]}"?' if near else f"; it has {', '.join(known)}"
    return f"{quoted(name)} is not a field of {_label(path)}{hint}"


def _twice(name: Text) -> str:
    return f"{quoted(name.text)} is given twice"


def _label(path: Path) -> str:
    """What a message calls the value: "the plan", "focus", "clip 1"."""
    if not path:
        return "the plan"
    if isinstance(path[-1], int):
        return f"{str(path[-2]).removesuffix('s')} {path[-1]}"
    return path[-1]


def _found(node: Node) -> str:
    match node:
        case Items():
            return "a list"
        case Fields():
            return "fields"
    return quoted(node.text)
