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
LETTER = "← → or a first letter"
LINES, CODES = "↑ ↓ Space", "↑ ↓ code"
"""The keys that choose; also, where the points stand on several lines, and where for codes."""
GAP = 3
"""Cells between two points."""


class PickField(Static, can_focus=True):
    """Posts what was chosen, as it would be typed. A row a code, where there are several."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "take", "The marked one", show=False),
        Binding("right,space", "turn(1)", "The next one", show=False),
        Binding("left", "turn(-1)", "The one before", show=False),
        Binding("down", "row(1)", "The next code or line", show=False),
        Binding("up", "row(-1)", "The code or line before", show=False),
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
        self._mark: int | None = None
        """The place of the point that arrows went to; None: none but the chosen one."""
        self._is_by_letter = False

    def on_mount(self) -> None:
        self._show()

    def on_resize(self) -> None:
        self._show()

    def watch_has_focus(self, value: bool) -> None:
        super().watch_has_focus(value)
        self._mark, self._is_by_letter = None, False
        self._show()

    def take(self, picks: Picks) -> None:
        """What the plan says now."""
        if picks != self.picks:
            self.picks = picks
            self._row = min(self._row, max(0, len(picks) - 1))
            self._mark, self._is_by_letter = None, False
            self._show()

    @property
    def hints(self) -> tuple[str, ...]:
        """What a letter chose; else the keys that choose. The longest first."""
        if not (self.has_focus and self.picks):
            return ("",)
        if self._is_by_letter:
            return (f"now: {self.picks[0].chosen or NONE}", LETTER, "")
        if self._has_codes:
            return (f"{LETTER} · {CODES}", LETTER, "")
        return (f"{LETTER} · {LINES}" if len(self._places()) > 1 else LETTER, LETTER, "")

    # What is done

    def on_key(self, event: events.Key) -> None:
        """A letter or digit chooses, and goes on to the next code; a dash says: not wanted."""
        if not (event.is_printable and event.character and self.picks):
            return
        if event.character == NOT_WANTED:
            self.post_message(self.Picked(NOT_WANTED))
        elif point := rubric.meant(self.picks[self._row].points, event.character):
            self.action_choose(point)
            self._go_on()
        elif event.character == " ":
            return
        event.stop()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Up and down lead out of the field where no row or line lies that way."""
        if action == "row":
            here = self._row if self._has_codes else self._line
            rows = self.picks if self._has_codes else self._places()
            return here + int(str(parameters[0])) in range(len(rows))
        if action == "take":
            return self._mark is not None
        return super().check_action(action, parameters)

    def action_turn(self, by: int) -> None:
        """Another point; from none, the first or the last."""
        if self.picks:
            points, now = self.picks[self._row].points, self._here
            place = min(by - 1, 0) if now is None else now + by
            self.action_choose(points[place % len(points)])

    def action_take(self) -> None:
        """The point that arrows went to."""
        if self._mark is not None:
            self.action_choose(self.picks[self._row].points[self._mark])

    def action_row(self, by: int) -> None:
        """To another code; where there are none, among the lines, and nothing is chosen yet."""
        if self._has_codes:
            self._row = max(0, min(self._row + by, len(self.picks) - 1))
        else:
            self._mark = self._below(by)
        self._show()

    def _go_on(self) -> None:
        """After a letter: to the next code, or say what it chose."""
        if self._has_codes:
            self.action_row(1)
        else:
            self._is_by_letter = True

    @property
    def _has_codes(self) -> bool:
        """Whether the rows are codes, of which there may be none yet."""
        return all(pick.code for pick in self.picks)

    @property
    def _here(self) -> int | None:
        """The place of the marked point, or of the chosen one."""
        points, now = self.picks[self._row].points, self.picks[self._row].chosen
        if self._mark is None:
            return points.index(now) if now in points else None
        return self._mark

    @property
    def _line(self) -> int:
        """In which line that stands."""
        lines = enumerate(self._places())
        return next((number for number, line in lines if self._here in line), 0)

    def _below(self, by: int) -> int:
        """The place in another line that is nearest to the marked one."""
        lines, line = self._places(), self._line
        cells = lines[line].get(self._here or 0, 0)
        to = lines[max(0, min(line + by, len(lines) - 1))]
        return min(to, key=lambda place: abs(to[place] - cells))

    def action_choose(self, point: str) -> None:
        """This point, in the row that is marked; empty for none, where there may be none."""
        if self.picks and (point in self.picks[self._row].points or self.picks[self._row].code):
            self._mark, self._is_by_letter = None, False
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
        for line in self._places(row, len(indent)):
            points = [self._point(row, place, pick) for place in line]
            yield Content.assemble(indent, Content(" " * GAP).join(points))

    def _point(self, row: int, place: int, pick: Pick) -> Content:
        here = pick.points[place] == pick.chosen
        marked = " reverse" * (row == self._row and place == self._mark)
        one = Content.styled(_words(pick, place), f"{'bold' * here}{marked}".strip())
        return one.stylize(Style.from_meta({"@click": f"click({row}, {place})"}))

    def _places(self, row: int = 0, indent: int = 0) -> list[dict[int, int]]:
        """The points of each line by their places, and at which cell each of them begins."""
        lines: list[dict[int, int]] = [{}]
        cells = indent
        for place in range(len(self.picks[row].points)):
            width = Content(_words(self.picks[row], place)).cell_length
            if lines[-1] and cells + width > self.size.width:
                lines.append({})
                cells = indent
            lines[-1][place] = cells
            cells += width + GAP
        return lines


def _words(pick: Pick, place: int) -> str:
    point = pick.points[place]
    return f"{sign(chosen=point == pick.chosen)} {point or NONE}"
