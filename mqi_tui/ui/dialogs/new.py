"""A new conversation: with whom, when, and how long; what is carried over comes by itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Button, Input, OptionList, Static

from mqi_tui.text.clean import clean_line
from mqi_tui.text.dates import FORMAT, Said, echo, kept, read
from mqi_tui.ui.once import NONE, Draft, Once
from mqi_tui.ui.widgets.choices import OneOf
from mqi_tui.ui.widgets.line_field import TABS, LineField
from mqi_tui.ui.widgets.parts import fewer, first_within

HINT = ("Tab next · ↑ ↓ choose · Esc back", "Tab next · Esc back", "Esc back")
DATE = "8 Dec 4pm, Tue 16:00, in 2 weeks 5pm"
"""Ways to write a date."""
FEW_ROWS = 18
"""Rows of a window below which what is told of the cycle is not seen beside it."""
PAUSE = 0.2
"""Seconds without a letter after which a name is looked up."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What was filled in. `outline`, `clips` and `template` are places in the lists offered."""

    teacher: str
    coach: str = ""
    cycle: int = 1
    when: str = ""
    outline: int = 0
    clips: int = 0
    template: int = 0


@dataclass(frozen=True, slots=True)
class Carried:
    """What the teacher's last conversation gives to this one; `words` tell it, a line each."""

    coach: str = ""
    cycle: int = 1
    when: str = ""
    words: tuple[str, ...] = ()
    outline: int = 0
    template: int = 0
    """Places in the lists offered that probably fit."""
    prepared: Mapping[int, str] = field(default_factory=dict)
    """The cycles that are prepared with the teacher already: on which day."""
    outlines: tuple[str, ...] = ()
    """What is offered for this teacher beside the others, behind them."""


Carry = Callable[[str], Awaitable[Carried]]


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to choose from: names of teachers, outlines, clips and log templates."""

    teachers: tuple[str, ...] = ()
    outlines: tuple[str, ...] = ()
    clips: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()
    """What is wrong with a programme's own files, which are left out."""
    now: datetime = datetime.min
    """Local time, from which a day such as Tuesday is counted."""


