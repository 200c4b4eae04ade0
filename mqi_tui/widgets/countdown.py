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
            parts = [part for part in (glance.position, glance.title) if part]
            self.border_title = Content(" · ".join(parts))
        if before.phase != glance.phase:
            self.remove_class(f"-{before.phase}").add_class(f"-{glance.phase}")

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
        glance, narrow = self.glance, self.size.width < 34
        if glance.phase == "ready":
            return [
                Content("not started"),
                Content(f"now {glance.now}"),
                _button("next", "▶ Start", "^n"),
            ]
        state = Content.styled(glance.state, f"bold {_COLOURS.get(glance.phase, '$text')}")
        if not narrow:
            state = Content("  ·  ").join([state, Content.styled(glance.planned, "$text-muted")])
        pace = Content.styled(glance.pace, "$warning bold" if glance.late else "$text")
        lines = [state, Content("  ").join([pace, *self._tail(narrow)])]
        lines += [self._marks() if self.has_class("-marks") else self._controls(narrow)]
        if narrow:
            lines.append(Content.styled(glance.planned, "$text-muted"))
        return [*lines, Content(f"next: {glance.next}")] if glance.next else lines

    def _tail(self, narrow: bool) -> list[Content]:
        if narrow:
            return []
        return [Content.styled(text, "$text-muted") for text in (self.glance.plan_by,) if text]

    def _marks(self) -> Content:
        return Content("".join(row.mark for row in self.glance.rows))

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
    "paused": "$text",
}
