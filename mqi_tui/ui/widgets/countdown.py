"""The running step: its countdown in large digits, and in words how it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive, var
from textual.widget import Widget
from textual.widgets import Digits

from mqi_tui.domain.keys import named
from mqi_tui.domain.private.time_text import Glance

NO_TOP_LINE = 50
"""Columns below which the top line has no room for the projected end."""
ROOM_FOR_MARKS = 5
"""Rows from which on the steps stand here as marks: where the timeline is not shown."""


class Countdown(Horizontal):
    """The only large digits on the screen. The phase is a word first, colour last."""

    glance: var[Glance] = var(Glance())
    """What time says at this second."""
    keymap: var[Mapping[str, str]] = var(dict)
    """Keys other than ours, by id."""

    def compose(self) -> ComposeResult:
        yield Digits("0:00")
        yield CountdownWords().data_bind(Countdown.keymap)

    def watch_glance(self, before: Glance, glance: Glance) -> None:
        if not self.children:
            return
        self.query_one(Digits).update(glance.digits)
        self.query_one(CountdownWords).glance = glance.steady
        if (before.title, before.position) != (glance.title, glance.position):
            self._entitle()
        if before.phase != glance.phase:
            self.remove_class(f"-{before.phase}").add_class(f"-{glance.phase}")

    def on_resize(self) -> None:
        self._entitle()

    def _entitle(self) -> None:
        """Position and title of the step, its short title where the long one would be cut."""
        glance = self.glance
        room = self.size.width - len(glance.position) - 7
        title = glance.title if len(glance.title) <= room else glance.short
        parts = [part for part in (glance.position, title) if part]
        self.border_title = Content(" · ".join(parts))

    def on_mount(self) -> None:
        self.add_class(f"-{self.glance.phase}")
        self.watch_glance(Glance(), self.glance)


class CountdownWords(Widget):
    """What the digits mean: as many lines as there is room for, the most important first."""

    glance: reactive[Glance] = reactive(Glance())
    keymap: reactive[Mapping[str, str]] = reactive(dict)

    def render(self) -> Content:
        lines = [line for line in self._lines() if line.cell_length]
        return Content("\n").join(lines[: self.size.height])

    def _lines(self) -> list[Content]:
        """From what matters most to what may be left out where there is little room."""
        glance = self.glance
        if glance.phase == "ready":
            start = _button("next", "▶ Start", named("next", self.keymap))
            return [Content("not started"), start, Content(f"now {glance.now}")]
        state = Content.styled(glance.state, f"bold {_COLOURS.get(glance.phase, '$foreground')}")
        pace = Content.styled(glance.pace, "$warning bold" if glance.late else "$foreground")
        lines = [self._with(state, glance.planned), self._with(pace, glance.plan_by)]
        lines += self._pressing()
        if self.app.size.width < NO_TOP_LINE:
            lines.append(Content(glance.ends.partition(",")[0]))
        if self.size.height >= ROOM_FOR_MARKS:
            lines.append(Content("".join(row.mark for row in glance.rows)))
        if glance.phase == "ended":
            return lines
        coming = Content.styled(f"next: {glance.next}", "$label") if glance.next else Content("")
        return [*lines, self._controls(), self._first_that_fits(coming, Content(""))]

    def _with(self, first: Content, second: str) -> Content:
        """Two parts on one line, the second only where both fit."""
        both = Content("  ").join([first, Content.styled(second, "$label")])
        return self._first_that_fits(both, first) if second else first

    def _pressing(self) -> list[Content]:
        """What waits for an answer: the next date, who pays."""
        glance, told = self.glance, []
        if glance.reminder:
            full = Content.styled(glance.reminder, "$warning bold")
            told.append(
                self._first_that_fits(full, Content.styled("the next date?", "$warning bold"))
            )
        if glance.proposal:
            told.append(self._first_that_fits(*_payment(glance, named("go", self.keymap))))
        return told

    def _first_that_fits(self, *lines: Content) -> Content:
        return next((line for line in lines if line.cell_length <= self.size.width), lines[-1])

    def _controls(self) -> Content:
        pause = "Go on" if self.glance.phase == "paused" else "Pause"
        buttons = [_button("minus", "−1"), _button("pause", pause), _button("plus", "+1")]
        return Content(" ").join(buttons)


def _payment(glance: Glance, go: str) -> Iterator[Content]:
    """Who pays, longest first. It is accepted here only where all of it can be read here."""
    keyed, accept = _button("accept", "accept", f"{go} w"), _button("accept", "accept")
    for text, button in (
        (glance.pay, keyed),
        (glance.pay, accept),
        (glance.pay_short, accept),
        (glance.pay_brief, _button("go", "show")),
        ("who pays?", _button("go", "show")),
    ):
        said = Content.styled(text, "$warning")
        payable = glance.proposal and glance.proposal.payments
        yield Content(" ").join([said, button]) if payable else said


def _button(action: str, label: str, key: str = "") -> Content:
    """A clickable word; `action` and `label` are our own."""
    markup = f"[@click=screen.{action}]\\[{label}][/]" + (f" {key}" if key else "")
    return Content.from_markup(markup)


_COLOURS = {
    "running": "$on-track",
    "open": "$on-track",
    "last": "$warning",
    "over": "$over",
    "paused": "$foreground",
}
