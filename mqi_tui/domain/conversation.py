"""One conversation: its two halves, and how they lie in the tables of its two files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mqi_tui.domain.private.notes import Notes
from mqi_tui.domain.private.record import Private
from mqi_tui.domain.shared.log import Author, Header, Log
from mqi_tui.domain.values import NotAValue, from_data, to_data
from mqi_tui.text.clean import clean

SCHEMA = 1
PREPARED = (
    *("drafts", "email", "email_facts", "email_before", "email_handed"),
    *("guide", "template", "opening", "email_way", "email_when", "last_when"),
)
"""What stands beside the plan, in one document."""
IF_ANY = ("email_way", "email_when", "last_when")
"""What of it is written only where there is some: else all is as older versions write it."""
CLOSING = ("exported", "uploaded", "sent", "outdated", "closed_out")
"""What was done after the hour."""
SHARED = ("header", "log")
"""The tables that the shared half alone has."""
PRIVATE = (
    "plan", "prepared", "since", "scores", "events", "notes", "asked", "desk", "next", "closing",
)  # fmt: skip
"""Those that the private half alone has."""
NO_WORDS = ("teacher", "coach", "when", "master_scores")
"""Of a plan, what a search in it passes over: who and when stands there, and scores wait."""
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
        "log": _one(
            {"text": log.text, **({"authors": to_data(log.authors)} if log.authors else {})}
        ),
    }


def private_tables(id_: str, half: Private, plan_key: str = "") -> Tables:
    """The private half: one document a note and an event, so that each is saved by itself."""
    meta = {"schema": SCHEMA, "id": id_, "state": half.state, "plan_key": plan_key}
    return {
        "meta": _one({**meta, **({"archived": True} if half.archived else {})}),
        "plan": _one(to_data(half.plan)),
        "prepared": _one(_prepared(half)),
        "since": {str(n): to_data(step) for n, step in enumerate(half.since, 1)},
        "scores": _one(to_data(half.scores)),
        "events": {str(n): to_data(event) for n, event in enumerate(half.events, 1)},
        "notes": {str(note.id): to_data(note) for note in half.notes},
        "asked": _one({"keys": list(half.asked), "revealed": half.revealed}),
        "desk": _one(to_data(half.desk)),
        "next": _one(_next(half)),
        "closing": _one(_closing(half)),
    }


def _prepared(half: Private) -> Mapping[str, Any]:
    written = (name for name in PREPARED if name not in IF_ANY or getattr(half, name))
    return {name: to_data(getattr(half, name)) for name in written}


def _closing(half: Private) -> Mapping[str, Any]:
    """What was done after the hour; what was never exported is as older versions write it."""
    when = {"exported_when": half.exported_when} if half.exported_when else {}
    return {**{name: getattr(half, name) for name in CLOSING}, **when}


def _next(half: Private) -> Mapping[str, Any]:
    """The next date; what never moved and was dated as planned is as older versions write it."""
    moved = {"moved": half.next_moved} if half.next_moved else {}
    agreed = {"agreed": half.agreed_when} if half.agreed_when else {}
    return {"when": half.next_when, **moved, **agreed}


def from_tables(shared: Tables, private: Tables) -> Conversation:
    """The conversation that two files hold.

    Raises:
        NotAValue: where a table does not have the shape it should have.
    """
    shared, private = completed(cleaned(shared)), completed(cleaned(private))
    meta = _first(private, "meta") or _first(shared, "meta")
    header = from_data(Header, _first(shared, "header") or {"teacher": ""})
    half = from_data(Private, _private(private, meta, header.teacher))
    return Conversation(
        id=from_data(str, meta.get("id", "")),
        log=Log(header, from_data(str, _first(shared, "log").get("text", "")), authors(shared)),
        private=half,
        plan_key=from_data(str, meta.get("plan_key", "")),
    )


def authors(shared: Tables) -> tuple[Author, ...]:
    """Whose lines of the log are those that guests wrote.

    Raises:
        NotAValue: where that has another shape.
    """
    return from_data(tuple[Author, ...], _first(shared, "log").get("authors", []))


def written(shared: Tables, private: Tables) -> tuple[Log, Notes]:
    """What people wrote in a conversation, log and notes: the rest takes most of the time to read.

    Raises:
        NotAValue: where a table does not have the shape it should have.
    """
    header = from_data(Header, {"teacher": "", **cleaned(_first(shared, "header"))})
    text = from_data(str, _first(shared, "log").get("text", ""))
    notes = from_data(
        Notes, _rows(completed({"notes": cleaned(_table(private, "notes"))}), "notes")
    )
    return Log(header, clean(text)), notes


def planned(private: Tables) -> str:
    """What people wrote in a plan, a line each."""
    return "\n".join(_texts(cleaned(_first(private, "plan"))))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from filter(None, map(str.strip, value.split("\n")))
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _texts(one) if key not in NO_WORDS else ()
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _texts(one)


def _private(tables: Tables, meta: Mapping[str, Any], teacher: str) -> Mapping[str, Any]:
    """The private half as data. What is missing is as before the conversation began."""
    prepared = _first(tables, "prepared")
    return {
        **{name: prepared[name] for name in PREPARED if name in prepared},
        "plan": _first(tables, "plan") or {"teacher": teacher},
        "state": meta.get("state", "prepared"),
        "archived": meta.get("archived", False),
        "since": _rows(tables, "since"),
        "scores": _first(tables, "scores"),
        "events": _rows(tables, "events"),
        "notes": _rows(tables, "notes"),
        "asked": _first(tables, "asked").get("keys", []),
        "revealed": _first(tables, "asked").get("revealed", False),
        "desk": _first(tables, "desk"),
        "next_when": _first(tables, "next").get("when", ""),
        "next_moved": _first(tables, "next").get("moved", 0),
        "agreed_when": _first(tables, "next").get("agreed", ""),
        **{name: _first(tables, "closing").get(name, False) for name in CLOSING},
        "exported_when": _first(tables, "closing").get("exported_when", ""),
    }


def cleaned(data: Any) -> Any:
    """`data` with every text cleaned: a file may have been changed by others meanwhile."""
    if isinstance(data, str):
        return clean(data)
    if isinstance(data, Mapping):
        return {clean(key): cleaned(item) for key, item in data.items()}
    if isinstance(data, list):
        return [cleaned(item) for item in data]
    return data


def completed(tables: Any) -> Any:
    """`tables` with what need not be said in them: who is not named is nobody yet, and a note has
    the number of its document.
    """
    if not isinstance(tables, dict):
        return tables
    for name, missing in (("header", "teacher"), ("plan", "teacher"), ("notes", "id")):
        table = tables.get(name)
        for key, document in table.items() if isinstance(table, dict) else ():
            if isinstance(document, dict) and key.isdecimal() and len(key) < 16:
                document.setdefault(missing, "" if missing == "teacher" else int(key))
    return tables


def _one(document: Mapping[str, Any]) -> Table:
    return {"1": document}


def _table(tables: Tables, name: str) -> Table:
    table = tables.get(name, {})
    if not isinstance(table, Mapping) or not all(key.isdecimal() for key in table):
        raise NotAValue(f"{name}: a table of numbered documents expected")
    return table


def _first(tables: Tables, name: str) -> Mapping[str, Any]:
    document = _table(tables, name).get("1", {})
    if not isinstance(document, Mapping):
        raise NotAValue(f"{name}: a document expected")
    return document


def _rows(tables: Tables, name: str) -> list[Mapping[str, Any]]:
    table = _table(tables, name)
    return [table[key] for key in sorted(table, key=int)]
