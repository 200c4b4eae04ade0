"""The door for stored records: what lies in a library file is a sound half, or is refused.

The layout of a file is a model of pydantic's over the frozen values, whose annotations carry the
rules: a new field of a value is judged as soon as it is declared. This module is imported by
whoever meets a file that we did not write; see `conversation` for those that we did.
"""

from __future__ import annotations

import json
import types
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any, get_type_hints

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from mqi_tui.domain.conversation import (
    CLOSING,
    PREPARED,
    PRIVATE,
    SHARED,
    Tables,
    cleaned,
    completed,
)
from mqi_tui.domain.guide import Outline
from mqi_tui.domain.private.clock import fold
from mqi_tui.domain.private.events import Event
from mqi_tui.domain.private.follow_up import OldStep
from mqi_tui.domain.private.notes import Note
from mqi_tui.domain.private.plan import Plan, hour
from mqi_tui.domain.private.record import Desk, Private
from mqi_tui.domain.private.scores import Scores
from mqi_tui.domain.shared.log import Header
from mqi_tui.files.strict import place

STRICT = ConfigDict(strict=True, extra="ignore")
EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "fields",
    "mapping_type": "fields",
    "dataclass_type": "fields",
    "model_type": "fields",
    "greater_than_equal": "a larger number",
    "less_than_equal": "a smaller number",
}
FOUND = {str: "text", bool: "true or false", type(None): "nothing", list: "a list"}


def wrong(half: str, data: bytes, tables: Tables) -> str:
    """Why a file is no sound half, in a line that names the field; empty where it is.

    `tables` is what `data` holds. No word of what was written is in the line.
    """
    strangers = PRIVATE if half == "shared" else SHARED
    if found := next((name for name in strangers if name in tables), ""):
        return f"{found}: belongs into the {'private' if half == 'shared' else 'shared'} file"
    try:
        model = _read(_layout(half), data, tables)
    except ValidationError as error:
        return _told(error)
    return _unsound(model) if half == "private" else ""


def _read(layout: type[BaseModel], data: bytes, tables: Tables) -> Any:
    try:
        return layout.model_validate_json(data)
    except ValidationError:
        # Once more as it would be read: with clean text, and what goes without saying.
        return layout.model_validate_json(json.dumps(completed(cleaned(tables))))


@cache
def _layout(half: str) -> type[BaseModel]:
    """The tables of a file, each a document or many, by their numbers."""
    asked = _document("Asked", keys=tuple[str, ...], revealed=bool)
    hints = get_type_hints(Private, include_extras=True)
    meta = {"id": str, "state": hints["state"], "plan_key": str, "archived": bool}
    tables: Mapping[str, Any] = {
        "meta": _document("Meta", **meta),
        "header": Header,
        "log": _document("Text", text=str),
        "plan": Plan,
        "prepared": _document("Prepared", **{name: hints[name] for name in PREPARED}),
        "since": OldStep,
        "scores": Scores,
        "events": Event,
        "notes": Note,
        "asked": asked,
        "desk": Desk,
        "next": _document("Next", when=hints["next_when"], moved=hints["next_moved"]),
        "closing": _document("Closing", **{name: hints[name] for name in CLOSING}),
    }
    own = SHARED if half == "shared" else PRIVATE
    numbered = {name: types.GenericAlias(dict, (str, tables[name])) for name in ("meta", *own)}
    return _document("File", **numbered)


def _document(name: str, **fields: Any) -> type[BaseModel]:
    """A model in which every field may be missing, and has its type where it is there."""
    wanted: dict[str, Any] = {field: (kind, None) for field, kind in fields.items()}
    made: type[BaseModel] = create_model(name, __config__=STRICT, **wanted)
    return made


def _told(error: ValidationError) -> str:
    first, *others = error.errors(include_url=False)
    way = place(tuple(str(part) for part in first["loc"] if part != "[key]"))
    more = f" (and {len(others)} more)" if others else ""
    return f"{way}: {_words(first)}{more}"


def _words(one: Mapping[str, Any]) -> str:
    """What is wrong with one field, without its content."""
    kind, context = one["type"], one.get("ctx", {})
    if kind == "missing":
        return "is missing"
    expected = EXPECTED.get(kind)
    if kind == "literal_error":
        expected = f"one of {context['expected']}"
    elif kind == "value_error":
        expected = str(context["error"])
    return f"{expected or kind.replace('_', ' ')} expected; found {_found(one['input'])}"


def _found(given: Any) -> str:
    """What kind of thing was given; of numbers alone, which."""
    if isinstance(given, (int, float)) and not isinstance(given, bool):
        return str(given)
    return FOUND.get(type(given), "fields")


def _unsound(model: Any) -> str:
    """What is wrong between fields that are each as they should be."""
    notes = model.notes or {}
    twice = [number for number, count in Counter(n.id for n in notes.values()).items() if count > 1]
    if twice:
        return f"notes: two have the number {twice[0]}"
    guide = _guide(model)
    if guide and [step.number for step in guide.steps] != list(range(1, 11)):
        return "prepared.1.guide.steps: ten steps, 1 to 10, are expected"
    events = tuple(event for _, event in sorted((model.events or {}).items(), key=_number))
    try:
        outline = hour((model.plan or {}).get("1", Plan("")), guide)
        if events:
            fold(outline, events, events[-1].at)
    except Exception:  # an order of events that no hour has, or steps that no hour holds
        return "events: these make no hour"
    return ""


def _guide(model: Any) -> Outline | None:
    prepared = (model.prepared or {}).get("1")
    guide: Outline | None = prepared.guide if prepared else None
    return guide


def _number(item: tuple[str, Any]) -> int:
    return int(item[0])
