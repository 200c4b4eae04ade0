"""The first line of the live screen: who, how far, when it ends, and the time of day."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from mqi_tui.private.words import Glance


class TopLine(Widget):
    """One line that leaves out whole parts, least important first, until the rest fits."""

    glance: reactive[Glance] = reactive(Glance())
    """What time says at this second."""
    about: reactive[tuple[str, ...]] = reactive(())
    """Teacher and cycle, then the focus."""
    status: reactive[str] = reactive("saved")
    """The store's word."""

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
        if self.status.startswith("NOT"):
            right.append(Content.styled(self.status, "$error bold"))
        if glance.ends:
            right.append(Content.styled(glance.ends, "$warning bold" if glance.late else "$foreground"))
        if glance.step:
            word = "‖" if glance.phase == "paused" else "■" if glance.phase == "ended" else "▶"
            right.append(Content(f"{word} {glance.total}"))
        right.append(Content(f"now {glance.now}"))
        if self.size.width < 50:
            position = glance.position.replace(" of ", "/")
            return [Content(f"{position} {glance.title}".strip())], right[:0]
        left = [Content.styled(self.about[0], "bold")] if self.about else []
        return [*left, *(Content(part) for part in self.about[1:])], right

    def _width(self, left: list[Content], right: list[Content]) -> int:
        return _joined(left).cell_length + _joined(right).cell_length + 2


def _joined(parts: list[Content]) -> Content:
    return Content("  ·  ").join(parts) if parts else Content("")
