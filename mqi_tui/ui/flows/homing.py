"""What can be done at home to a conversation that is listed there."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from mqi_tui.domain.private.record import State
from mqi_tui.services import conversations
from mqi_tui.store.errors import StoreError
from mqi_tui.ui.flows import home_list, planning
from mqi_tui.ui.screens.home import SAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from mqi_tui.services.session import Session
    from mqi_tui.store.library import Library
    from mqi_tui.ui.preparing import Preparing

STATES: dict[str, State] = {
    "cancelled": "cancelled",
    "no-show": "no-show",
    "prepared": "prepared",
}
READ = ("search", "report", "thread", "version")


async def do(app: Preparing, what: str, id_: str) -> None:
    """Carry out what home wants."""
    if what == "sample":
        await app.open_conversation(SAMPLE)
    elif what == "new":
        planning.new(app, _teacher(app, id_))
    elif what == "import":
        from mqi_tui.ui.flows import importing

        importing.ask(app)
    elif what == "prepare":
        await app.open_conversation(id_, "prepare")
    elif what == "when":
        planning.another_date(app, id_, _when(app, id_))
    elif what in ("delete", "empty"):
        from mqi_tui.ui.flows import deleting

        await deleting.ask(app, id_ if what == "delete" else "")
    elif what in READ:
        await _read(app, what, id_)
    else:
        await home_list.change(app, _deed(app, what, id_))


async def _read(app: Preparing, what: str, id_: str) -> None:
    """Show what can only be read from home."""
    if what == "search":
        from mqi_tui.ui.flows import searching

        searching.show(app)
    elif what == "report":
        await _report(app)
    elif what == "thread":
        from mqi_tui.ui.flows import teacher_history

        await teacher_history.show(app, id_)
    else:
        from mqi_tui.ui.flows import versions

        await versions.show(app, id_)


def _deed(app: Preparing, what: str, id_: str) -> Callable[[], object]:
    if what == "trash":
        return partial(app.work.library.trash, id_)
    if what == "own":
        return partial(_make_own, app.work.library, id_)
    if what == "restore":
        return partial(app.work.library.restore_trashed, id_)
    return partial(conversations.change, app.work.library, id_, app.work.now, partial(_put, what))


def _make_own(library: Library, id_: str) -> None:
    """Another version becomes a conversation of its own: so it is once it was open."""
    library.open(id_).close()


def _put(what: str, session: Session) -> None:
    """Into the archive and out of it, or into another state; a running one stays as it is."""
    if what in ("archive", "unarchive"):
        session.change(archived=what == "archive")
    elif session.clock().started:
        raise StoreError("it was begun: its state is what became of it")
    else:
        session.change(state=STATES[what])


async def _report(app: Preparing) -> None:
    """What a report would hold, and how to make it; nothing leaves from here."""
    from mqi_tui.services.report import as_text, rows
    from mqi_tui.ui.screens.reader import ReaderScreen

    text = as_text(await asyncio.to_thread(rows, app.work.library))
    how = "mqi report --csv -o report.csv makes the file; --pseudonyms leaves the names out."
    app.push_screen(ReaderScreen("Report for a programme", f"{how}\n\n{text}"))


def _teacher(app: Preparing, id_: str) -> str:
    return next((entry.teacher for entry in app.work.library.remembered() if entry.id == id_), "")


def _when(app: Preparing, id_: str) -> str:
    return next((entry.when for entry in app.work.library.remembered() if entry.id == id_), "")
