"""The fields of one part of the planning guide, and what stands above and below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from mqi_tui.domain.private.planning_guide import FIELDS, SECTIONS, Field, rows
from mqi_tui.domain.private.preparation import Preparation
from mqi_tui.ui.widgets.form_field import FormField
from mqi_tui.ui.widgets.form_row import FormRow
from mqi_tui.ui.widgets.parts import CORNERS, first_within
from mqi_tui.ui.widgets.plan_extras import STATES, Fits, extras, tell
from mqi_tui.ui.widgets.plan_lines import place_of, purpose_lines, titles, whose

FOR_PAIRS, FOR_ROWS = 70, 44
"""Columns of the form from which on two texts, and some short fields, stand side by side."""


class PlanForm(VerticalScroll, inherit_bindings=False):
    """PRIVATE. What pages elsewhere turns the parts here, and scrolls nothing."""

    _titles: tuple[str, ...] = ()
    _rows: Sequence[FormField | FormRow] = ()
    """What is shown, at hand: each letter asks for it several times."""

    def on_resize(self) -> None:
        """Two fields beside each other, where they have the room for it."""
        width = self.size.width
        room = {"-pairs": width >= FOR_PAIRS, "-tiny": width < FOR_ROWS}
        if any(self.has_class(name) != holds for name, holds in room.items()):
            self.update_classes(room, update=False)
            for row in self._rows:
                if isinstance(row, FormRow):
                    row.update_node_styles(animate=False)
        self._entitle()
        self._keep_in_view()

    def on_mount(self) -> None:
        self.watch(self, "virtual_size", self._keep_in_view, init=False)

    def _keep_in_view(self) -> None:
        """Where there is other room, fields grow and shrink in turn: follow the one that is in."""
        if field := self.entered:
            self.call_after_refresh(field.come_into_view)

    def _entitle(self) -> None:
        """The longest form of its title that fits whole."""
        title = first_within(self._titles, self.outer_size.width - CORNERS)
        self.border_title = Content(title)

    async def show(self, said: Preparation, section: int) -> None:
        """The part at this place of `SECTIONS`, and the fields of no other."""
        await self.remove_children()
        self._rows = ()
        part = SECTIONS[section]
        title = said.ready.states[section].title
        self._titles = titles(whose(section), place_of(part), title)
        self._entitle()
        purpose = Static(purpose_lines(*said.purpose(section)), id="purpose")
        shown = [_row(said, row) for row in rows(part.fields)]
        await self.mount_all([purpose, *shown, *extras(said, section)])
        self._rows = shown
        self.scroll_home(animate=False)

    def tell(self, said: Preparation) -> None:
        """What the plan says now, in each field and below them."""
        for one in self.fields:
            key = one.field.key
            one.ask(said.asking(FIELDS[key]))
            one.show(said.shown(key), said.remark(key), said.picks(key))
        for row in self._rows:
            if isinstance(row, FormRow):
                row.say()
        for fits in self.query(Fits):
            fits.take(said)
        tell(self.query(", ".join(f"#{name}" for name in STATES)).results(Static), said)

    @property
    def fields(self) -> list[FormField]:
        """Those of the part that is shown, in order."""
        rows = ([one] if isinstance(one, FormField) else one.fields for one in self._rows)
        return list(chain.from_iterable(rows))

    def named(self, key: str) -> list[FormField]:
        """The field of that key, if it is shown."""
        return [one for one in self.fields if one.field.key == key]

    @property
    def entered(self) -> FormField | None:
        """The field one is in."""
        return next((one for one in self.fields if one.has_focus_within), None)

    @property
    def here(self) -> str:
        """The key of the field one is in, or what the button is called."""
        if field := self.entered:
            return field.field.key
        buttons = (one.id or "" for one in self.query(Button) if one.has_focus)
        return next(buttons, "")

    def untold(self) -> Iterator[tuple[str, str]]:
        """By key, what was typed and not told of yet."""
        for one in self.fields:
            if (text := one.untold) is not None:
                yield one.field.key, text

    def enter(self, key: str = "") -> None:
        """Into the field or the button of that name; else the first field, else a button."""
        fields, buttons = self.fields, list(self.query(Button))
        pressed = [one for one in buttons if key and one.id == key]
        if entered := self.named(key) or ([] if pressed else fields):
            entered[0].enter()
        else:
            self.screen.set_focus(next(iter(pressed or buttons), None))


def _row(said: Preparation, row: tuple[Field, ...]) -> FormField | FormRow:
    fields = [
        FormField(one, said.shown(one.key), said.remark(one.key), said.picks(one.key))
        for one in map(said.asking, row)
    ]
    return FormRow(fields) if len(fields) > 1 else fields[0]
