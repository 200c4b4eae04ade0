"""What was found in a planning guide, to look at before it becomes a plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from mqi_tui.text.clean import clean_line
from mqi_tui.ui.dialogs.ask import FEW_ROWS
from mqi_tui.ui.once import NONE, Draft, Once
from mqi_tui.ui.widgets.line_field import TABS, LineField
from mqi_tui.ui.widgets.paging import PAGES, page
from mqi_tui.ui.widgets.parts import CORNERS, parts_within
from mqi_tui.ui.widgets.title_line import PRIVATE, title_within

MOST = 200
"""Rows of a part. Each is a widget, and thousands would take seconds."""
HINT = "Enter imports · Esc back"
LONGEST, HIGHEST = 2_000, 30
"""Letters and lines that are shown of what a field holds."""


@dataclass(frozen=True, slots=True)
class Review:
    """What a file says. `found`: label and words; `teacher`: empty where it names none."""

    file: str
    found: tuple[tuple[str, str], ...] = ()
    blank: tuple[str, ...] = ()
    unrecognised: tuple[str, ...] = ()
    teacher: str = ""
    look: tuple[str, ...] = ()
    """What is to be looked at first."""


class ReviewScreen(Once, ModalScreen[str | None]):
    """PRIVATE. Answers with the teacher's name, to import it; with None on Esc."""

    CSS_PATH = "../styles/review.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (FEW_ROWS, "-tall")]
    BINDINGS = [
        *TABS,
        Binding("escape", "dismiss(None)", "Back"),
        Binding("enter", "take", "Import"),
        *PAGES,
    ]
    AUTO_FOCUS = ""

    def __init__(self, review: Review, draft: Draft = NONE) -> None:
        super().__init__()
        self.draft = draft
        self._review = review

    def compose(self) -> ComposeResult:
        said = self._review
        with Vertical(id="frame"):
            with Horizontal(id="with"):
                yield Static("Teacher", classes="label")
                yield LineField(self.draft.line or said.teacher, id="teacher")
            yield Static(id="remark")
            with VerticalScroll(id="list"):
                yield from _part("▲ Please look", [("", words) for words in said.look])
                yield from _part(
                    f"▲ {len(said.unrecognised)} not recognised: kept in your private notes",
                    [("", words) for words in said.unrecognised],
                )
                yield from _part(f"✓ {len(said.found)} found", said.found)
                yield from _part(
                    f"○ {len(said.blank)} blank", [("", " · ".join(said.blank))][: len(said.blank)]
                )
            with Horizontal(id="ways"):
                yield Button("Import", id="import", compact=True)
                yield Button("Back", id="back", compact=True)
                yield Static(id="hint")

    def on_mount(self) -> None:
        self._say()
        for part in ("#frame", "#hint"):
            self.watch(self.query_one(part), "virtual_size", self._fit)
        self.query_one("#list" if self._review.teacher else "#teacher").focus()

    def _fit(self) -> None:
        """Which file it is, and beside the buttons what keys do: as much as there is room for."""
        frame, hint = self.query_one("#frame"), self.query_one("#hint", Static)
        room = frame.outer_size.width - CORNERS
        frame.border_title = Content(title_within(self._review.file, room, behind=PRIVATE))
        hint.update(Content(parts_within(HINT, hint.size.width)))

    def _say(self, remark: str = "") -> None:
        """What is missing; where nothing is, no row is left for it."""
        line = self.query_one("#remark", Static)
        line.update(Content(remark))
        line.display = bool(remark)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._say()
        self.keep("" if event.value == self._review.teacher else event.value)

    @on(Input.Submitted)
    @on(Button.Pressed, "#import")
    def action_take(self) -> None:
        teacher = clean_line(self.query_one("#teacher", Input).value)
        if teacher:
            self.dismiss(teacher)
        else:
            self._say("With whom? A pseudonym is fine")
            self.query_one("#teacher").focus()

    def action_page(self, by: int) -> None:
        """From the name or a button, too, what was found can be read."""
        page(self.query_one("#list"), by)

    @on(Button.Pressed, "#back")
    def _back(self) -> None:
        self.dismiss(None)


def _part(title: str, rows: Iterable[tuple[str, str]]) -> ComposeResult:
    """A heading and its rows, as many as anyone reads; nothing where there are none."""
    lines = list(rows)
    if lines:
        yield Static(Content(title), classes="heading")
        for label, words in lines[:MOST]:
            named = Content.styled(f"{label}: ", "$label") if label else Content("")
            yield Static(Content.assemble(named, Content(_cut(words))), classes="row")
        if len(lines) > MOST:
            yield Static(Content(f"… and {len(lines) - MOST} more"), classes="row")


def _cut(words: str) -> str:
    """What is shown of an answer; where it goes on, that is said."""
    shown = "\n".join(words.split("\n")[:HIGHEST])[:LONGEST]
    return words if shown == words else f"{shown} … (all of it is imported)"
