"""What stands below the fields of some parts of the planning guide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from mqi_tui.domain.private.blanks import EMAIL, SINCE
from mqi_tui.domain.private.follow_up import left
from mqi_tui.domain.private.preparation import Preparation
from mqi_tui.text.clean import several
from mqi_tui.ui.widgets.plan_lines import mail_lines, part_lines
from mqi_tui.ui.widgets.plan_parts import LENGTHS
from mqi_tui.ui.widgets.told_anew import put

MINUTES = 5
"""The place of the part about the minutes."""


def extras(said: Preparation, section: int) -> list[Static | Button | Horizontal]:
    """Widgets for the part at this place of `SECTIONS`; their ids are what the screen wants."""
    if section == 0 and (said.since or said.last_log):
        return _last_time(said)
    if section == EMAIL:
        told = Static(mail_lines(said.email), id="email-state")
        return [told, _button("Look at the e-mail", "email")]
    if section == MINUTES:
        return _minutes(said)
    parts = said.beside(section)
    return [Static(part_lines(parts), classes="read-only prepared")] if parts else []


def _button(words: str, id_: str) -> Button:
    return Button(Content(words), id=id_, compact=True)


def _last_time(said: Preparation) -> list[Static | Button | Horizontal]:
    way = _button(_steps(said), SINCE)
    if not said.last_log:  # its steps are known all the same
        return [way]
    return [way, Static(Content(f"{said.last_named}\n\n{said.last_log}"), classes="read-only")]


def _steps(said: Preparation) -> str:
    """What the way to last time's steps is called: to mark them, until each is."""
    all_, rest = len(said.since), left(said.since)
    if 0 < rest < all_:
        return f"Mark last time's action steps ({rest} of {all_} left)"
    return f"{'Mark' if rest else 'Look at'} last time's {several(all_, 'action step')}"


def _minutes(said: Preparation) -> list[Static | Button | Horizontal]:
    fits = Horizontal(*(_button(f"Fit into {n}", f"fit-{n}") for n in LENGTHS), classes="buttons")
    table = Fits(said)
    if not said.timed:
        return [table, fits]
    told = Static(_timing(said), id="timing-state")
    return [table, fits, told, _button("Take my timing (F7)", "timing")]


class Fits(Static):
    """The steps' minutes as they are, and as each of the lengths would have them."""

    def __init__(self, said: Preparation) -> None:
        super().__init__(id="fits")
        self._said = said

    def take(self, said: Preparation) -> None:
        """What the plan says now."""
        self._said = said
        self.refresh()

    def render(self) -> Content:
        return Content("\n".join(self._said.fits(LENGTHS, self.size.width)))


def _timing(said: Preparation) -> Content:
    """Which steps ran long, and what following it changes."""
    ran, changes = said.my_timing
    lines = ["My timing, from the latest hours", *(ran or ["no step ran long"])]
    lines += ["", "It would change:", *changes] if changes else ["", "It changes nothing here."]
    return Content("\n".join(lines))


STATES: Mapping[str, Callable[[Preparation], Content]] = {
    "email-state": lambda said: mail_lines(said.email),
    "timing-state": _timing,
}
"""What is told there, by its id."""


def name(buttons: Iterable[Button], said: Preparation) -> None:
    """Call what they do as it is now."""
    for button in buttons:
        words = Content(_steps(said))
        if button.id == SINCE and button.label != words:
            button.label = words
            button.refresh(layout=True)  # it may be longer


def tell(states: Iterable[Static], said: Preparation) -> None:
    """Bring what is told there up to date."""
    for state in states:
        put(state, _told(state.id or "", said))


def _told(state: str, said: Preparation) -> Content:
    return STATES[state](said)
