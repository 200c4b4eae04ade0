"""What stands below the fields of some parts of the planning guide."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.widgets import Button, Static

from mqi_tui.domain.private.preparation import Preparation
from mqi_tui.domain.private.ready import EMAIL
from mqi_tui.text.clean import several
from mqi_tui.ui.widgets.plan_lines import mail_lines
from mqi_tui.ui.widgets.plan_parts import LENGTHS

MINUTES = 5
"""The place of the part about the minutes."""


def extras(said: Preparation, section: int) -> list[Static | Button]:
    """Widgets for the part at this place of `SECTIONS`; their ids are what the screen wants."""
    if section == 0 and said.last_log:
        return _last_time(said)
    if section == EMAIL:
        told = Static(mail_lines(said.email), id="email-state")
        return [told, Button(Content("Look at the e-mail"), id="email", compact=True)]
    if section == MINUTES:
        return _minutes(said)
    return []


def _last_time(said: Preparation) -> list[Static | Button]:
    steps = f"Mark last time's {several(said.old_steps, 'action step')}"
    log = Static(Content(f"{said.last_named}\n\n{said.last_log}"), classes="read-only")
    return [Button(Content(steps), id="since", compact=True), log]


def _minutes(said: Preparation) -> list[Static | Button]:
    fits = [Button(Content(f"Fit into {n} minutes"), id=f"fit-{n}") for n in LENGTHS]
    if not said.timed:
        return [*fits]
    told = Static(_timing(said), id="timing-state", classes="read-only")
    return [*fits, told, Button(Content("Take my timing (F7)"), id="timing")]


def _timing(said: Preparation) -> Content:
    """Which steps ran long, and what following it changes."""
    ran, changes = said.my_timing
    lines = ["My timing, from the latest hours", *(ran or ["no step ran long"])]
    lines += ["", "It would change:", *changes] if changes else ["", "It changes nothing here."]
    return Content("\n".join(lines))


def tell(states: Iterable[Static], said: Preparation) -> None:
    """Bring what is told there up to date."""
    for state in states:
        if state.id == "email-state":
            state.update(mail_lines(said.email))
        else:
            state.update(_timing(said))
