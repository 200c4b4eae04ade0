"""The planning guide, to be filled in: six steps of preparation, ten of the conversation."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from mqi_tui.guide import Outline
from mqi_tui.keys import CONVERSATION, EVERYWHERE, bindings
from mqi_tui.private.form import SECTIONS, Drafts, shown
from mqi_tui.private.plan import Plan
from mqi_tui.private.ready import State, missing, remark, states, total
from mqi_tui.screens.ask import Ask
from mqi_tui.screens.codes import CodesScreen
from mqi_tui.widgets.form_field import FormField
from mqi_tui.widgets.keys_line import KeysLine
from mqi_tui.widgets.line_field import FIELDS
from mqi_tui.widgets.plan_lines import MARKS, link, part_line, todo

LENGTHS = (45, 50, 60)
NAMED = {"next": "Go live", "go": "Parts"}
HERE = [replace(key, label=NAMED[key.id]) for key in CONVERSATION if key.id in NAMED]
EMAIL, MINUTES = 4, 5
"""Places of the sections of the e-mail, and of the conversation as a whole."""


@dataclass(frozen=True, slots=True)
class Preparation:
    """What the screen shows. `last_log` and `last_title`: the conversation before."""

    plan: Plan
    drafts: Drafts = field(default_factory=dict)
    guide: Outline | None = None
    about: str = ""
    last_title: str = ""
    last_log: str = ""
    old_steps: int = 0
    email: str = "not written yet"


class Form(VerticalScroll, inherit_bindings=False):
    """The fields of a part. What pages elsewhere turns the parts here, and scrolls nothing."""


class PrepareScreen(Screen[None]):
    """PRIVATE. Shows the plan and posts what is typed; every letter is saved by the app."""

    CSS_PATH = "../styles/prepare.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-roomy"), (150, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-tall")]
    BINDINGS = [
        *bindings(HERE, resting=False),
        Binding("pagedown", "turn(1)", "Next part", show=False),
        Binding("pageup", "turn(-1)", "Part before", show=False),
        Binding("tab", "onward", "Next field", show=False, priority=True),
        Binding("escape", "leave", "Leave the field, then the plan", show=False),
    ]

    preparation: var[Preparation] = var(Preparation(Plan("")))
    status: var[str] = var("")
    section: var[int] = var(0, init=False)
    """Which part is shown: its place in `SECTIONS`."""

    class Edited(Message):
        """Something was typed into the field `key`."""

        def __init__(self, key: str, text: str) -> None:
            super().__init__()
            self.key, self.text = key, text

    class Wanted(Message):
        """Something else: live, home, email, since, or minutes to fit into (`fit 45`)."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    def __init__(self, preparation: Preparation) -> None:
        super().__init__()
        self.set_reactive(PrepareScreen.preparation, preparation)
        self._keys = KeysLine((*HERE, *EVERYWHERE), "PgDn next part")
        self._jump = ""

    def compose(self) -> ComposeResult:
        with Horizontal(id="head"):
            yield Static(id="about")
            yield Static(id="status")
        yield Static(id="picker")
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield OptionList(markup=False, id="sections")
                yield Static(id="total")
            yield Form(id="form", can_focus=False)
            with VerticalScroll(id="last"):
                yield Static(id="last-log")
        yield Static(id="todo")
        yield self._keys

    async def on_mount(self) -> None:
        self.query_one("#left").border_title = "Planning guide · PRIVATE"
        self.query_one("#todo").border_title = "Before you go live"
        before = self.query_one("#last")
        before.border_title = Content(self._last_title)
        self.set_class(bool(self.preparation.last_log), "-again")
        self.query_one("#last-log", Static).update(Content(self.preparation.last_log))
        self._list_sections()
        await self._show_section()
        self._tell_all()
        self._enter_first()

    @property
    def _last_title(self) -> str:
        return f"Last time: {self.preparation.last_title} · read only"

    # What is shown

    async def watch_section(self) -> None:
        await self._show_section()
        self._tell_all()
        self.call_after_refresh(self._enter_first)

    async def _show_section(self) -> None:
        """Only the fields of one part are there at a time."""
        form, part = self.query_one("#form", VerticalScroll), SECTIONS[self.section]
        for key, text in self.untold():
            self.post_message(self.Edited(key, text))
        await form.remove_children()
        plan, drafts = self.preparation.plan, self.preparation.drafts
        fields = [
            FormField(one, shown(plan, drafts, one.key), remark(plan, drafts, one.key))
            for one in part.fields
        ]
        form.border_title = Content(f"{part.number} · {part.title} · PRIVATE")
        await form.mount_all([*fields, *self._extras()])
        form.scroll_home(animate=False)
        self.query_one("#sections", OptionList).highlighted = self._row(self.section)

    def _extras(self) -> list[Static | Button]:
        """What stands below the fields of some parts."""
        said = self.preparation
        if self.section == 0 and said.last_log:
            steps = f"Mark last time's {said.old_steps} action steps"
            log = Static(Content(f"{self._last_title}\n\n{said.last_log}"), classes="read-only")
            return [Button(Content(steps), id="since", compact=True), log]
        if self.section == EMAIL:
            words = "The watching assignment, made from this plan: the teacher reads it."
            told = Static(Content(f"{words}\nIt is {said.email}."), id="email-state")
            return [told, Button("Look at the e-mail", id="email", compact=True)]
        return []

    def watch_preparation(self) -> None:
        if self.is_mounted:
            self._tell_all()

    def watch_status(self) -> None:
        if self.is_mounted:
            status = self.query_one("#status", Static)
            status.update(Content(self.status))
            status.set_class(self.status.startswith("NOT"), "-unsaved")

    def _tell_all(self) -> None:
        said = self.preparation
        for one in self.query(FormField):
            key = one.field.key
            one.show(shown(said.plan, said.drafts, key), remark(said.plan, said.drafts, key))
        for told in self.query("#email-state").results(Static):
            told.update(Content(f"The watching assignment is {said.email}."))
        here = states(said.plan, said.drafts, said.guide)
        ready = sum(one.word in ("ready", "not today") for one in here)
        self.query_one("#about", Static).update(
            Content.assemble(("Prepare", "bold"), f" · {ready} of {len(here)} ready · {said.about}")
        )
        self._tell_sections(here)
        self._tell_todo()

    def _list_sections(self) -> None:
        options = self.query_one("#sections", OptionList)
        options.add_options(Option("", id=str(place)) for place in range(EMAIL + 2))
        options.add_option(Option(Content.styled("The conversation", "$label"), disabled=True))
        options.add_options(Option("", id=str(place)) for place in range(EMAIL + 2, len(SECTIONS)))

    def _row(self, place: int) -> int:
        return place + (place > MINUTES)

    def _tell_sections(self, here: tuple[State, ...]) -> None:
        options = self.query_one("#sections", OptionList)
        for place, state in enumerate(here):
            options.replace_option_prompt(str(place), part_line(place, state))
        part, state = SECTIONS[self.section], here[self.section]
        told = f"▾ {self.section + 1} of {len(SECTIONS)}  {MARKS[state.word]} {part.title}"
        blank = f" · {state.blank} blank" if state.blank else ""
        click = Style.from_meta({"@click": "screen.sections"})
        self.query_one("#picker", Static).update(Content.styled(told + blank, click))
        said = self.preparation
        fits = [link(f"fit {minutes}", f"screen.fit({minutes})") for minutes in LENGTHS]
        self.query_one("#total", Static).update(
            Content("\n").join([
                Content(f"Total {total(said.plan, said.guide)}"),
                Content("  ").join(fits),
                Content("The teacher sees only the log and the e-mail."),
            ])
        )  # fmt: skip

    def _tell_todo(self) -> None:
        """What is wrong or blank, each a way to its field; as many as there is room for."""
        said = self.preparation
        told = missing(said.plan, said.drafts, said.guide)
        self.query_one("#todo", Static).update(Content.assemble(todo(told)))

    # What is done

    @on(FormField.Edited)
    def _edited(self, event: FormField.Edited) -> None:
        event.stop()
        self.post_message(self.Edited(event.key, event.text))

    def untold(self) -> list[tuple[str, str]]:
        """Field and text of what was typed a moment ago and not posted yet."""
        fields = [(one.field.key, one.untold) for one in self.query(FormField)]
        return [(key, text) for key, text in fields if text is not None]

    def heard(self, key: str) -> None:
        """What was typed into a field is in the plan, and shown."""
        for one in self.query(FormField):
            if one.field.key == key:
                one.heard()

    @on(FormField.AllCodes)
    def _all_codes(self, event: FormField.AllCodes) -> None:
        event.stop()
        here = next(one for one in self.query(FormField) if one.field.key == event.key)

        def chosen(names: tuple[str, ...] | None) -> None:
            if names is not None:
                here.set_text("\n".join(names))

        self.app.push_screen(CodesScreen(tuple(here.typed.split("\n"))), chosen)

    @on(OptionList.OptionSelected, "#sections")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        if event.option_id:
            self.section = int(event.option_id)
            self.call_after_refresh(self._enter_first)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id in ("since", "email"):
            self.post_message(self.Wanted(event.button.id))

    def action_turn(self, by: int) -> None:
        """The part after, or before."""
        self.section = (self.section + by) % len(SECTIONS)

    def action_onward(self) -> None:
        """To the next field; from the last one of a part to the part after."""
        fields = [one for one in self.query("#form *") if one.focusable]
        if fields and self.focused is fields[-1]:
            self.action_turn(1)
        else:
            self.focus_next()

    def action_jump(self, section: int, key: str) -> None:
        """To the field that is missing."""
        self._jump = key
        if section == self.section:
            self._enter_first()
        else:
            self.section = section

    def _enter_first(self) -> None:
        """Into the field that was jumped to, or the first of the part."""
        fields = list(self.query(FormField))
        wanted = [one for one in fields if one.field.key == self._jump] or fields
        self._jump = ""
        if wanted:
            wanted[0].enter()
        else:
            self.set_focus(next(iter(self.query("#form Button")), None))

    def action_sections(self) -> None:
        """The list of parts, where it does not stand beside the form."""
        if self.query_one("#left").display:
            self.query_one("#sections").focus()
            return
        said = self.preparation
        here = states(said.plan, said.drafts, said.guide)
        choices = {str(n): part_line(n, state).plain for n, state in enumerate(here)}

        def answered(answer: str | None) -> None:
            if answer:
                self.section = int(answer)

        words = "PgUp and PgDn turn the parts, too."
        self.app.push_screen(Ask("Which part of the plan?", words, choices), answered)

    def action_fit(self, minutes: int) -> None:
        self.post_message(self.Wanted(f"fit {minutes}"))

    def action_leave(self) -> None:
        if isinstance(self.focused, (*FIELDS, Button)):
            self.set_focus(None)
        else:
            self.post_message(self.Wanted("home"))

    def tell(self, message: str) -> None:
        self._keys.tell(message)
