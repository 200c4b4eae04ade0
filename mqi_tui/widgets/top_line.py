"""The first line of the live screen: who, how far, when it ends, and the time of day."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive, var
from textual.widget import Widget

from mqi_tui.private.words import Glance

NO_ROOM = 50
"""Columns below which this line names the step instead of the people."""


class TopLine(Widget):
    """One line that leaves out whole parts, least important first, until the rest fits."""

    glance: reactive[Glance] = reactive(Glance())
    """What time says at this second."""
    about: reactive[tuple[str, ...]] = reactive(())
    """Teacher and cycle, then the focus."""
    status: var[str] = var("saved")
    """The store's word; only trouble is said here."""
    trouble: reactive[str] = reactive("")

    def watch_status(self) -> None:
        self.trouble = self.status if self.status.startswith("NOT") else ""

    def render(self) -> Content:
        left, right = self._parts()
        while len(left) + len(right) > 1 and self._width(left, right) > self.size.width:
            (left if len(left) > 1 else right).pop()
        line = _joined(left)
        gap = max(1, self.size.width - line.cell_length - _joined(right).cell_length - 1)
        return Content.assemble(line, " " * gap, _joined(right))

    def _parts(self) -> tuple[list[Content], list[Content]]:
        """Left and right part, each with what matters most first."""
        glance, right = self.glance, []
        if self.trouble:
            right.append(Content.styled(self.trouble, "$error bold"))
        if glance.ends:
            right.append(
                Content.styled(glance.ends, "$warning bold" if glance.late else "$foreground")
            )
        if glance.step:
            word = "‖" if glance.phase == "paused" else "■" if glance.phase == "ended" else "▶"
            right.append(Content(f"{word} {glance.total}"))
        right.append(Content(f"now {glance.now}"))
        if self.size.width < NO_ROOM:
            return [Content(self._position())], [part for part in right if "NOT" in part.plain]
        about = [Content(part) for part in self.about]
        return [part.stylize("bold") for part in about[:1]] + about[1:], right

    def _position(self) -> str:
        """`4/10 Teacher frames the video`, by its short title where the long one would be cut."""
        position = self.glance.position.replace(" of ", "/")
        long = f"{position} {self.glance.title}".strip()
        return (
            long if len(long) < self.size.width - 1 else f"{position} {self.glance.short}".strip()
        )

    def _width(self, left: list[Content], right: list[Content]) -> int:
        return _joined(left).cell_length + _joined(right).cell_length + 2


def _joined(parts: list[Content]) -> Content:
    return Content("   ").join(parts) if parts else Content("")
