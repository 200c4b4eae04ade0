"""YAML as plain data that keeps its lines, and a refusal of what a plan never needs.

Only the shape is read here: every single value stays the text that was typed, so that 12:40 is
never a number and `no` never a truth value. What is a number is for the fields of a plan to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from mqi_tui.domain.rules import Plain
from mqi_tui.files.source import Problem, Source, Way
from mqi_tui.text.clean import clean
from mqi_tui.text.complaints import quoted

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError

DEEPEST = 8
MOST = 5_000
"""Values, field names among them."""

_BLANK = object()
"""Nothing was filled in: that counts as not there."""
_NOWHERE: Way = ("", "")
"""Where no field of a plan can be."""


def read_yaml(text: str) -> tuple[Source | None, list[Problem]]:
    """What a YAML document says, None where it says nothing, and what was wrong with it."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError

    builder = _Builder(YAML(typ="safe", pure=True).parse(text))
    try:
        return builder.document(), builder.problems
    except _TooMuch as much:
        problem: Problem = (much.line, str(much))
    except MarkedYAMLError as error:
        problem = _explained(error)
    except (ValueError, OverflowError):
        problem = (builder.line, "cannot be read: an escape that stands for no character")
    return None, [*builder.problems, problem]


class _TooMuch(Exception):
    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line = line


class _Builder:
    """Builds the data event by event, so that nothing grows before it was counted."""

    def __init__(self, events: Iterator[Any]) -> None:
        self.problems: list[Problem] = []
        self.line = 1
        """Where the last thing that could be read begins."""
        self._events = events
        self._count = 0
        self._lines: dict[Way, int] = {}
        self._places: dict[Way, int] = {}

    def document(self) -> Source | None:
        """The one document there is."""
        root: Any = _BLANK
        for event in self._events:
            name = _name(event)
            if name == "DocumentStart" and self._lines:
                self.problems.append((_line(event), "a plan is one document; a second begins here"))
                break
            if not name.startswith(("Stream", "Document")):
                self._lines[()] = _line(event)
                root = self._value(event, ())
        return None if root is _BLANK else Source(root, self._lines, self._places)

    def _value(self, event: Any, way: Way, depth: int = 1) -> Any:
        """What stands at `way`: text, a list, fields, or nothing."""
        self._check(event, depth)
        name = _name(event)
        if name == "SequenceStart":
            return self._items(way, depth + 1)
        if name == "MappingStart":
            return dict(self._fields(way, depth + 1))
        return _BLANK if name == "Alias" else _text(event)

    def _items(self, way: Way, depth: int) -> list[Any]:
        made: list[Any] = []
        for place, event in enumerate(self._until("SequenceEnd"), 1):
            here = (*way, len(made))
            self._lines[here], self._places[here] = _line(event), place
            item = self._value(event, here, depth)
            if item is not _BLANK:
                made.append(item)
        return made

    def _fields(self, way: Way, depth: int) -> Iterator[tuple[str, Any]]:
        """Names with their values, which stand on the name's line: there a reader looks."""
        seen: set[str] = set()
        for event in self._until("MappingEnd"):
            line, name = _line(event), self._field_name(event, depth)
            here = (*way, name) if name is not None and name not in seen else _NOWHERE
            self._lines[here] = line
            value = self._value(next(self._events), here, depth)
            if name in seen:
                self.problems.append((line, f"{quoted(str(name))} is given twice"))
            elif name is not None:
                seen.add(name)
                if value is not _BLANK:
                    yield name, value

    def _field_name(self, event: Any, depth: int) -> str | None:
        """The name of a field as it was typed; None where it is none."""
        name = self._value(event, _NOWHERE, depth)
        if isinstance(name, (list, dict)):
            told = "a field's name is plain text, not a list or fields"
            self.problems.append((_line(event), told))
            return None
        if _name(event) == "Alias":
            return None
        return name if isinstance(name, str) else Plain(event.value or "")

    def _until(self, end: str) -> Iterator[Any]:
        while _name(event := next(self._events)) != end:
            yield event

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


def _explained(error: MarkedYAMLError) -> Problem:
    """ruamel's words, or the usual cause of the mistakes that nearly everyone makes.

    What has no end is told where it begins: there it is mended.
    """
    words = error.problem or error.context or ""
    mark, begin = error.problem_mark or error.context_mark, error.context_mark
    if begin and mark and begin.line < mark.line:
        for sign, cause in _WITHOUT_END.items():
            if sign in words:
                return begin.line + 1, f"cannot be read; {cause}"
    cause = next((cause for sign, cause in _CAUSES.items() if sign in words), "")
    told = f"cannot be read; {cause}" if cause else f"cannot be read: {' '.join(words.split())}"
    return (mark.line + 1 if mark else None), told


_QUOTES = 'text with ": " or a quoted word in it needs quotes around all of it'
_CAUSES = {
    "mapping values are not allowed": _QUOTES,
    "expected <block end>": _QUOTES,
    "'\\t'": "indent with spaces, not with a tab",
    "sequence entries are not allowed": "a list with dashes begins below its name",
}
_WITHOUT_END = {
    "unexpected end of stream": "the quote that begins here has no end",
    "expected ',' or": "the bracket that begins here has no end, or a comma is missing in it",
    "could not find expected ':'": 'a name with ": " after it is expected',
}
"""Of what goes on to another line."""


def _text(event: Any) -> Any:
    """A single value, cleaned; `Plain` where it has no quotes and is no block."""
    text = clean(event.value).strip()
    if event.style is None:
        text = Plain(text)
        return _BLANK if text.is_nothing else text
    return text or _BLANK
