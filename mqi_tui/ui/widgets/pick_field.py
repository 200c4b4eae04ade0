"""A field in which something is chosen: by a letter or a digit, by Space and arrows, by a click."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from mqi_tui.domain import rubric
from mqi_tui.domain.private.picking import Pick, Picks, typed
from mqi_tui.ui.widgets.choices import sign

NO_CODES = "Scored here are the codes above, once there are some"
NOT_WANTED = "-"
NONE = "none"
"""What it is called to choose nothing."""
GAP = 3
"""Cells between two points."""


class PickField(Static, can_focus=True):
    """Posts what was chosen, as it would be typed. A row a code, where there are several."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "turn(1)", "The next one", show=False),
        Binding("left", "turn(-1)", "The one before", show=False),
        Binding("down", "row(1)", "The next code", show=False),
        Binding("up", "row(-1)", "The code before", show=False),
        Binding("delete,backspace", "choose('')", "None", show=False),
    ]

    class Picked(Message):
        """Something else was chosen, or that nothing is wanted."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, picks: Picks) -> None:
        super().__init__()
        self.picks, self._row = picks, 0

    def on_mount(self) -> None:
        self._show()

    def on_resize(self) -> None:
        self._show()

    def watch_has_focus(self, value: bool) -> None:
        super().watch_has_focus(value)
        self._show()

    def take(self, picks: Picks) -> None:
        """What the plan says now."""
        if picks != self.picks:
            self.picks = picks
            self._row = min(self._row, max(0, len(picks) - 1))
            self._show()

    # What is done

    def on_key(self, event: events.Key) -> None:
        """A letter or digit chooses, and goes on to the next code; a dash says: not wanted."""
        if not (event.is_printable and event.character and self.picks):
            return
        if event.character == NOT_WANTED:
            self.post_message(self.Picked(NOT_WANTED))
        elif point := rubric.meant(self.picks[self._row].points, event.character):
            self.action_choose(point)
            self.action_row(1)
        elif event.character == " ":
            return
        event.stop()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Up and down lead out of the field where no row lies that way."""
        if action == "row":
            return self._row + int(str(parameters[0])) in range(len(self.picks))
        return super().check_action(action, parameters)

    def action_turn(self, by: int) -> None:
        """Another point; from none, the first or the last."""
        if self.picks:
            points, now = self.picks[self._row].points, self.picks[self._row].chosen
            place = points.index(now) + by if now in points else min(by - 1, 0)
            self.action_choose(points[place % len(points)])

    def action_row(self, by: int) -> None:
        self._row = max(0, min(self._row + by, len(self.picks) - 1))
        self._show()

    def action_choose(self, point: str) -> None:
        """This point, in the row that is marked; empty for none, where there may be none."""
        if self.picks and (point in self.picks[self._row].points or self.picks[self._row].code):
            before, behind = self.picks[: self._row], self.picks[self._row + 1 :]
            self.picks = (*before, replace(self.picks[self._row], chosen=point), *behind)
            self.post_message(self.Picked(typed(self.picks)))
            self._show()

    def action_click(self, row: int, place: int) -> None:
        """A click on a point."""
        self._row = row
        self.action_choose(self.picks[row].points[place])

    # What is shown

    def _show(self) -> None:
        if self.is_mounted:
            lines = [*self._lines()] or [Content.styled(NO_CODES, "$label")]
            self.update(Content("\n").join(lines))

    def _lines(self) -> Iterator[Content]:
        for row, pick in enumerate(self.picks):
            if pick.code:
                marked = self.has_focus and row == self._row
                yield Content.styled(f"{'›' if marked else ' '} {pick.code}", "bold" * marked)
            yield from self._points(row, pick, "    " if pick.code else "")

    def _points(self, row: int, pick: Pick, indent: str) -> Iterator[Content]:
        """The points, as many in a line as fit there."""
        line = Content(indent)
        for place, point in enumerate(pick.points):
            here = point == pick.chosen
            one = Content.styled(f"{sign(chosen=here)} {point or NONE}", "bold" * here)
            one = one.stylize(Style.from_meta({"@click": f"click({row}, {place})"}))
            if place and line.cell_length + GAP + one.cell_length > self.size.width:
                yield line
                line = Content(indent)
            line = Content.assemble(line, " " * GAP * (line.plain != indent), one)
        yield line
