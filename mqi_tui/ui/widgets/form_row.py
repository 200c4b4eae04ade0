"""Fields of the planning guide that stand beside each other; what is told of them stands below."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from mqi_tui.ui.widgets.form_field import FormField, said


class FormRow(Vertical):
    """Says what its fields have to tell, each thing once."""

    def __init__(self, fields: list[FormField]) -> None:
        super().__init__()
        self._fields = fields
        fields[-1].add_class("-last")

    def compose(self) -> ComposeResult:
        with Horizontal(classes=self._fields[-1].field.beside):
            yield from self._fields
        yield Static(id="remark")

    def on_mount(self) -> None:
        self.say()

    def on_descendant_focus(self) -> None:
        self.say()

    def on_descendant_blur(self) -> None:
        self.say()

    def say(self) -> None:
        """What is told of the fields; of what is wrong, in which of them."""
        told = ((one.field.label, one.told) for one in self._fields)
        lines = [
            said(remark, "" if remark.good else f"{label}: ") for label, remark in told if remark
        ]
        line = self.query_one("#remark", Static)
        line.update(Content("  ").join({one.plain: one for one in lines}.values()))
        line.display = bool(lines)
