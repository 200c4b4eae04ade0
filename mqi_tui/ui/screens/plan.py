"""The planning guide, to be filled in: six steps of preparation, ten of the conversation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.reactive import var
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Button, Static

from mqi_tui.domain.cheat_sheet import PLAN_TITLE
from mqi_tui.domain.deeds import ALL, CONVERSATION, EVERYWHERE, FROM_THE_PLAN, IN_THE_PLAN, PLAN
from mqi_tui.domain.keys import named
from mqi_tui.domain.private import follow_up
from mqi_tui.domain.private.blanks import SINCE
from mqi_tui.domain.private.fitting import told
from mqi_tui.domain.private.form import MINUTES
from mqi_tui.domain.private.plan import Part, Plan
from mqi_tui.domain.private.planning_guide import SECTIONS, part_with, place_of
from mqi_tui.domain.private.preparation import Preparation
from mqi_tui.domain.private.ready import Ready, State, unless
from mqi_tui.domain.private.videos import in_field
from mqi_tui.services.beforehand import preparation
from mqi_tui.services.filling import fill, fit
from mqi_tui.services.own_timing import OwnTiming
from mqi_tui.ui.bindings import bindings, by_action
from mqi_tui.ui.dialogs.ask import Ask
from mqi_tui.ui.dialogs.codes import CodesScreen
from mqi_tui.ui.dialogs.reader import ReaderScreen
from mqi_tui.ui.flows import own_files, quitting, video
from mqi_tui.ui.once import Doing, Once
from mqi_tui.ui.routes import Email, FollowUp, Home, Live
from mqi_tui.ui.terminal.compositor import RowCompositor
from mqi_tui.ui.widgets import plan_extras
from mqi_tui.ui.widgets.form_field import ASKED, FormField
from mqi_tui.ui.widgets.keys_line import KeysLine
from mqi_tui.ui.widgets.line_field import FIELDS
from mqi_tui.ui.widgets.parts import first_within, parts_within
from mqi_tui.ui.widgets.pick_field import PickField
from mqi_tui.ui.widgets.plan_form import PlanForm
from mqi_tui.ui.widgets.plan_lines import (
    MARKS,
    part_line,
    part_lines,
    todo,
)
from mqi_tui.ui.widgets.plan_parts import FIRST_STEP, LENGTHS, PlanParts
from mqi_tui.ui.widgets.told_anew import put

if TYPE_CHECKING:
    from mqi_tui.services.beforehand import Beforehand
    from mqi_tui.services.view import View
    from mqi_tui.services.workspace import Workspace

BRIEF, BRIEFLY = 50, {"next": "Live", "go": "Go…"}
"""Columns, and what keys are called in a window with fewer: there both are seen."""
SHORT, IN_SHORT = 100, {"blank": "Blank"}
"""The same of a window in which one more key is seen so."""
HERE = [
    replace(one, label=IN_THE_PLAN[one.id], words=FROM_THE_PLAN[one.id])
    for one in CONVERSATION
    if one.id in IN_THE_PLAN
]
VIDEO = ALL["video"]
TODO_ROWS = 3
HINT, HINT_IN_SHORT = "PgDn next part", "PgDn part"
NOWHERE = "You are in no field: Tab goes into one"
OUT, HOME, BACK = "Esc out", "Esc home", "Esc to the hour"
"""Where it leads: out of a field first."""
PREPARATION, TALK = "preparation", "talk"
"""What stands above the parts in their list."""


class PlanScreen(Once, Screen[None]):
    """PRIVATE. Shows the plan, and keeps every letter that is typed into it."""

    CSS_PATH = "../styles/plan.tcss"
    keys_title = PLAN_TITLE
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-roomy"), (150, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-tall")]
    BINDINGS = [
        *bindings((*HERE, *PLAN), resting=False),
        *bindings([VIDEO], resting=False, priority=False),
        Binding("pagedown", "page(1)", "Next part", show=False, priority=True),
        Binding("pageup", "page(-1)", "Part before", show=False, priority=True),
        Binding("tab", "onward", "Next field", show=False, priority=True),
        Binding("escape", "leave", "Leave the field, then the plan", show=False),
    ]

    preparation: var[Preparation] = var(Preparation(Plan("")))
    status: var[str] = var("")
    section: var[int] = var(0, init=False)
    """Which part is shown: its place in `SECTIONS`."""

    def __init__(self, work: Workspace, known: Beforehand, field: str = "") -> None:
        """`known`: what was read before; `field`: the key of the field that it opens at."""
        super().__init__()
        self.work, self._known = work, known
        self._timing = OwnTiming(known.timed)
        self._compositor = RowCompositor()
        self.set_reactive(PlanScreen.preparation, preparation(work.open, known))
        clock = work.open.clock()
        self._is_live = clock.started
        if field:
            self.set_reactive(PlanScreen.section, part_with(field))
        elif clock.running:  # at the step that it may be about
            self.set_reactive(PlanScreen.section, place_of(clock.step))
        self._make_room_beside(self.preparation.beside(self.section))
        if self._is_live:
            self.labels = {**IN_THE_PLAN, "next": "Back to the hour"}
            self.says = {**FROM_THE_PLAN, "next": "the clock goes on there" * clock.running}
        self._keys: KeysLine = KeysLine((*HERE, *PLAN, *EVERYWHERE), HINT, work.config.keys)
        self._form = PlanForm(id="form", can_focus=False)
        self._jump = field
        self._brought = ""
        """The field that the caret was put into as a part came, until a key leads on from it."""
        self._told = ""
        """What is left to fill in, in words."""

    def compose(self) -> ComposeResult:
        with Horizontal(id="head"):
            yield Static(id="about")
            yield Static(id="status")
        yield Static(id="picker")
        with Horizontal(id="body"):
            yield PlanParts(id="left")
            yield self._form
            with VerticalScroll(id="last"):
                yield Static(id="last-log")
        yield Static(id="todo")
        yield self._keys

    async def on_mount(self) -> None:
        left = self.query_one("#todo")
        left.border_title = "Still blank" if self._is_live else "Before you go live"
        self._form.border_subtitle = Content(f"{ASKED} asked for · a dash: not wanted")
        left.auto_links = False  # they would take the colour of what is wrong
        self._tell_status()
        await self._show_section()
        self._tell_all()
        blank = "" if self._jump else self.preparation.first_blank(self.section)
        self._jump = self._jump or blank
        self._enter_first()
        self._brought = blank or self._brought

    labels: Mapping[str, str] = IN_THE_PLAN
    says: Mapping[str, str] = FROM_THE_PLAN

    def deeds(self) -> Mapping[str, Doing]:
        half = self.work.open.conversation.private
        none = follow_up.none(half.plan.cycle)
        return {
            **by_action(self, (*HERE, *PLAN, VIDEO)),
            "codes": "only in a field of codes",
            **own_files.deeds(self, self.work),
            "email": self._email,
            "last-steps": self._last_steps if half.since else none,
            "home": self._home,
        }

    # What is shown

    def see(self, view: View) -> None:
        self.status = view.shared.status
        if self.work.session:
            self.preparation = preparation(self.work.session, self._known)

    async def watch_section(self) -> None:
        await self._show_section()
        self._tell_all()
        if self._jump or not self._form.here:  # who has jumped into a field of it stays in it
            self._enter_first()

    async def _show_section(self) -> None:
        self.leave()
        await self._form.show(self.preparation, self.section)
        self._show_beside()
        self.query_one(PlanParts).mark(self.section)

    def _show_beside(self) -> None:
        """Where there is the room: what was prepared for a step, or last time's log."""
        said, panel = self.preparation, self.query_one("#last")
        parts = said.beside(self.section)
        words = part_lines(parts) if parts else Content(said.last_log)
        panel.border_title = Content("Prepared · PRIVATE" if parts else said.last_named)
        self.query_one("#last-log", Static).update(words)
        self._make_room_beside(parts)

    def _make_room_beside(self, parts: Sequence[Part]) -> None:
        """Also before it is shown: its parts are styled for it then."""
        self.set_class(bool(parts or self.preparation.last_log), "-again")

    def watch_preparation(self) -> None:
        if self.is_mounted:
            self._tell_all()
            self._keys.look()

    def on_resize(self) -> None:
        briefly = {**BRIEFLY, "next": "Hour"} if self._is_live else BRIEFLY
        in_short = IN_SHORT if self._is_short else {}
        fewest = briefly if self.size.width < BRIEF else {}
        self._keys.labels = {**self.labels, **in_short, **fewest}
        self._tell_ready()

    @property
    def _is_short(self) -> bool:
        return self.size.width < SHORT

    def watch_status(self) -> None:
        if self.is_mounted:
            self._tell_status()

    def _tell_status(self) -> None:
        status = self.query_one("#status", Static)
        put(status, Content(self.status))
        status.set_class(self.status.startswith("NOT"), "-unsaved")
        self._tell_about()

    def _tell_about(self) -> None:
        """As much of it as there is room for beside how it stands with saving."""
        who = self.preparation.about
        room = self.size.width - cell_len(self.status) - 4
        shown = parts_within(f"{who} · {self._told}", room)
        words = Content.assemble((shown[: len(who)], "bold"), shown[len(who) :])
        put(self.query_one("#about", Static), words)

    def _tell_all(self) -> None:
        self._form.tell(self.preparation)
        plan_extras.name(self._form.query(Button), self.preparation)
        self._tell_ready()

    def _tell_ready(self) -> None:
        """How it stands; what is wrong in the field one is in, once it is left."""
        written = (one.field.key for one in self._form.fields if one.is_written)
        now = unless(self.preparation.ready, next(written, ""))
        here = now.states
        blank = sum(one.blank for one in here)
        self._told = f"{blank} to fill in" if blank else "nothing blank"
        self._tell_about()
        self._tell_sections(here)
        self._tell_todo(now)

    def on_descendant_focus(self) -> None:
        self._keys.look()

    def on_descendant_blur(self) -> None:
        if self.is_mounted:
            self._tell_ready()

    def watch_focused(self) -> None:
        away = BACK if self._leads_to_the_hour else HOME
        turns = HINT_IN_SHORT if self._is_short else HINT
        self._keys.hint = f"{turns} · {OUT if self._is_in_a_field else away}"

    @property
    def _is_in_a_field(self) -> bool:
        return isinstance(self.focused, (*FIELDS, Button, PickField))

    def _tell_sections(self, here: tuple[State, ...]) -> None:
        said = self.preparation
        self.query_one(PlanParts).show(here, said.ready.total)
        state = here[self.section]
        told = f"▾ all parts  {MARKS[state.word]} here"
        blank = f": {state.blank} blank" if state.blank else ""
        room = self.size.width - 2
        whole = parts_within(f"{told}{blank}   {said.ready.total}", room)
        words = first_within((whole, f"{told}{blank}"), room)
        click = Style.from_meta({"@click": "screen.sections"})
        put(self.query_one("#picker", Static), Content.styled(words, click))

    def _tell_todo(self, now: Ready) -> None:
        """What is wrong or blank, each a way to its field; as many as there is room for."""
        box = self.query_one("#todo", Static)
        key = "" if self._keys.is_behind else named("blank", self.work.config.keys)
        put(box, todo(now.missing, (self.size.width - 6) * TODO_ROWS, key))

    def _keys_are_here(self, here: bool) -> None:
        is_so = self._keys.is_behind != here
        super()._keys_are_here(here)
        if self.is_mounted and not is_so:
            self._tell_ready()

    # What is done

    def set_focus(
        self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False
    ) -> None:
        """A field brings itself into view, label and all; Textual would glide there as well."""
        ancestors = widget.ancestors if widget else ()
        is_field = any(isinstance(one, FormField) for one in ancestors)
        super().set_focus(widget, scroll_visible and not is_field, from_app_focus)

    @on(FormField.Edited)
    def _edited(self, event: FormField.Edited) -> None:
        event.stop()
        self._fill(event.key, event.text)

    def _fill(self, key: str, typed: str) -> None:
        """Something was typed into a field: keep it, and show what the plan says then."""
        if (session := self.work.session) is None:
            return
        before, self._brought = session.outline, ""
        fill(session, key, typed, self.work.config.videos)
        if session.outline != before:
            self.tell(told(before, session.outline, key))
        for one in self._form.named(key):
            one.heard()

    def on_key(self, event: events.Key) -> None:
        """What is typed where nothing takes it is not lost without a word."""
        is_meant = event.is_printable and event.key not in self.active_bindings
        if is_meant and self._is_nowhere:
            self._keys.tell(NOWHERE, lambda: self._is_nowhere)

    def on_paste(self) -> None:
        if self._is_nowhere:
            self._keys.tell(NOWHERE, lambda: self._is_nowhere)

    @property
    def _is_nowhere(self) -> bool:
        return self.focused is None or isinstance(self.focused, Button)

    def leave(self) -> None:
        """Take along what was typed into the fields in the moment in which they are left."""
        for key, text in self._form.untold():
            self._fill(key, text)

    @on(FormField.AllCodes)
    def _all_codes(self, event: FormField.AllCodes) -> None:
        event.stop()
        [here] = self._form.named(event.key)

        def chosen(names: tuple[str, ...] | None) -> None:
            if names is not None:
                here.set_text("\n".join(names))

        self.ask(CodesScreen(tuple(here.typed.split("\n"))), chosen)

    @on(PlanParts.Chosen)
    def _chosen(self, event: PlanParts.Chosen) -> None:
        event.stop()
        if event.place == self.section:
            self._enter_first()
        self.section = event.place

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        """One of the buttons below the fields; a field has its own."""
        deeds: Mapping[str, Callable[[], object]] = {
            "email": self._email,
            SINCE: self._last_steps,
            "timing": self.action_timing,
            **{f"fit-{minutes}": partial(self.action_fit, minutes) for minutes in LENGTHS},
        }
        if deed := deeds.get(event.button.id or ""):
            deed()

    def _email(self) -> None:
        self.go(Email(self._known.email_template))

    def _last_steps(self) -> None:
        self.go(FollowUp())

    def action_page(self, by: int) -> None:
        """The part after, or before; beside it, last time's log is paged where one is in it.

        Bound first of all: a field that is about to go would take the key with it.
        """
        last = self.query_one("#last", VerticalScroll)
        if not last.has_focus:
            self._turn(by)
        elif by > 0:
            last.scroll_page_down()
        else:
            last.scroll_page_up()

    def _turn(self, by: int) -> None:
        self.section = (self.section + by) % len(SECTIONS)

    def action_onward(self) -> None:
        """To the next field, the first from none; from the last one of a part to the part after."""
        if self.focused is None:
            self._form.enter()
            return
        if here := self._form.entered:
            here.take_offered()
        fields = [one for one in self.query("#form *") if one.focusable]
        if fields and self.focused is fields[-1]:
            self._turn(1)
        else:
            self.focus_next()

    def action_next_blank(self) -> None:
        """To what is wrong or blank next, behind the field one is in; that one may be left so.

        It opens nothing: whoever types on must not come from the plan into the shared log.
        """
        self.leave()
        said, key = self.preparation, self._form.here
        if self._stays_at(key):
            return
        if found := said.next_missing(self.section, key):
            if passed := said.passed(key, found):
                self._tell_of_blanks(passed, found.key)
            self._lead(found.section, found.key)
        else:
            self._tell_of_blanks("Nothing is blank")

    def _stays_at(self, key: str) -> bool:
        """Whether nobody has looked at that field yet: the caret came to it with its part."""
        brought, self._brought = self._brought, ""
        said = self.preparation.at(key) if key == brought else ""
        if not said or len(self.preparation.ready.missing) == 1:
            return False
        key_name = named("blank", self.work.config.keys)
        self._tell_of_blanks(f"{said} · {key_name} again leads on", key)
        return True

    def _tell_of_blanks(self, words: str, key: str = "") -> None:
        """Until something else is blank, or one has left the field of that key."""
        missing = self.preparation.ready.missing

        def holds() -> bool:
            is_here = not key or self._jump or self._form.here in ("", key)
            return bool(is_here) and self.preparation.ready.missing == missing

        self._keys.tell(words, holds)

    def action_last_log(self) -> None:
        """Last time's log, whole, to be read."""
        if self.preparation.last_log:
            said = self.preparation
            self.ask(ReaderScreen(said.last_named, said.last_log))
        else:
            self.tell("There is no log of a time before")

    def action_jump(self, section: int, key: str) -> None:
        """To the field that is missing; what is no field is opened at once."""
        if key == SINCE:
            self._last_steps()
        self._lead(section, key)

    def _lead(self, section: int, key: str) -> None:
        """Into the field of that key, or to the button."""
        self._jump = key
        if section == self.section:
            self._enter_first()
        else:
            self.section = section

    def _enter_first(self) -> None:
        """Into the field that was jumped to, or the first of the part; else to its button."""
        key, self._jump = self._jump, ""
        self._form.enter(key)
        first = next((one.field.key for one in self._form.fields), "")
        self._brought = "" if key else first

    def action_go(self) -> None:
        self.action_sections()

    def action_sections(self) -> None:
        """The list of parts, where it does not stand beside the form."""
        if self.query_one("#left").display:
            self.query_one("#sections").focus()
            return
        here = self.preparation.ready.states
        choices = {PREPARATION: "The preparation"}
        for n, state in enumerate(here):
            choices |= {TALK: "The conversation"} if n == FIRST_STEP else {}
            choices[str(n)] = part_line(n, state).plain

        def answered(answer: str | None) -> None:
            if answer:
                self.section = int(answer)

        words = "PgUp and PgDn turn the parts, too."
        heads = (PREPARATION, TALK)
        numbers = {str(n): part.number for n, part in enumerate(SECTIONS)}
        self.ask(Ask("Which part of the plan?", words, choices, heads, numbers), answered)

    def action_video(self) -> None:
        """The video that is written about, at the place that the line names, or the clip begins."""
        here = self._form.entered
        key, line = (here.field.key, here.line) if here else ("", "")
        plan = self.work.open.conversation.private.plan
        address = in_field(plan, SECTIONS[self.section], key, line)
        video.show(self, self.work, address, of_stock=key.startswith("stock_clip."))

    def action_timing(self) -> None:
        """Give the steps the minutes that they take with this coach; again, as they were."""
        before = self.work.open.outline
        words = self._timing.turn(self.work.open)
        self._minutes_again()
        is_other = self.work.open.outline != before
        self.tell(f"{words} · {told(before, self.work.open.outline)}" if is_other else words)

    def action_fit(self, minutes: int) -> None:
        """Into so many minutes in all."""
        before = self.work.open.outline
        fit(self.work.open, minutes)
        self._minutes_again()
        self.tell(told(before, self.work.open.outline))

    def _minutes_again(self) -> None:
        """Also where the caret is, minutes are as the plan has them now."""
        here = self._form.entered
        if here and here.field.kind in MINUTES:
            here.set_text(self.preparation.shown(here.field.key))

    def action_next(self) -> None:
        """To the hour's screen; the clock waits for the key once more."""
        start = named("next", self.work.config.keys)
        is_begun = self.work.open.standing.started
        self.go(Live(telling="" if is_begun else f"Not started yet: {start} starts the clock"))

    def action_leave(self) -> None:
        if self._is_in_a_field:
            self.set_focus(None)
        elif self._leads_to_the_hour:
            self.go(Live())
        else:
            self._home()

    @property
    def _leads_to_the_hour(self) -> bool:
        """What runs goes on there; the sample is opened there, and home is without it."""
        work = self.work
        return work.session is not None and (work.sample is not None or work.open.standing.running)

    def _home(self) -> None:
        quitting.leave_for(self, self.work, lambda: self.go(Home()))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the conversation is being closed, no key works."""
        return self.work.session is not None and super().check_action(action, parameters)
