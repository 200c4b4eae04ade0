"""Another version of a conversation, as a sync program left it: as text."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from mqi_tui.domain.shared.history import SIGNS, compared
from mqi_tui.services import reading
from mqi_tui.store.errors import StoreError

if TYPE_CHECKING:
    from mqi_tui.domain.conversation import Conversation
    from mqi_tui.store.library import Library


def first(library: Library, id_: str) -> str | None:
    """The log of the conversation that this is another version of, as far as it can be read.

    Raises:
        StoreError: the library cannot be looked through.
    """
    version = next((entry for entry in library.remembered() if entry.id == id_), None)
    with suppress(StoreError):
        if version and version.version_of:
            return reading.read(library, version.version_of).log.text
    return None


def text(found: Conversation, first: str | None = None) -> str:
    """The log, the quick notes and the plan, one after the other.

    `first`: the log that this one is another version of; what differs stands above it all.
    """
    from mqi_tui.domain.private.notes_sheet import to_text
    from mqi_tui.domain.private.plan import hour
    from mqi_tui.files.guide.write import to_markdown

    half = found.private
    log = reading.log_text(found).strip() or "Nothing was written in this log."
    notes = to_text(half.notes, "", hour(half.plan, half.guide))
    plan = to_markdown(half)
    parts = (*_differs(found.log.text, first), log, notes.strip(), plan.strip())
    return "\n\n\n".join(parts)


def _differs(here: str, first: str | None) -> tuple[str, ...]:
    """Where the log is not the first one: the lines that only one of them has."""
    if first is None:
        return ()
    lines = [f"{SIGNS[line.kind]}{line.text}" for line in compared(first, here)]
    if not lines:
        return ("The log is the same in both.",)
    return ("\n".join(["What differs in the log (+ only here, - only in the other):", *lines]),)
