"""PRIVATE: the quick notes, to edit, delete, bring back, or put into the log."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from mqi_tui.domain.cheat_sheet import NOTES_TITLE
from mqi_tui.domain.keys import named
from mqi_tui.domain.private import notes as note_rules
from mqi_tui.domain.private.clock import ACTION_PLAN
from mqi_tui.domain.private.closing import unpromoted
from mqi_tui.domain.private.notes import MARKS, NAMES, Note, Notes, shown, typed
from mqi_tui.ui import drafts
from mqi_tui.ui.dialogs.promote import Into, Promote
from mqi_tui.ui.once import Once
from mqi_tui.ui.routes import Recap
from mqi_tui.ui.widgets.choices import Choices
from mqi_tui.ui.widgets.line_field import LineField
from mqi_tui.ui.widgets.note_entry import foretold
from mqi_tui.ui.widgets.parts import CORNERS
from mqi_tui.ui.widgets.step_pane import note_line

if TYPE_CHECKING:
    from mqi_tui.services.view import View
    from mqi_tui.services.workspace import Workspace
    from mqi_tui.ui.widgets.log_pane import LogPane


FOR_THE_LOG_SIGNS = " or ".join(note_rules.TYPED[kind] for kind in note_rules.FOR_THE_LOG)
BRIEF = 60
"""Columns; in a window with fewer, when a note was taken is said in fewer words."""


class NotesScreen(Once, ModalScreen[None]):
    """Every note of the conversation, those of the running step first."""

    CSS_PATH = "../styles/notes.tcss"
    keys_title = NOTES_TITLE
    AUTO_FOCUS = "OptionList"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-tall")]
    BINDINGS = [
        Binding("escape", "back", "Back"),
        Binding("delete,backspace", "delete", "Delete"),
        Binding("ctrl+z", "bring_back", "Bring back"),
        Binding("right", "promote", "Into the log"),
    ]
    HINT = (
        "[@click=screen.edit]Enter edits[/] · "
        "[@click=screen.promote]the → key puts it into the log[/] · "
        "[@click=screen.delete]Delete[/] · [@click=screen.bring_back]ctrl+z brings back[/] · "
        "[@click=screen.back]Esc goes back[/]"
    )
    WAITING = f"{HINT}\nWithout {FOR_THE_LOG_SIGNS} a note is private, and done with."
    """Where a note was meant for the log, and is not in it."""
    NOTHING = "[@click=screen.back]Esc goes back[/]"
    """Where there is no note."""
    EDITING = "Enter keeps it · [@click=screen.back]Esc leaves it for later[/]"
    """What the keys do while a note is edited."""

    notes: reactive[Notes] = reactive(())

    def __init__(self, work: Workspace, log: LogPane | None, *, to_recap: bool = False) -> None:
        """`log`: on the screen below; `to_recap`: this leads on there, past it."""
        super().__init__()
        self.work, self._log, self._to_recap = work, log, to_recap
        self.draft = drafts.draft(work, "note")
        self._begun = dict(self.draft.begun)
        """Edits that were begun, by the note's id."""
        self._step, self._editing = work.open.standing.step, 0
        self._deleted: list[Note] = []

    def see(self, view: View) -> None:
        if view.conversation:
            self.notes = view.conversation.private.notes

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Choices(markup=False)
            yield LineField(select_on_focus=False)
            yield Static(id="hint")

    def on_mount(self) -> None:
        self.query_one(Vertical).border_title = "Quick notes · PRIVATE"
        self.query_one(Input).display = False
        self._fill()
        steps = note_rules.next_steps(self.notes) if self._step == ACTION_PLAN else ()
        if self._to_recap:
            self._mark_first(unpromoted(self.work.open.conversation.private))
        elif steps:
            self._mark_first(steps)
        else:
            self._mark_last()
        self.watch(self.query_one(Vertical), "virtual_size", self._say_kind)

    def _mark_first(self, waiting: Notes) -> None:
        """The first that was meant for the log and is not in it, of those that are told of."""
        rows = (row for row, note in enumerate(self._in_order()) if note in waiting)
        self.query_one(OptionList).highlighted = next(rows, 0)

    def _mark_last(self) -> None:
        """The note taken last, if it waits for the log: to bring it there was announced with it."""
        waiting, notes = unpromoted(self.work.open.conversation.private), self._in_order()
        last = max(notes, key=lambda note: note.id, default=None)
        if last and last in waiting:
            self.query_one(OptionList).highlighted = notes.index(last)

    def watch_notes(self) -> None:
        if self.is_mounted:
            self._fill()

    def on_option_list_option_highlighted(self) -> None:
        self._say_kind()

    def _say_kind(self) -> None:
        """What the note that is written will be; else what the mark before the words means."""
        box, field, note = self.query_one(Vertical), self.query_one(Input), self._marked()
        if field.display:
            said = foretold(field.value, box.outer_size.width - CORNERS)
        else:
            said = f"{MARKS[note.kind]} {NAMES[note.kind]}" if note else ""
        box.border_subtitle = Content(said)

    def on_option_list_option_selected(self) -> None:
        self.action_edit()

    def action_edit(self) -> None:
        if note := self._marked():
            self._editing = note.id
            field = self.query_one(Input)
            field.value, field.display = typed(note), True
            field.value = self._begun.get(str(note.id), field.value)
            field.cursor_position = len(field.value)
            field.focus()
            self.query_one("#hint", Static).update(Content.from_markup(self.EDITING))
            self._say_kind()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._say_kind()
        if (note := self._edited) and self.query_one(Input).display:
            self._write_down(note, "" if event.value == typed(note) else event.value)

    def _write_down(self, note: Note, line: str) -> None:
        """Keep an edit that was begun."""
        begun = {**self._begun, str(note.id): line}
        self._begun = {key: text for key, text in begun.items() if text}
        self.keep(line, str(note.id))

    @property
    def _edited(self) -> Note | None:
        return next((note for note in self.notes if note.id == self._editing), None)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if note := self._edited:
            self._change(note_rules.edit, note.id, event.value)
            self._write_down(note, "")
        self._leave_field()

    def action_back(self) -> None:
        if self.query_one(Input).display:
            self._leave_field()
            if str(self._editing) in self._begun:
                self.tell("Kept as a draft: Enter goes on with it, ctrl+z there takes it back")
        elif self._to_recap:
            self.go(Recap())
        else:
            self.dismiss()

    def action_delete(self) -> None:
        if note := self._marked():
            self._deleted.append(note)
            self._change(note_rules.delete, note.id)

    def action_bring_back(self) -> None:
        deleted = self._deleted or [note for note in self.notes if note.deleted]
        if deleted:
            self._change(note_rules.bring_back, deleted.pop().id)

    def action_promote(self) -> None:
        if note := self._marked():
            self._promote(note)

    def _promote(self, note: Note) -> None:
        """Show exactly what becomes public, to be edited, before it does."""
        session, field = self.work.open, str(note.id)
        line, heading = session.promotion(note)
        into = Into(heading, session.sections, label=session.label_for, remark=note_rules.of_tags)
        screen = Promote(line, into, drafts.draft(self.work, "promote", field))

        def answered(line: str | None) -> None:
            if line and self._log:
                self._log.insert(line, screen.heading, session.headings)
                self._change(note_rules.mark_promoted, note.id, line)
                drafts.forget(self.work, "promote", field)
            elif drafts.is_begun(self.work, "promote", field):
                self.tell(drafts.KEPT)

        self.ask(screen, answered)

    def _change(self, change: Callable[..., Notes], *arguments: Any) -> None:
        """Apply a change of `notes`."""
        if self.work.session:
            self.work.session.change_notes(change, *arguments)

    def tell(self, words: str) -> None:
        """One line, where else the keys stand."""
        self.query_one("#hint", Static).update(Content(words))

    def _leave_field(self) -> None:
        self.query_one(Input).display = False
        self.query_one(OptionList).focus()
        self._fill()

    def _in_order(self) -> list[Note]:
        return sorted(shown(self.notes), key=lambda note: (note.step != self._step, note.id))

    def _marked(self) -> Note | None:
        index, notes = self.query_one(OptionList).highlighted, self._in_order()
        return notes[index] if index is not None and index < len(notes) else None

    def _fill(self) -> None:
        writes = named("note", self.work.config.keys)
        none = Option(Content(f"No notes yet. {writes} writes one."), disabled=True)
        options = [self._option(note) for note in self._in_order()]
        self.query_one(Choices).refill(options or [none])
        self._say_kind()
        if not self.query_one(Input).display:
            self._say_keys()

    def _say_keys(self) -> None:
        """What the keys do while no note is edited."""
        waiting = unpromoted(self.work.open.conversation.private)
        keys = (self.WAITING if waiting else self.HINT) if self.notes else self.NOTHING
        self.query_one("#hint", Static).update(Content.from_markup(keys))

    def _option(self, note: Note) -> Option:
        head = Content.styled(
            note_rules.taken_in(note, briefly=self.app.size.width < BRIEF), "$label"
        )
        draft = " (draft of another wording)" if str(note.id) in self._begun else ""
        line = Content.assemble(head, *note_line(note), (draft, "$label"))
        return Option(line, id=str(note.id))
