"""What is sent of a conversation, as files: one of them, or a folder with all that there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mqi_tui.domain.disclosure import next_meeting
from mqi_tui.exports import FILES, made
from mqi_tui.exports.handout import Handout, handout
from mqi_tui.exports.names import Called, folders
from mqi_tui.services import system_clock
from mqi_tui.services.carry_over import planned_next
from mqi_tui.services.reading import read
from mqi_tui.store.atomic import replace_file, sweep
from mqi_tui.store.entry import ASIDE
from mqi_tui.store.errors import StoreError
from mqi_tui.store.home import make_folder

if TYPE_CHECKING:
    from datetime import tzinfo

    from mqi_tui.domain.conversation import Conversation
    from mqi_tui.domain.private.events import Reading
    from mqi_tui.store.catalogue import Entry
    from mqi_tui.store.library import Library

Told = Callable[[int, int, str], None]
"""Called as the work goes on: how much is done, of how much, and what comes next."""


def unseen(_done: int, _of: int, _next: str) -> None:
    """Nobody looks."""


def handed_here(library: Library, conversation: Conversation, now: Reading) -> Handout:
    """What goes to others, in the zone of this machine."""
    return handed(library, conversation, now, system_clock.zone())


def handed(
    library: Library,
    conversation: Conversation,
    now: Reading,
    zone: tzinfo | None,
    known: Sequence[Entry] | None = None,
) -> Handout:
    """What of a conversation goes to others, at this moment.

    Args:
        library: where the conversation after it may be.
        conversation: of which it is.
        now: the moment.
        zone: by `system_clock.zone`.
        known: what is in the library, newest first, where that was looked up.
    """
    has_date = bool(conversation.private.next_when)
    entries = (library.remembered() if known is None else known) if has_date else ()
    minutes = planned_next(entries, library, conversation)
    return handout(
        conversation.id,
        conversation.log,
        next_meeting(conversation.private, minutes),
        now=datetime.fromtimestamp(now.utc / 1000, UTC),
        zone=zone,
    )


def folder_of(library: Library, conversation: Conversation) -> Path:
    """Where what is made of a conversation is put."""
    id_, header = conversation.id, conversation.log.header
    others = [_called(entry) for entry in library.remembered() if entry.id != id_]
    this = Called(id_, header.when, header.teacher, header.cycle)
    return library.exports / folders([*others, this])[id_]


def bundle(given: Handout, folder: Path, told: Told = unseen) -> Path:
    """Put every form of a log into `folder`, which is made; a file that is there is replaced.

    Raises:
        OSError: a file cannot be written.
    """
    make_folder(folder)
    wanted = {name: kind for name, kind in FILES.items() if kind != "ics" or given.meeting}
    for done, (name, kind) in enumerate(wanted.items()):
        told(done, len(wanted), name)
        put(folder / name, made(given, kind))
    for name in FILES.keys() - wanted.keys():
        (folder / name).unlink(missing_ok=True)  # of a date that was taken back
    told(len(wanted), len(wanted), "")
    return folder


def bundles(
    library: Library, base: Path, now: Reading, zone: tzinfo | None, told: Told = unseen
) -> list[str]:
    """Put every conversation into a folder of its own in `base`.

    Returns:
        A line for each that cannot be read.

    Raises:
        OSError: a file cannot be written.
    """
    themselves = [entry for entry in library.entries() if entry.state != ASIDE]
    names = folders(map(_called, themselves))
    complaints = []
    for done, (id_, name) in enumerate(names.items()):
        told(done, len(names), name)
        try:
            given = handed(library, read(library, id_), now, zone, themselves)
        except StoreError as error:
            complaints.append(str(error))
        else:
            bundle(given, base / name)
    told(len(names), len(names), "")
    return complaints


def left_behind(library: Library, ids: Iterable[str]) -> list[Path]:
    """The folders with what was exported of these conversations, which are in the trash."""
    known = {one.entry.id: _called(one.entry) for one in library.trashed_entries()}
    names = folders({**{one.id: _called(one) for one in library.remembered()}, **known}.values())
    found = (library.exports / names[id_] for id_ in ids if id_ in known)
    return [folder for folder in found if folder.is_dir()]


def put_in(folder: Path, name: str, data: bytes) -> None:
    """Let the file of that name in `folder`, which is made where it is not there, hold `data`.

    Raises:
        OSError: naming the path.
    """
    make_folder(folder)
    put(folder / name, data)


def put(path: Path, data: bytes) -> None:
    """Let the file at `path` hold `data`: whole, or as it was. What is no file is written to.

    Raises:
        OSError: naming `path`.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # a pipe or a device; a folder refuses
        else:
            sweep(path.resolve())
            replace_file(path.resolve(), data, durable=False)  # a link stays one
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _called(entry: Entry) -> Called:
    return Called(entry.id, entry.when, entry.teacher, entry.cycle)
