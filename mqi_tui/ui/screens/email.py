"""The watching assignment, to look at, to edit, and to hand on. The teacher will read it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.content import Content
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Button, Static, TextArea

from mqi_tui.domain.cheat_sheet import EMAIL_TITLE
from mqi_tui.domain.deeds import EVERYWHERE
from mqi_tui.domain.watching_email import Standing, kept, parts, standing
from mqi_tui.text.dates import kept as kept_moment
from mqi_tui.ui.flows import email_flow
from mqi_tui.ui.once import Once
from mqi_tui.ui.widgets.keys_line import KeysLine
from mqi_tui.ui.widgets.line_field import TABS
from mqi_tui.ui.widgets.paging import PAGES, page
from mqi_tui.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from mqi_tui.domain.private.record import Private
    from mqi_tui.services.view import View
    from mqi_tui.services.workspace import Workspace

WAYS = {
    "copy": ("Copy", "Copy"),
    "mailto": ("Open in my mail program", "Mail program"),
    "eml": ("Save as a file", "Save as file"),
    "again": ("As the template makes it", "Made from plan"),
}
"""What can be done with it, in words and in few words."""
BACK = ("As you had edited it", "As you had it")
"""What `again` is called where the coach's own words can come back."""
ROOMY = 80
"""Columns of the window from which on the buttons have all their words."""


class EmailScreen(Once, Screen[None]):
    """Nothing private is in it, and nothing is sent from here."""

    CSS_PATH = "../styles/email.tcss"
    keys_title = EMAIL_TITLE
    AUTO_FOCUS = "TextField"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-mid")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-tall")]
    BINDINGS = [
        *TABS,
        Binding("escape", "leave", "Back", show=False),
        Binding("ctrl+z", "undo", "Undo", show=False),
        *PAGES,
    ]

    mail: var[Standing] = var(Standing())
    """How it stands. Its text is given to the field once: from then on the field has it."""

    def __init__(self, work: Workspace, template: str = "") -> None:
        """`template`: a programme's own e-mail; empty: ours."""
        super().__init__()
        self.work, self._template = work, template
        self._today = work.open.wall().date()
        self.set_reactive(EmailScreen.mail, self._standing(work.open.conversation.private))
        self._keys: KeysLine = KeysLine(EVERYWHERE, "Tab to the buttons · Esc back")

    def compose(self) -> ComposeResult:
        yield Static("The teacher will read this. Nothing is sent before you send it.", id="title")
        yield Static(id="left")
        yield TextField(self.mail.text)
        with Container(id="ways"):
            for name in WAYS:
                yield Button("", id=name, compact=True)
        yield self._keys

    def on_mount(self) -> None:
        field = self.query_one(TextField)
        field.border_title = "The watching assignment"
        field.move_cursor((0, 0))
        self._show()

    def on_resize(self) -> None:
        self._show()

    def see(self, view: View) -> None:
        if view.conversation:
            self.mail = self._standing(view.conversation.private)

    def _standing(self, half: Private) -> Standing:
        return standing(half, self._template, self._today)

    def watch_mail(self, before: Standing, now: Standing) -> None:
        if now.is_edited and not before.is_edited:
            self.tell("")  # what was told of the template is over
        self._show()

    def _show(self) -> None:
        """What is left to do in it, and what the buttons do."""
        if not self.query("#left"):
            return
        left, line = self.mail.to_see, self.query_one("#left", Static)
        lines = [Content(f"▲ {words}") for words in left] or [Content("✓ nothing is left open")]
        line.update(Content("\n").join(lines))
        line.set_class(bool(left), "-open")
        few = self.size.width < ROOMY
        for name, words in {**WAYS, **({"again": BACK} if self._can_return else {})}.items():
            self.query_one(f"#{name}", Button).label = Content(words[few])

    @property
    def _can_return(self) -> bool:
        return bool(self.mail.before) and not self.mail.is_edited

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        event.stop()
        if session := self.work.session:
            half = session.conversation.private
            session.change(**kept(half, event.text_area.text, self._template, self._today))

    @on(Button.Pressed)
    async def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "again":
            self._again()
        elif event.button.id and (session := self.work.session):
            text = self.mail.text
            answer = await self._do[event.button.id](*parts(text))
            self.tell(answer.words)
            if answer.way and self.work.session is session:
                when = kept_moment(session.wall())
                session.change(email_handed=text, email_way=answer.way, email_when=when)

    @property
    def _do(self) -> Mapping[str, Callable[[str, str], Awaitable[email_flow.Answer]]]:
        """What each way does with subject and body; it answers what became of it."""
        return {
            "copy": lambda _, body: email_flow.copy(self.app, body),
            "mailto": email_flow.hand_over,
            "eml": partial(email_flow.save, self.work),
        }

    def _again(self) -> None:
        """Make it anew, or bring back what was edited. Undo takes back either."""
        if self._can_return:
            self._put(self.mail.before)
        elif self.mail.is_edited:
            self.work.open.change(email_before=self.mail.text)
            self._put(self.mail.made)
            self.tell("It is as the template makes it · ctrl+z brings your words back")
        else:
            self.tell("It is as the template makes it")

    def _put(self, text: str) -> None:
        field = self.query_one(TextField)
        field.replace(text, (0, 0), field.document.end)
        field.focus()

    def action_page(self, by: int) -> None:
        """From a button, too, the e-mail can be read."""
        page(self.query_one(TextField), by)

    def action_undo(self) -> None:
        """Wherever the focus is: right after a button it may be on that."""
        self.query_one(TextField).undo()

    def action_leave(self) -> None:
        self.dismiss(None)
