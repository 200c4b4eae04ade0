"""The first line of the live screen: who, how far, when it ends, and the time of day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.content import Content
from textual.reactive import reactive, var
from textual.widget import Widget

from mqi_tui.domain.private.time_text import Glance
from mqi_tui.ui.widgets.parts import POINT

NO_ROOM, NO_FRAMES = 50, 22
"""Columns, or rows of the window, below which this line names the step instead of the people."""
CYCLE = f"{POINT}cycle "
NAME = 11
"""Columns that the first part keeps as long as anything else can go."""
ROOMY = 70
"""Columns of a window in which the cycle's number is kept as long, too."""

MATTERS = ("trouble", "ends", "now", "planned", "total")
"""What stands at the right, by how much it matters: two ends say more than one and how late."""


class TopLine(Widget):
    """One line that leaves out what matters least until the rest fits; the end always stays."""

    glance: reactive[Glance] = reactive(Glance())
    """What time says at this second."""
    about: reactive[tuple[str, ...]] = reactive(())
    """Teacher and cycle, then the focus."""
    status: var[str] = var("saved")
    """The store's word; only trouble is said here."""
    trouble: reactive[str] = reactive("")
    low: reactive[bool] = reactive(False)
    """Whether the window is so low that no frame names the step."""

    def on_mount(self) -> None:
        self._measure()
        self.screen.screen_layout_refresh_signal.subscribe(self, self._measure)

    def _measure(self, _: object = None) -> None:
        self.low = self.app.size.height < NO_FRAMES

    def watch_status(self) -> None:
        self.trouble = self.status if self.status.startswith("NOT") else ""

    def render(self) -> Content:
        left, right = self._parts()
        room = self.size.width - 1
        if self._width(left, right.values()) > room:
            left = left[:1]
        least = left[0] if self._names_step else _least(left[0], self.app.size.width)
        tail = _joined(self._that_fit(right, least, room))
        space = max(0, room - tail.cell_length - (1 if right else 0))
        line = _named(_joined(left), space)
        gap = max(1, room - line.cell_length - tail.cell_length)
        return Content.assemble(line, " " * gap, tail)

    def _parts(self) -> tuple[list[Content], dict[str, Content]]:
        """What stands at the left, what matters most first; and at the right, by its name."""
        right = self._right()
        if self._names_step:
            return [Content(self._position(right))], right
        about = [Content(part) for part in self.about or ("",)]
        return [about[0].stylize("bold"), *about[1:]], right

    @property
    def _names_step(self) -> bool:
        return self.app.size.width < NO_ROOM or (self.low and self.glance.step > 0)

    def _that_fit(self, right: Mapping[str, Content], left: Content, room: int) -> list[Content]:
        """Of what stands at the right, in its order, what there is room for; the first always."""
        kept: dict[str, Content] = {}
        for name in MATTERS:
            more = {one: right[one] for one in right if one in kept or one == name}
            if not kept or self._width([left], more.values()) <= room:
                kept = more
        return list(kept.values())

    def _right(self) -> dict[str, Content]:
        glance, right = self.glance, dict[str, Content]()
        if self.trouble:
            right["trouble"] = Content.styled(self.trouble, "$error bold")
        if glance.ends:
            style = "$warning bold" if glance.late else "$foreground"
            right["ends"] = Content.styled(self._ends, style)
            if glance.against:
                right["planned"] = Content.styled(glance.against, "$label")
        if self.app.size.width < NO_ROOM:
            return dict(list(right.items())[:1])
        right["now"] = Content(f"now {glance.now}")
        if glance.step:
            word = "‖" if glance.phase == "paused" else "■" if glance.phase == "ended" else "▶"
            right["total"] = Content(f"{word} {glance.total}")
        return right

    @property
    def _ends(self) -> str:
        """When it ends; where there is little room, without how late that is."""
        ends = self.glance.ends
        return ends.partition(",")[0] if self.app.size.width < NO_ROOM else ends

    def _position(self, right: Mapping[str, Content]) -> str:
        """`4/10 Teacher frames the video`, by its short title where the long one would be cut."""
        position = self.glance.position.replace(" of ", "/")
        long = f"{position} {self.glance.title}".strip()
        fits = self._width([Content(long)], right.values()) < self.size.width
        return long if fits else f"{position} {self.glance.short}".strip()

    def _width(self, left: Iterable[Content], right: Iterable[Content]) -> int:
        return _joined(left).cell_length + _joined(right).cell_length + 1


def _least(who: Content, width: int) -> Content:
    """What of the first part stays: what marks a sample, some of the name, with room the cycle."""
    name, _, number = who.plain.rpartition(CYCLE)
    mark, point, _ = (name or number).rpartition(POINT)
    cycle = POINT + number if name and width >= ROOMY else ""
    return who.truncate(len(mark + point) + NAME) + cycle


def _named(line: Content, room: int) -> Content:
    """The line in so much room: of the cycle its number is left, and of that all or nothing."""
    name, cycle, number = line.plain.rpartition(CYCLE)
    if line.cell_length <= room or not cycle:
        return line.truncate(room, ellipsis=True)
    who, point = line[: len(name)], line[len(name) : len(name) + len(POINT)]
    short = point + line[-len(number) :]
    left = room - short.cell_length
    if left >= min(NAME, who.cell_length):
        return who.truncate(left, ellipsis=True) + short
    return who.truncate(room, ellipsis=True)


def _joined(parts: Iterable[Content]) -> Content:
    return Content("  ").join(parts)