class NewScreen(Once, ModalScreen[Wish | None]):
    """PRIVATE. Answers with what was filled in; with None on Esc."""

    CSS_PATH = "../styles/new.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-mid")]
    BINDINGS = [
        *TABS,
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("escape", "dismiss(None)", "Back"),
    ]

    def __init__(self, teacher: str, offer: Offer, carry: Carry, draft: Draft = NONE) -> None:
        """`carry`: looks up what is carried over for a name that was typed."""
        super().__init__()
        self._teacher, self._offer, self._carry, self.draft = teacher, offer, carry, draft
        self._given: dict[str, str] = {}
        """What this screen put into a field by itself, which it may replace again."""
        self._proposed: dict[str, int] = {}
        self._known: str | None = None
        """The teacher whose last conversation was looked up."""
        self._prepared: Mapping[int, str] = {}
        """Their cycles that are prepared already."""
        self._hurried = False
        """Whether it was to be made before that was known."""

    def compose(self) -> ComposeResult:
        with Vertical(id="frame"):
            with VerticalScroll(id="fields", can_focus=False):
                yield from self._fields()
            with Horizontal(id="ways"):
                yield Button("Make it", id="make", compact=True)
                yield Button("Back", id="back", compact=True)
                yield Static(id="hint")

    def _fields(self) -> ComposeResult:
        begun = self.draft.begun
        known = SuggestFromList(self._offer.teachers, case_sensitive=False)
        yield from self._row(
            "teacher", "Teacher", LineField(begun.get("teacher", self._teacher), suggester=known)
        )
        yield Static(id="carried")
        yield from self._row("coach", "Your name", LineField(begun.get("coach", "")))
        yield from self._row("cycle", "Cycle", LineField(begun.get("cycle", "")))
        yield Static(id="already")
        when = LineField(begun.get("when", ""))
        when.hints = fewer(DATE)
        yield from self._row("when", "When", when)
        yield Static(id="remark")
        yield from self._choice("outline", "Outline", self._offer.outlines)
        yield from self._choice("clips", "Clips", self._offer.clips)
        yield from self._choice("template", "Log", self._offer.templates)
        for complaint in self._offer.complaints:
            yield Static(Content(f"▲ left out: {complaint}"), classes="wrong")

    def _row(self, name: str, label: str, field: LineField) -> ComposeResult:
        with Horizontal(classes="row"):
            yield Static(Content(label), classes="label")
            field.id = name
            yield field

    def _choice(self, name: str, label: str, labels: tuple[str, ...]) -> ComposeResult:
        """Where there is but one, nothing is asked."""
        if len(labels) > 1:
            with Horizontal(classes="row choice"):
                yield Static(Content(label), classes="label")
                yield OneOf(labels, name)

    def on_resize(self) -> None:
        self._place_already()

    def _say_hint(self) -> None:
        """Beside the buttons, as much as there is room for."""
        hint = self.query_one("#hint", Static)
        hint.update(Content(first_within(HINT, hint.size.width)))

    def on_mount(self) -> None:
        self.watch(self.query_one("#hint"), "virtual_size", self._say_hint)
        self.query_one("#frame").border_title = "New conversation · PRIVATE"
        self._say_already()
        for options in self.query(OptionList):
            options.highlighted = self._begun_choice(options)
        if self.draft.begun:
            self.call_after_refresh(self._remark, "As you had begun it")
        self.query_one("#teacher").focus()
        self._timer = self.set_timer(PAUSE, self._ask_about)

    def _begun_choice(self, options: OptionList) -> int:
        place = self.draft.begun.get(options.id or "", "")
        return int(place) if place.isdecimal() and int(place) < options.option_count else 0

    @on(OptionList.OptionHighlighted)
    def _marked(self, event: OptionList.OptionHighlighted) -> None:
        """What somebody chose is half typed, too; what this screen proposes is not."""
        name = event.option_list.id or ""
        proposed = event.option_index == self._proposed.get(name, 0)
        self.keep("" if proposed else str(event.option_index), name)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        name = event.input.id or ""
        by_itself = self._given.get(name, self._teacher if name == "teacher" else "")
        is_typed = event.value != by_itself
        self.keep(event.value if is_typed else "", name)
        if is_typed:
            self._remark("")
        if event.input.id == "teacher":
            self._timer.stop()
            self._timer = self.set_timer(PAUSE, self._ask_about)
        elif event.input.id == "cycle":
            self._say_already()
        elif event.input.id == "when" and event.value.strip():
            said = self._date()
            self._remark(said.complaint or " or ".join(_said(said, self._offer.now)))

    async def _ask_about(self) -> None:
        if self._text("teacher") == self._known:
            return
        if self._text("teacher"):
            self.query_one("#carried", Static).update("Looking for the conversation before…")
        teacher = self._text("teacher")
        self._carry_over(teacher, await self._carry(teacher))

    def _carry_over(self, teacher: str, carried: Carried) -> None:
        """Show what is carried over for `teacher`; what somebody filled in stays."""
        if teacher != self._text("teacher"):
            return
        self.query_one("#carried", Static).update(Content("\n".join(carried.words)))
        self._give("coach", carried.coach)
        self._give("cycle", str(carried.cycle))
        self._give("when", carried.when)
        self._propose("outline", carried.outline, (*self._offer.outlines, *carried.outlines))
        self._propose("template", carried.template, self._offer.templates)
        self._known, self._prepared = teacher, carried.prepared
        self._say_already()
        self.call_after_refresh(self._into_view)
        if self._hurried:
            self._hurried = False
            if not self._already():  # what nobody can have read yet is read first
                self._take()

    def _already(self) -> str:
        """What is told of the cycle where it is prepared already: a second one may be wanted."""
        cycle = self._text("cycle").lstrip("0")
        found = (day for number, day in self._prepared.items() if str(number) == cycle)
        return next((f"you have cycle {cycle} already: {day}" for day in found), "")

    def _place_already(self) -> None:
        """Beside the cycle; in a low window, where that is not seen, right below the name."""
        is_low = self.app.size.height < FEW_ROWS
        below = self.query_one("#carried") if is_low else self.query_one("#when").parent
        if isinstance(below, Widget):
            self.query_one("#fields").move_child(self.query_one("#already"), before=below)

    def _say_already(self) -> None:
        told, words = self.query_one("#already", Static), self._already()
        told.display = bool(words)
        told.update(Content(words))

    def _into_view(self) -> None:
        """What was carried over has pushed the field that is written in further down."""
        if self.focused:
            self.focused.scroll_visible(animate=False)

    def _give(self, name: str, value: str) -> None:
        field = self.query_one(f"#{name}", Input)
        if field.value == self._given.get(name, ""):
            field.value = self._given[name] = value

    def _propose(self, name: str, place: int, labels: tuple[str, ...]) -> None:
        """Offer these, and mark what probably fits, unless somebody chose already."""
        for options in self.query(f"#{name}").results(OneOf):
            is_chosen = options.highlighted != self._proposed.get(name, 0)
            options.offer(labels)
            if not is_chosen:
                options.highlighted = self._proposed[name] = place

    @on(Input.Submitted)
    @on(Button.Pressed, "#make")
    @on(OptionList.OptionSelected)
    async def _make(self) -> None:
        if self._text("teacher") and self._known != self._text("teacher"):
            self._hurried = True
            await self._ask_about()
        else:
            self._take()

    def _take(self) -> None:
        if wrong := self._wrong():
            name, words = wrong
            self._remark(words)
            self.query_one(f"#{name}").focus()
        else:
            self.dismiss(self._wish())

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.dismiss(None)

    def _wrong(self) -> tuple[str, str] | None:
        """The first field that will not do, and why."""
        if not self._text("teacher"):
            return "teacher", "With whom? A pseudonym is fine"
        if not self._text("coach"):
            return "coach", "Your name, as it shall stand in the log"
        cycle = self._text("cycle")
        if not (cycle.isascii() and cycle.isdecimal() and 1 <= int(cycle) <= 999):
            return "cycle", "The cycle is a number from 1"
        if self._text("when") and not (said := self._date()).moment:
            return (
                "when",
                said.complaint or f"Which one? {' or '.join(_said(said, self._offer.now))}",
            )
        return None

    def _date(self) -> Said:
        """What the date means; without an hour, the one that was carried over."""
        given = self._given.get("when", "")
        usual = datetime.strptime(given, FORMAT).time() if given else None
        return read(self._text("when"), self._offer.now, usual, past=True)

    def _wish(self) -> Wish:
        when = self._date().moment if self._text("when") else None
        return Wish(
            teacher=self._text("teacher"),
            coach=self._text("coach"),
            cycle=int(self._text("cycle")),
            when=kept(when) if when else "",
            outline=self._chosen("outline"),
            clips=self._chosen("clips"),
            template=self._chosen("template"),
        )

    def _chosen(self, name: str) -> int:
        found = self.query(f"#{name}").results(OptionList)
        return next((options.highlighted or 0 for options in found), 0)

    def _text(self, name: str) -> str:
        return clean_line(self.query_one(f"#{name}", Input).value)

    def _remark(self, words: str) -> None:
        self.query_one("#remark", Static).update(Content(words))


def _said(said: Said, now: datetime) -> list[str]:
    mark = "✓ " if said.moment else ""
    return [f"{mark}{echo(moment, now)}" for moment in said.moments]
