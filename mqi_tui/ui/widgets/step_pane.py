"""PRIVATE: what the coach prepared for the running step, and the notes taken in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import var
from textual.style import Style
from textual.widgets import Static

from mqi_tui.domain.private.clock import Phase
from mqi_tui.domain.private.notes import MARKS, Note, Notes, shown
from mqi_tui.domain.private.plan import MASTER_SCORES, Part, Question, StepPlan
from mqi_tui.domain.private.time_text import face

FEW_ROWS = 4
"""Below this height the questions come before everything else."""


class StepPane(VerticalScroll, can_focus=True):
    """One step's plan. Near the step's end, what was not asked yet comes first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "page(1)", "A page down", show=False),
        Binding("pageup", "page(-1)", "A page up", show=False),
    ]
    FOCUS_ON_CLICK = False  # ticking a question takes nobody out of the log

    plan: var[StepPlan | None] = var(None)
    asked: var[tuple[str, ...]] = var(())
    notes: var[Notes] = var(())
    voices: var[tuple[str, str]] = var(("", ""))
    """How much of the log is the teacher's, and what its action plan lacks of that."""
    phase: var[Phase] = var("ready")
    arc: var[tuple[tuple[str, bool], ...]] = var(())
    next: var[str] = var("")
    responses: var[bool] = var(False)
    """Whether "if they say → then I" is shown."""

    def __init__(self, go: str) -> None:
        """`go`: the key of the go menu, as the screen names it."""
        super().__init__()
        self._go = go

    def compose(self) -> ComposeResult:
        yield Static()

    def on_mount(self) -> None:
        self.border_title = "PRIVATE · this step"

    def watch_plan(self) -> None:
        self.scroll_home(animate=False)
        self.responses = False
        self._show()

    def watch_asked(self) -> None:
        self._show()

    def watch_notes(self) -> None:
        self._show()

    def watch_voices(self) -> None:
        self.border_subtitle = Content.styled(self.voices[0], _LABEL)
        self._show()

    def watch_phase(self, before: Phase, phase: Phase) -> None:
        if (before in _ENDING) != (phase in _ENDING):
            self._show()

    def watch_arc(self) -> None:
        self._show()

    def watch_next(self) -> None:
        self._show()

    def watch_responses(self) -> None:
        """What was asked for comes first, where it is seen."""
        self.scroll_home(animate=False)
        self._show()

    def _show(self) -> None:
        if self.is_mounted and self.plan:
            self.query_one(Static).update(Content("\n").join(self._lines(self.plan)))

    def on_resize(self) -> None:
        self._show()

    def action_page(self, by: int) -> None:
        """Scroll; also where there is nothing to scroll, it is not the hour that moves on."""
        self.scroll_relative(y=by * max(1, self.size.height - 1), animate=False)

    def _lines(self, plan: StepPlan) -> Iterator[Content]:
        """From what is needed first. In a few rows that is what to ask."""
        unasked = [q for q in plan.questions if q.key not in self.asked]
        if self.size.height < FEW_ROWS:
            yield from (_question(plan, q, False) for q in unasked)
        if self.responses:
            yield from self._responses(plan)
        yield from self._prepared(plan, unasked)
        if not self.responses:
            yield from self._responses(plan)
        if self.next:
            yield Content.assemble(("NEXT  ", _LABEL), self.next)

    def _prepared(self, plan: StepPlan, unasked: list[Question]) -> Iterator[Content]:
        if plan.heading:
            yield Content.styled(plan.heading, "bold")
        if self.arc:
            yield _arc(self.arc)
        pressing = bool(unasked) and self.phase in _ENDING
        if pressing:
            yield _label("NOT ASKED YET")
            yield from (_question(plan, q, False) for q in unasked)
        yield from _parts(part for part in plan.parts if part.label == MASTER_SCORES)
        yield Content.assemble(("GOAL  ", _LABEL), plan.goal)
        if lacks := self.voices[1]:
            yield Content.assemble(("ACTION PLAN  ", _LABEL), lacks)
        if plan.questions and not pressing and self.size.height >= FEW_ROWS:
            yield _label("ASK")
            yield from (_question(plan, q, q.key in self.asked) for q in plan.questions)
        yield from self._notes(plan)
        yield from _parts(part for part in plan.parts if part.label != MASTER_SCORES)

    def _responses(self, plan: StepPlan) -> Iterator[Content]:
        if not plan.responses:
            return
        if not self.responses:
            yield Content.from_markup(
                "[@click=screen.responses]IF THEY SAY → THEN I[/]  $go i", go=self._go
            )
            return
        yield _label("IF THEY SAY → THEN I")
        for one in plan.responses:
            yield Content.assemble("  ", one.if_, ("  →  ", _LABEL), one.then)

    def _notes(self, plan: StepPlan) -> Iterator[Content]:
        notes = shown(self.notes, plan.step.number)
        if notes:
            yield Content.from_markup("[@click=screen.notes]NOTES THIS STEP[/]  $go n", go=self._go)
        for note in notes:
            yield note_line(note)


def _parts(parts: Iterable[Part]) -> Iterator[Content]:
    for part in parts:
        yield _label(part.label.upper())
        yield from (Content(f"  {line}") for line in part.lines)


def note_line(note: Note) -> Content:
    """One note: when, its kind's mark, the text, its codes, and whether it is in the log."""
    codes = f"  #{', '.join(note.codes)}" if note.codes else ""
    tail = "  → in the log" if note.promoted else ""
    head = f" {face(note.at):>8} {MARKS[note.kind]} "
    return Content.assemble((head, _LABEL), note.text, (codes + tail, _LABEL))


def _question(plan: StepPlan, question: Question, asked: bool) -> Content:
    """A question that a click ticks; its number is what `ctrl+g a` takes."""
    number = plan.questions.index(question) + 1
    box = "☑" if asked else "☐"
    click = Style.from_meta({"@click": f"screen.tick({question.key!r})"})
    line = Content.assemble((f"{number} {box} ", _LABEL), question.text)
    return (line.stylize("$label") if asked else line).stylize(click)


def _arc(arc: tuple[tuple[str, bool], ...]) -> Content:
    parts = [Content.styled(name, "bold $on-track" if here else _LABEL) for name, here in arc]
    return Content.styled(" → ", _LABEL).join(parts)


def _label(text: str) -> Content:
    return Content.styled(text, _LABEL)


_LABEL = "$label"
_ENDING = ("last", "over")
