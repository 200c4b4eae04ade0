"""Some lines to write in, for one field of a form: as high as its text, within bounds."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from mqi_tui.text.clean import clean
from mqi_tui.ui.widgets import editor_clipboard
from mqi_tui.ui.widgets.by_character import ByCharacter
from mqi_tui.ui.widgets.editor_keys import KEYS, NEW_LINE
from mqi_tui.ui.widgets.immediate_bindings import at_once, keep_focus


class TextField(ByCharacter, inherit_bindings=False):
    """Tab leads on to the next field; every other key does what it does in the log."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys, action, description, show=False) for keys, action, description in KEYS
    ]

    def __init__(
        self,
        text: str = "",
        *,
        id: str | None = None,  # noqa: A002
        pasted: Callable[[str], str] = clean,
    ) -> None:
        """`pasted`: what becomes of what is pasted; clean text."""
        self._pasted = pasted
        super().__init__(text, soft_wrap=True, tab_behavior="focus", compact=True, id=id)
        self.cursor_blink = False
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        if event.key in NEW_LINE:
            event.stop()
            event.prevent_default()
            self._replace_via_keyboard("\n", *self.selection)
        else:
            await at_once(self, event)

    async def _on_hide(self, event: events.Hide) -> None:  # type: ignore[override]  # as TextArea's
        keep_focus(event)

    async def action_paste(self) -> None:  # type: ignore[override]  # the clipboard takes time
        """Paste what the system's clipboard holds, or else our own."""
        self._insert(await editor_clipboard.read() or self.app.clipboard)

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self._insert(event.text)

    def _insert(self, text: str) -> None:
        self.replace(self._pasted(text), *self.selection)

    def take(self, text: str) -> None:
        """Another text than the one that stands there; only while nobody writes here."""
        if text != self.text:
            self.load_text(text)
            self.move_cursor(self.document.end)
