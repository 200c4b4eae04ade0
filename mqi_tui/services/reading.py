"""A conversation of the library, read and not opened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mqi_tui.domain.conversation import Conversation, from_tables
from mqi_tui.domain.shared.authors import with_speakers
from mqi_tui.domain.shared.log import ACTION_PLAN, section
from mqi_tui.domain.values import NotAValue
from mqi_tui.store.errors import StoreError

if TYPE_CHECKING:
    from mqi_tui.store.library import Library


def read(library: Library, id_: str) -> Conversation:
    """A conversation as it is on disk, journal included, also while it is open elsewhere.

    Raises:
        StoreError: in one line, why it cannot be read.
    """
    record = library.read(id_)
    return value(id_, record.shared, record.private)


def value(id_: str, shared: object, private: object) -> Conversation:
    """The conversation of these tables.

    Raises:
        StoreError: in one line, what is wrong with them.
    """
    try:
        found = from_tables(shared, private)  # type: ignore[arg-type]
        return replace(found, id=id_)  # in the file of another version stands that of the first
    except NotAValue as error:
        raise StoreError(
            f"{id_} cannot be read: {error}. Its files are left as they are"
        ) from error


def log_text(found: Conversation) -> str:
    """Its log, as it is read: with whose a guest's line is."""
    return with_speakers(found.log)


def action_plan(text: str) -> int:
    """The row of a log in which its action plan begins; 0 where it has none."""
    found = section(text.split("\n"), ACTION_PLAN)
    return found.row if found else 0
