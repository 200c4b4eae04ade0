"""The words for what is wrong with something that came from outside, whichever door it came to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mqi_tui.files.source import KEY, Source, Way
from mqi_tui.files.strict import place
from mqi_tui.text.complaints import nearest, quoted, unknown

EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "fields",
    "mapping_type": "fields",
    "dataclass_type": "fields",
    "model_type": "fields",
    "greater_than_equal": "a larger number",
    "less_than_equal": "a smaller number",
    "string_pattern_mismatch": "letters and digits of the usual kind and number",
    "json_invalid": "JSON",
}
"""What pydantic calls a mistake, and what would have done."""
UNKNOWN = ("unexpected_keyword_argument", "extra_forbidden")
FAR_TOO_LARGE = 10**18
"""From here on, a number is not written out."""
Label = Callable[[Source, Way], str]


def found(value: Any) -> str:
    """A value in a message; of what is no single value, its kind."""
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and abs(value) >= FAR_TOO_LARGE:
        return "a number that is far too large"
    return (
        "a list" if isinstance(value, list) else "fields" if isinstance(value, dict) else str(value)
    )


def last_name(_: Source, way: Way) -> str:
    """A field by its own name."""
    return str(way[-1]) if way else "the file"


def _bare(choices: str) -> str:
    return choices.replace("'", "")


@dataclass(frozen=True, slots=True)
class Voice:
    """What is particular to the complaints of one door.

    `wrong`: the sentence, of `label`, `noun` (what is expected) and its `verb`, `hint`, `found`.
    `what`: of what an unknown name is none. `known`: what is said where no known name is near.
    `hints`: to the nouns of `EXPECTED`, how to write them. `label`: what a field is called.
    `found`: what is told of a value. `mark`: how an unknown name is written. `choices`: how
    pydantic's list of what is possible is told.
    """

    wrong: str = "{label}: {noun} expected{hint}; found {found}"
    what: str = "known here"
    known: str = "there is {known}"
    hints: Mapping[str, str] = field(default_factory=dict)
    label: Label = last_name
    found: Callable[[Any], str] = found
    mark: Callable[[str], str] = quoted
    choices: Callable[[str], str] = _bare

    def unknown(self, name: str, label: str, known: Iterable[str]) -> str:
        """That no field of that name is among the `known` ones."""
        known = list(known)
        otherwise = self.known.format(known=", ".join(known))
        what = self.what.format(label=label)
        return unknown(name, what, nearest(name, known), otherwise, self.mark)

    def words(self, kind: str, label: str, context: Mapping[str, Any], value: Any) -> str:
        """What is wrong with a field.

        `kind`: pydantic's name for it, or one of ours: `told` has its own sentence in `context`,
        `expected` a noun and a hint.
        """
        if kind == "told":
            return str(context["words"])
        if kind == "value_error":
            return f"{label}: {context['error']}"
        if kind == "twice":
            return f"{quoted(context['name'])} is given twice"
        if kind == "nameless":
            return f"{label}: a name is missing"
        if kind == "missing":
            return f"{label}: is missing"
        noun, hint = self._expected(kind, context)
        found, verb = self.found(value), "are" if noun == "fields" else "is"
        return self.wrong.format(label=label, noun=noun, verb=verb, hint=hint, found=found)

    def _expected(self, kind: str, context: Mapping[str, Any]) -> tuple[str, str]:
        if kind == "expected":
            return context["noun"], context.get("hint", "")
        if kind == "literal_error":
            return self.choices(context["expected"]), ""
        noun = EXPECTED.get(kind, kind.replace("_", " "))
        return noun, self.hints.get(noun, "")


def _place(_: Source, way: Way) -> str:
    return place(tuple(str(part) for part in way if part != KEY))


def _kind(value: Any) -> str:
    """What kind of thing was given; of numbers alone, which."""
    silent = {str: "text", bytes: "something else", bool: "true or false"}
    return silent.get(type(value)) or found(value)


STORED = Voice(label=_place, found=_kind, choices="one of {}".format)
"""Of what was stored: no word that somebody wrote is told."""
