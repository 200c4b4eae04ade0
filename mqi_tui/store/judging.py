"""Whether what lies at a file's place is what belongs there: the right half, sound, and ours.

Asked of every file but those whose content the journal knows by its hash.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from mqi_tui.domain.ids import is_id
from mqi_tui.files.strict import is_too_deep
from mqi_tui.store import files
from mqi_tui.store.changes import State
from mqi_tui.store.files import Found
from mqi_tui.store.journal import HALVES


def judged(found: Found, half: str, ids: Collection[str]) -> Found:
    """`found`; without tables, and with what is wrong, if it is no sound half of these ids.

    Its version is one that is known; see `files.check_schema`.
    """
    if found.tables is None:
        return found
    id = files.meta(found.tables).get("id", "")  # noqa: A001
    if isinstance(id, str) and is_id(id) and id not in ids:
        wrong = f"it belongs to another conversation, {id}"
        return replace(found, tables=None, wrong=wrong, stranger=id)
    if wrong := _wrong(found, half):
        return replace(found, tables=None, wrong=wrong)
    return found


def is_sound(state: State) -> bool:
    """Whether what a journal holds can be worked with: its lines were ours by their sums."""
    return not any(is_too_deep(state[half]) for half in HALVES)


def _wrong(found: Found, half: str) -> str:
    from mqi_tui.files import records

    tables, data = found.tables or {}, found.data or b""
    if files.is_older(tables):
        tables = files.migrated(tables)
        data = files.dump(tables)
    return records.wrong(half, data, tables)
