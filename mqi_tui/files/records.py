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
from mqi_tui.domain.shared.log import Author, Header
from mqi_tui.files.judging import in_a_line

STRICT = ConfigDict(strict=True, extra="ignore")


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
        return in_a_line(error)
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
        "log": _document("Text", text=str, authors=tuple[Author, ...]),
        "plan": Plan,
        "prepared": _document("Prepared", **{name: hints[name] for name in PREPARED}),
        "since": OldStep,
        "scores": Scores,
        "events": Event,
        "notes": Note,
        "asked": asked,
        "desk": Desk,
        "next": _document(
            "Next",
            when=hints["next_when"],
            moved=hints["next_moved"],
            agreed=hints["agreed_when"],
        ),
        "closing": _document(
            "Closing", **{name: hints[name] for name in (*CLOSING, "exported_when")}
        ),
    }
    own = SHARED if half == "shared" else PRIVATE
    numbered = {name: types.GenericAlias(dict, (str, tables[name])) for name in ("meta", *own)}
    return _document("File", **numbered)


def _document(name: str, **fields: Any) -> type[BaseModel]:
    """A model in which every field may be missing, and has its type where it is there."""
    wanted: dict[str, Any] = {field: (kind, None) for field, kind in fields.items()}
    made: type[BaseModel] = create_model(name, __config__=STRICT, **wanted)
    return made


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
