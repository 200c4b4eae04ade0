"""What is half typed in a dialog: kept as all else, and there again when the dialog is opened.

With the open conversation, in its private half; at home, in a file of the local state.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from mqi_tui.store import unsent
from mqi_tui.text.clean import clean
from mqi_tui.ui.once import Draft
from mqi_tui.ui.screens.notes import NotesScreen
from mqi_tui.ui.screens.scores import ScoresScreen

if TYPE_CHECKING:
    from mqi_tui.ui.showing import Showing

KEPT = "Kept as a draft, in private: it is there when you come back to it"
DROPPED = "What you typed there is dropped"
NOT_KEPT = "What you type here is not kept if mqi is stopped"
_GROUP = "unsent"


async def recall(app: Showing) -> None:
    """Read what was left half typed at home."""
    found = await asyncio.to_thread(unsent.read, app.work.library.state)
    kept = {**found, **app.work.unwritten}
    app.work.unsent = {key: clean(text) for key, text in kept.items() if text}


def draft(app: Showing, dialog: str, field: str = "") -> Draft:
    """What was half typed in `dialog`, and where what is typed goes.

    `field`: the one field of it that the dialog shows.
    """
    if field:
        here = _all(app).get(f"{dialog}/{field}", "")
        return Draft({"": here} if here else {}, lambda _, text: _keep(app, dialog, field, text))
    start = f"{dialog}/"
    begun = {
        key.removeprefix(start): text for key, text in _all(app).items() if _is_of(dialog, key)
    }
    return Draft(begun, partial(_keep, app, dialog))


def forget(app: Showing, dialog: str, field: str = "") -> bool:
    """What was typed is entered, or given up. Whether anything was."""
    here = f"{dialog}/{field}"
    left = [key for key in _all(app) if (key == here if field else _is_of(dialog, key))]
    for key in left:
        _put(app, key, "")
    return bool(left)


def drop(app: Showing, dialog: str) -> None:
    """What was typed is given up: say so."""
    from mqi_tui.ui.flows import export_flow

    if forget(app, dialog):
        export_flow.tell(app, DROPPED)


def say_kept(app: Showing, dialog: str, field: str) -> None:
    """Where an edit was begun, say that it is kept."""
    from mqi_tui.ui.flows import export_flow

    if not draft(app, dialog, field).line:
        return
    if isinstance(app.screen, (NotesScreen, ScoresScreen)):
        app.screen.say(KEPT)
    else:
        export_flow.tell(app, KEPT)


def _is_of(dialog: str, key: str) -> bool:
    return key.startswith(f"{dialog}/")


def _all(app: Showing) -> Mapping[str, str]:
    return (
        app.work.session.conversation.private.desk.dialogs if app.work.session else app.work.unsent
    )


def _keep(app: Showing, dialog: str, field: str, text: str) -> None:
    _put(app, f"{dialog}/{field}", text)


def _put(app: Showing, key: str, text: str) -> None:
    before = _all(app)
    if before.get(key, "") == text:
        return
    after = {name: words for name, words in {**before, key: text}.items() if words}
    if session := app.work.session:
        session.remember(replace(session.conversation.private.desk, dialogs=after))
        return
    app.work.unsent = after
    app.work.unwritten = {**app.work.unwritten, key: text}
    if not any(worker.group == _GROUP and worker.is_running for worker in app.workers):
        app.run_worker(_write(app), group=_GROUP, exit_on_error=False)


async def _write(app: Showing) -> None:
    """Put it on the disk, and what is typed meanwhile after it; nobody waits for that."""
    while app.work.unwritten:
        changes, app.work.unwritten = app.work.unwritten, {}
        try:
            await asyncio.to_thread(unsent.write, app.work.library.state, changes)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            app.notify(f"{NOT_KEPT}: {reason}", severity="warning", markup=False)
            return
