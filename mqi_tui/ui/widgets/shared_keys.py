"""The keys of a shared log, below it, for whoever asks: others look on, so keys and names alone."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

BETWEEN = "   "


class SharedKeys(Widget):
    """Nothing until it is asked for; asked once more, nothing again."""

    DEFAULT_CSS = "SharedKeys { height: auto; display: none; padding: 0 1; }"

    keys: reactive[tuple[tuple[str, str], ...]] = reactive((), layout=True)
    """Keys, and what each does."""

    def turn(self, keys: Iterable[tuple[str, str]]) -> None:
        """Show these, or hide them."""
        self.keys, self.display = tuple(keys), not self.display

    def render(self) -> Content:
        return Content("\n").join(lines(self.keys, self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(lines(self.keys, width))


def lines(keys: Iterable[tuple[str, str]], width: int) -> list[Content]:
    """As many in a line as there is room for: none of them is parted."""
    found: list[Content] = []
    for key, words in keys:
        entry = Content.assemble((key, "bold"), f" {words}")
        longer = Content.assemble(found[-1], BETWEEN, entry) if found else entry
        if found and longer.cell_length <= width:
            found[-1] = longer
        else:
            found.append(entry)
    return found
