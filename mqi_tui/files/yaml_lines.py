"""YAML as a tree that keeps its lines, and refuses what a plan never needs.

Only the shape is read here: every value stays the text that was typed, so that 12:40 is never
a number and `no` never a truth value. What is a number is for the fields of a plan to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

DEEPEST = 8
MOST = 5_000
"""Values, field names among them."""

_NOTHING = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class Text:
    """A single value, as it was typed."""

    line: int
    text: str
    plain: bool = True
    """Not in quotes, not a block: may be a number, true, false or null."""

    @property
    def blank(self) -> bool:
        """Whether nothing was filled in."""
        return not self.text.strip() or (self.plain and self.text in _NOTHING)


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    line: int
    items: tuple[Node, ...]
    blank = False


@dataclass(frozen=True, slots=True)
class Fields:
    """Names with their values, in the order of the file, repeated names included."""

    line: int
    fields: tuple[tuple[Text, Node], ...]
    blank = False


Node = Text | Items | Fields
Problem = tuple[int | None, str]
"""Line, if there is one, and what is wrong with it."""


def read_tree(text: str) -> tuple[Node | None, list[Problem]]:
    """The tree of a YAML document, None where there is none, and what was wrong with it."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError

    builder = _Builder(YAML(typ="safe", pure=True).parse(text))
    try:
        return builder.document(), builder.problems
    except _TooMuch as much:
        problem: Problem = (much.line, str(much))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        words = error.problem or error.context or ""
        problem = (mark.line + 1 if mark else None, _explained(words))
    except (ValueError, OverflowError):
        problem = (builder.line, "cannot be read: an escape that stands for no character")
    return None, [*builder.problems, problem]


class _TooMuch(Exception):
    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line = line


class _Builder:
    """Builds the tree event by event, so that nothing grows before it was counted."""

    def __init__(self, events: Iterator[Any]) -> None:
        self.problems: list[Problem] = []
        self.line = 1
        """Where the last thing that could be read begins."""
        self._events = events
        self._count = 0

    def document(self) -> Node | None:
        """The one document there is."""
        root = None
        for event in self._events:
            name = _name(event)
            if name == "DocumentStart" and root is not None:
                self.problems.append((_line(event), "a plan is one document; a second begins here"))
                break
            if not name.startswith(("Stream", "Document")):
                root = self._node(event, 1)
        return root

    def _node(self, event: Any, depth: int) -> Node:
        self._check(event, depth)
        line, name = _line(event), _name(event)
        if name == "SequenceStart":
            return Items(line, tuple(self._children("SequenceEnd", depth)))
        if name == "MappingStart":
            children = self._children("MappingEnd", depth)
            pairs = zip(children, children, strict=True)
            return Fields(line, tuple(self._field(key, value) for key, value in pairs))
        if name == "Alias":
            return Text(line, "")
        return Text(line, event.value, plain=event.style is None)

    def _children(self, end: str, depth: int) -> Iterator[Node]:
        while _name(event := next(self._events)) != end:
            yield self._node(event, depth + 1)

    def _field(self, key: Node, value: Node) -> tuple[Text, Node]:
        """A name and its value, which stands on the name's line: there a reader looks for it."""
        if not isinstance(key, Text):
            self.problems.append((key.line, "a field's name is plain text, not a list or fields"))
            key = Text(key.line, "")
        return key, replace(value, line=key.line)

    def _check(self, event: Any, depth: int) -> None:
        self.line = line = _line(event)
        self._count += 1
        if self._count > MOST:
            raise _TooMuch(line, f"too much for a plan: more than {MOST:,} values")
        if depth > DEEPEST:
            raise _TooMuch(line, f"nested deeper than {DEEPEST} levels")
        if _name(event) == "Alias":
            self.problems.append((line, f'"*{event.anchor}": aliases are not used in a plan'))
        elif event.anchor:
            self.problems.append((line, f'"&{event.anchor}": anchors are not used in a plan'))
        if getattr(event, "tag", None):
            self.problems.append((line, f'"{event.tag}": tags are not used in a plan'))


def _name(event: Any) -> str:
    return type(event).__name__.removesuffix("Event")


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _explained(problem: str) -> str:
    """ruamel's words, or the usual cause of the mistakes that nearly everyone makes."""
    if "mapping values are not allowed" in problem or "expected <block end>" in problem:
        return 'cannot be read; text with ": " or a quoted word in it needs quotes around all of it'
    if "'\\t'" in problem:
        return "cannot be read; indent with spaces, not with a tab"
    return f"cannot be read: {' '.join(problem.split())}"
