"""What is half typed in a dialog, as the dialog is given it; and what is said of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mqi_tui.services import half_typed
from mqi_tui.ui.once import Draft, Once

if TYPE_CHECKING:
    from mqi_tui.services.workspace import Workspace

KEPT = "Kept as a draft, in private: it is there when you come back to it"
STAYS = "Kept as a draft · it is there when you open it again"
DROPPED = "What you typed there is dropped"


def draft(work: Workspace, dialog: str, field: str = "") -> Draft:
    """What was half typed in `dialog`, and where what is typed goes.

    `field`: the one field of it that the dialog shows.
    """
    kept = half_typed.all_of(work)
    if field:
        here = kept.get(f"{dialog}/{field}", "")
        return Draft({"": here} if here else {}, lambda _, text: _keep(work, dialog, field, text))
    start = f"{dialog}/"
    begun = {key.removeprefix(start): text for key, text in kept.items() if _is_of(dialog, key)}
    return Draft(begun, partial(_keep, work, dialog))


def forget(work: Workspace, dialog: str, field: str = "") -> bool:
    """What was typed is entered, or given up. Whether anything was."""
    here = f"{dialog}/{field}"
    kept = half_typed.all_of(work)
    left = [key for key in kept if (key == here if field else _is_of(dialog, key))]
    for key in left:
        half_typed.put(work, key, "")
    return bool(left)


def drop(screen: Once, work: Workspace, dialog: str) -> None:
    """What was typed is given up: say so."""
    if forget(work, dialog):
        screen.tell(DROPPED)


def leave(screen: Once, work: Workspace, dialog: str, **stood: str) -> None:
    """What was typed stays, with what `stood` in fields that nobody typed in: say so."""
    left = draft(work, dialog)
    for field, text in stood.items() if left.begun else ():
        if field not in left.begun:
            left.keep(field, text)
    if left.begun:
        screen.tell(STAYS)


def is_begun(work: Workspace, dialog: str, field: str) -> bool:
    """Whether something is half typed there, which is to be told as `KEPT`."""
    return bool(draft(work, dialog, field).line)


def _is_of(dialog: str, key: str) -> bool:
    return key.startswith(f"{dialog}/")


def _keep(work: Workspace, dialog: str, field: str, text: str) -> None:
    half_typed.put(work, f"{dialog}/{field}", text)
