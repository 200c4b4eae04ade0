"""What may stand in a field, as part of its type: `Annotated[str, Rule(clip_time, "a time")]`.

The same rules are applied by pydantic at the doors (`files.judging`, `files.records`) and, where
we vouch for what was stored, by `domain.values`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Literal


class Plain(str):
    """Text that stands in a file without quotes: a number where one is expected, or true, false."""

    __slots__ = ()

    @property
    def is_nothing(self) -> bool:
        """Whether it says that there is nothing."""
        return self in ("", "~", "null", "Null", "NULL")


class Rule:
    """What a value must be beside its type: `Annotated[str, Rule(clip_time, "a time")]`.

    `check` gives the value to keep, or raises `ValueError` with what is wrong with one that was
    typed; of one that was stored, `expected` says what would do. A text may always be empty.
    """

    def __init__(self, check: Callable[[Any], Any], expected: str) -> None:
        self.check, self.expected = check, expected

    def __call__(self, value: Any) -> Any:
        return self.check(value)

    def stored(self, value: Any) -> Any:
        """The value to keep of one that was stored.

        Raises:
            ValueError: with what is expected.
        """
        try:
            return value if value == "" else self.check(value)
        except ValueError:
            raise ValueError(self.expected) from None

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        """How pydantic applies it: what was stored is judged as JSON, what was typed as Python."""
        from pydantic_core import core_schema

        schema = handler(source)
        return core_schema.json_or_python_schema(
            core_schema.no_info_after_validator_function(self._of_stored, schema),
            core_schema.no_info_after_validator_function(self._of_typed, _as_typed(schema)),
        )

    def _of_stored(self, value: Any) -> Any:
        from pydantic_core import PydanticCustomError

        try:
            return self.stored(value)
        except ValueError as error:
            raise PydanticCustomError("expected", "{noun}", {"noun": str(error)}) from None

    def _of_typed(self, value: Any) -> Any:
        return value if value == "" else self(value)


def _as_typed(schema: Any) -> Any:
    """pydantic's schema of a number or a truth value, for what stands in a file as text."""
    from pydantic_core import PydanticKnownError, core_schema

    if schema["type"] not in _AS_TYPED:
        return schema
    read, wrong = _AS_TYPED[schema["type"]]

    def judged(value: Any) -> Any:
        try:
            return read(value)
        except TypeError:
            raise PydanticKnownError(wrong) from None

    return core_schema.no_info_before_validator_function(judged, schema)


def _whole(value: Any) -> int:
    """A number that stands in a file; no other thing is one.

    Raises:
        TypeError: it is none.
    """
    if isinstance(value, Plain) and _WHOLE.fullmatch(value):
        return int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _truth(value: Any) -> bool:
    """The same for true or false."""
    if isinstance(value, Plain) and value.lower() in _TRUTHS:
        return _TRUTHS[value.lower()]
    if not isinstance(value, bool):
        raise TypeError
    return value


_WHOLE = re.compile(r"[-+]?[0-9]{1,9}")
_TRUTHS = {"true": True, "false": False}
_AS_TYPED: Mapping[str, tuple[Callable[[Any], Any], Literal["int_type", "bool_type"]]] = {
    "int": (_whole, "int_type"),
    "bool": (_truth, "bool_type"),
}
"""How what a file says is read as a number or a truth value, and what it is called if it is none.
Anything else is text."""


class Within(Rule):
    """A number from `least` to `most`, both included."""

    def __init__(self, least: float, most: float) -> None:
        super().__init__(self._within, f"a number from {least} to {most}")
        self.least, self.most = least, most

    def _within(self, number: Any) -> Any:
        if not self.least <= number <= self.most:
            raise ValueError(f"{number} is not between {self.least} and {self.most}")
        return number


class Stored(Within):
    """The same for what is stored alone: who asks for the value has words of their own."""

    def __call__(self, value: Any) -> Any:
        return value


class WithinTyped(Within):
    """The same for what is typed alone: what was stored may have come to be in another way."""

    def stored(self, value: Any) -> Any:
        return value


class Typed(Rule):
    """A rule for what is typed alone: what was stored went through it before."""

    def __init__(self, check: Callable[[Any], Any]) -> None:
        super().__init__(check, "")

    def stored(self, value: Any) -> Any:
        return value


class Once:
    """In a mapping that is typed, each name says something and comes once: `08` is `8`."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        from pydantic_core import PydanticCustomError, core_schema

        def judged(given: Any, judge: Callable[[Any], Any]) -> Any:
            for name in given if isinstance(given, dict) else ():
                if not name.strip() or (isinstance(name, Plain) and name.is_nothing):
                    raise PydanticCustomError("nameless", "a name is missing", {"name": name})
            made = judge(given)
            seen: set[Any] = set()
            for name in given if len(made) < len(given) else ():
                [key] = judge({name: given[name]})
                if key in seen:
                    raise PydanticCustomError("twice", "is given twice", {"name": name})
                seen.add(key)
            return made

        schema = handler(source)
        typed = core_schema.no_info_wrap_validator_function(judged, schema)
        return core_schema.json_or_python_schema(schema, typed)
