"""What can be done at home to the conversation that is marked, and to all of them."""

from __future__ import annotations

from collections.abc import Iterator

from mqi_tui.domain.deeds import ALL, HOME
from mqi_tui.domain.keys import Keymap, named
from mqi_tui.text.finding import HomeRow, View

SHOW: dict[View, str] = {"current": "current", "archive": "archived", "trash": "trashed"}
"""Which deed shows which part of the library."""


def offers(row: HomeRow | None, view: View) -> list[str]:
    """The ids of what can be done now."""
    shown = [deed for one, deed in SHOW.items() if one != view]
    return [*_to(row, view), "new", "import", "search", "report", *shown]


def _to(row: HomeRow | None, view: View) -> Iterator[str]:
    """What can be done to this conversation."""
    if row is None:
        return
    if row.is_version and view != "trash":
        yield from ("version", "own", "trash")
    elif view == "current":
        yield from ("prepare", "when", "thread")
        if row.kind in ("cancelled", "no-show"):
            yield "prepared"
        elif row.kind == "prepared":
            yield from ("cancelled", "no-show")
        yield from ("archive", "trash")
    else:
        yield "bring-back"
    if view == "trash":
        yield from ("delete", "empty")


def labels(ids: list[str], keymap: Keymap) -> dict[str, str]:
    """Their names, and their keys where they have one here; going back comes first."""
    here = {one.id for one in HOME}
    named_ = ((id_, ALL[id_].label, named(id_, keymap) if id_ in here else "") for id_ in ids)
    return {
        "": "Back to the list",
        **{id_: f"{label} ({key})" if key else label for id_, label, key in named_},
    }
