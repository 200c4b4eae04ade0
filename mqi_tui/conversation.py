"""One conversation: its two halves, and how they lie in the tables of its two files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from mqi_tui.private.clock import Event
from mqi_tui.private.half import Desk, Private
from mqi_tui.private.notes import Note
from mqi_tui.private.plan import Plan
from mqi_tui.shared.log import Header, Log
from mqi_tui.values import from_data, to_data

SCHEMA = 1
Table = Mapping[str, Mapping[str, Any]]
Tables = Mapping[str, Table]


@dataclass(frozen=True, slots=True)
class Conversation:
    """Both halves. Only the app, the store and the commands see them together."""

    id: str
    log: Log
    private: Private
    plan_key: str = ""


def shared_tables(id_: str, log: Log) -> Tables:
    """The shared half: what may leave this machine, and nothing else."""
    return {
        "meta": _one({"schema": SCHEMA, "id": id_}),
        "header": _one(to_data(log.header)),
        "log": _one({"text": log.text}),
    }


def private_tables(id_: str, half: Private, plan_key: str = "") -> Tables:
    """The private half: one document a note and an event, so that each is saved by itself."""
    meta = {"schema": SCHEMA, "id": id_, "state": half.state, "plan_key": plan_key}
    return {
        "meta": _one(meta),
        "plan": _one(to_data(half.plan)),
        "events": {str(n): to_data(event) for n, event in enumerate(half.events, 1)},
        "notes": {str(note.id): to_data(note) for note in half.notes},
        "asked": _one({"keys": list(half.asked)}),
        "desk": _one(to_data(half.desk)),
        "next": _one({"when": half.next_when}),
    }


def from_tables(shared: Tables, private: Tables) -> Conversation:
    """The conversation that two files hold.

    Raises:
        NotAValue: where a table does not have the shape it should have.
    """
    meta = _first(private, "meta") or _first(shared, "meta")
    log = Log(
        from_data(Header, {"teacher": "", **_first(shared, "header")}),
        str(_first(shared, "log").get("text", "")),
    )
    half = Private(
        plan=from_data(Plan, {"teacher": log.header.teacher, **_first(private, "plan")}),
        events=tuple(from_data(Event, item) for item in _rows(private, "events")),
        notes=tuple(from_data(Note, item) for item in _rows(private, "notes")),
        asked=tuple(_first(private, "asked").get("keys", ())),
        desk=from_data(Desk, _first(private, "desk")),
        next_when=str(_first(private, "next").get("when", "")),
    )
    state = meta.get("state", "prepared")
    return Conversation(
        meta.get("id", ""), log, replace(half, state=state), meta.get("plan_key", "")
    )


def _one(document: Mapping[str, Any]) -> Table:
    return {"1": document}


def _first(tables: Tables, name: str) -> Mapping[str, Any]:
    return tables.get(name, {}).get("1", {})


def _rows(tables: Tables, name: str) -> list[Mapping[str, Any]]:
    table = tables.get(name, {})
    return [table[key] for key in sorted(table, key=int)]
