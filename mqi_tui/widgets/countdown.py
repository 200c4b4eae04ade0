"""The running step: its countdown in large digits, and in words how it stands."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Digits

from mqi_tui.private.words import Glance


class Countdown(Horizontal):
    """The only large digits on the screen. The phase is a word first, colour last."""

    glance: reactive[Glance] = reactive(Glance())
    """What time says at this second."""

    def compose(self) -> ComposeResult:
        yield Digits("0:00")
        yield CountdownWords().data_bind(Countdown.glance)

    def watch_glance(self, before: Glance, glance: Glance) -> None:
        if not self.is_mounted or not self.children:
            return
        self.query_one(Digits).update(glance.digits)
        if (before.title, before.position) != (glance.title, glance.position):
            self._entitle()
        if before.phase != glance.phase:
            self.remove_class(f"-{before.phase}").add_class(f"-{glance.phase}")

    def on_resize(self) -> None:
        self._entitle()

    def _entitle(self) -> None:
        """Position and title of the step, its short title where the long one would be cut."""
        glance = self.glance
        room = self.size.width - len(glance.position) - 6
        title = glance.title if len(glance.title) <= room else glance.short
        parts = [part for part in (glance.position, title) if part]
        self.border_title = Content(" · ".join(parts))

    def on_mount(self) -> None:
        self.add_class(f"-{self.glance.phase}")
        self.watch_glance(Glance(), self.glance)


class CountdownWords(Widget):
    """What the digits mean: as many lines as there is room for, the most important first."""

    glance: reactive[Glance] = reactive(Glance())

    def render(self) -> Content:
        lines = [line for line in self._lines() if line.cell_length]
        return Content("\n").join(lines[: self.size.height])

    def _lines(self) -> list[Content]:
        """From what matters most to what may be left out where there is little room."""
        glance, narrow = self.glance, self.size.width < 34
        if glance.phase == "ready":
            start = _button("next", "▶ Start", "^n")
            return [Content("not started"), start, Content(f"now {glance.now}")]
        state = Content.styled(glance.state, f"bold {_COLOURS.get(glance.phase, '$foreground')}")
        if not narrow:
            state = Content("  ·  ").join([state, Content.styled(glance.planned, "$label")])
        pace = Content.styled(glance.pace, "$warning bold" if glance.late else "$foreground")
        lines = [state, Content("  ").join([pace, *self._tail(narrow)]), *self._pressing()]
        if self.has_class("-marks"):
            lines.append(Content("".join(row.mark for row in glance.rows)))
        lines.append(self._controls(narrow))
        return [*lines, Content(f"next: {glance.next}")] if glance.next else lines

    def _pressing(self) -> list[Content]:
        """What waits for an answer: who pays, or the next date."""
        glance = self.glance
        pay = _button("accept", "accept", "^g w") if glance.pay else Content("")
        told = [
            Content.assemble((glance.pay + " ", "$warning"), pay) if glance.pay else Content(""),
            Content.styled(glance.reminder, "$warning bold"),
        ]
        return [line for line in told if line.cell_length]

    def _tail(self, narrow: bool) -> list[Content]:
        if narrow:
            return []
        return [Content.styled(text, "$label") for text in (self.glance.plan_by,) if text]

    def _controls(self, narrow: bool) -> Content:
        pause = "Go on" if self.glance.phase == "paused" else "Pause"
        buttons = [_button("minus", "−1"), _button("pause", pause), _button("plus", "+1")]
        return Content(" " if narrow else "  ").join(buttons)


def _button(action: str, label: str, key: str = "") -> Content:
    """A clickable word; `action` and `label` are our own."""
    markup = f"[@click=app.{action}]\\[{label}][/]" + (f" {key}" if key else "")
    return Content.from_markup(markup)


_COLOURS = {
    "running": "$on-track",
    "open": "$on-track",
    "last": "$warning",
    "over": "$over",
    "paused": "$foreground",
}
