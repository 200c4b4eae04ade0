"""Fields of the planning guide that stand beside each other; what is told of them stands below."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from mqi_tui.domain.private.blanks import named
from mqi_tui.domain.private.planning_guide import Field
from mqi_tui.domain.private.ready import Remark
from mqi_tui.ui.widgets.form_field import FormField, said
from mqi_tui.ui.widgets.told_anew import put


class FormRow(Vertical):
    """Says what its fields have to tell, each thing once."""

    def __init__(self, fields: list[FormField]) -> None:
        super().__init__()
        self.fields, self._line = fields, Static(id="remark")
        fields[-1].add_class("-last")

    def compose(self) -> ComposeResult:
        with Horizontal(classes=self.fields[-1].field.beside):
            yield from self.fields
        yield self._line

    def on_mount(self) -> None:
        self.say()

    def on_descendant_focus(self) -> None:
        self.say()

    def on_descendant_blur(self) -> None:
        self.say()

    def say(self) -> None:
        """What is told of the fields, and of which of them; the same of several, once."""
        told: dict[Remark, list[str]] = {}
        for one in self.fields:
            if remark := one.told:
                told.setdefault(remark, []).append(remark.about or _called(one.field))
        lines = [said(remark, f"{', '.join(names)}: ") for remark, names in told.items()]
        put(self._line, Content("  ").join(lines))
        self._line.display = bool(lines)


def _called(field: Field) -> str:
    """Its label; the ends of a clip say of which, since a `to` alone says nothing."""
    return named(field).capitalize() if field.kind == "time" else field.label
