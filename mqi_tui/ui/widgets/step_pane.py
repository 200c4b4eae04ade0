"""PRIVATE: what the coach prepared for the running step, and the notes taken in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import var
from textual.style import Style
from textual.widgets import Static

from mqi_tui.domain.keys import named
from mqi_tui.domain.private.clock import ACTION_PLAN, LAST_STEP
from mqi_tui.domain.private.notes import MARKS, Note, Notes, next_steps, shown, where
from mqi_tui.domain.private.plan import MASTER_SCORES, Question, StepPlan
from mqi_tui.domain.private.time_text import face
from mqi_tui.ui.widgets.hanging import hanging
from mqi_tui.ui.widgets.parts import CORNERS, MORE, POINT, first_within, with_last

FEW_ROWS = 12
"""Below this height what was not asked yet comes first, then what the coach prepared."""

SHEETS = {
    "last-steps": "marks last time's action steps",
    "scores": "writes down the scores",
    "reveal": "reveals the master scores",
}
"""Deeds that lead to what is filled in beside the log, in words."""
SHOWN = ("plan", "responses", "notes", "next-date", "asked", "speaker", "commands", *SHEETS)
"""Deeds whose keys are said here."""
ARC = {
    "describe": "what was seen",
    "elevate": "how it would look one level up",
    "next steps": "what to try next",
}
"""What the parts of a talk about a clip are for, by the names that our outlines give them."""
_LABEL = "$label"
_FURTHER = 4
"""Cells by which an item of a list goes on further in; half of it, where a label stands before."""
_SAID_FIRST = frozenset(("Frame it", "Introduce it", "Begin", "To agree on", "To settle"))
"""Labels of what the coach says in this step; it stands before all that is only to be known."""


class StepSeen(NamedTuple):
    """What there is to be seen of the running step."""

    plan: StepPlan | None = None
    asked: tuple[str, ...] = ()
    notes: Notes = ()
    balance: tuple[str, ...] = ()
    """How much of the log is the teacher's: the first form that there is room for."""
    sheets: tuple[str, ...] = ()
    """Which of `SHEETS` belong to the running step."""
    lacks: str = ""
    """What the action plan lacks of that."""
    is_ending: bool = False
    """Whether its time is nearly over, or has been."""
    arc: tuple[tuple[str, bool], ...] = ()
    next_when: str = ""
    """The date of the next conversation, in words; empty while there is none."""
    next_gone: bool = False
    """Whether the log says nothing of it."""
    deadlines: str = ""
    """By when to film and to upload, as it is proposed."""


NOTHING = StepSeen()


class StepPane(VerticalScroll, can_focus=True):
    """One step's plan. Near the step's end, what was not asked yet comes first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "page(1)", "A page down", show=False),
        Binding("pageup", "page(-1)", "A page up", show=False),
    ]
    FOCUS_ON_CLICK = False  # ticking a question takes nobody out of the log

    seen: var[StepSeen] = var(NOTHING)
    is_lent: var[bool] = var(False)
    """Whether it has the log's place."""
    is_behind: var[bool] = var(False)
    """Whether another screen lies over this one: then no key does what stands here."""
    responses: var[bool] = var(False)
    """Whether "if they say → then I" is shown."""

    def __init__(self, keymap: Mapping[str, str]) -> None:
        """`keymap`: keys other than ours, by id."""
        super().__init__()
        self._keys = {id_: named(id_, keymap) for id_ in SHOWN}

    def compose(self) -> ComposeResult:
        yield Static()

    def on_mount(self) -> None:
        self.border_title = "PRIVATE · this step"

    def watch_seen(self, before: StepSeen, seen: StepSeen) -> None:
        if before.plan != seen.plan:
            self.scroll_home(animate=False)
            self.set_reactive(StepPane.responses, False)
        self._show()

    def watch_is_lent(self) -> None:
        self._show()

    def watch_is_behind(self) -> None:
        self._show()

    def watch_responses(self) -> None:
        """What was asked for comes first, where it is seen."""
        self.scroll_home(animate=False)
        self._show()

    def on_resize(self) -> None:
        self._show()

    def _show(self) -> None:
        if not (self.is_mounted and self.seen.plan):
            return
        shown = Content("\n").join(self._lines(self.seen.plan))
        self.query_one(Static).update(shown)
        is_long = shown.plain.count("\n") >= self.size.height
        self.border_subtitle = Content.styled(self._below(is_long=is_long), _LABEL)

    def _below(self, *, is_long: bool) -> str:
        """Which keys show more, and how much is the teacher's, in whole words."""
        room, leads = self.outer_size.width - CORNERS, self._leads(is_long=is_long)
        least = self.seen.balance[-1] if self.seen.balance else ""
        forms = (POINT.join(filter(None, (leads, form))) for form in self.seen.balance)
        return first_within([*forms, with_last(leads, least, room)], room)

    def _leads(self, *, is_long: bool) -> str:
        """Which keys show more of it."""
        if self.is_behind:
            return ""
        whole, told = self._keys["plan"], MORE * is_long
        leads = f"{whole} the log" if self.is_lent else f"{whole} all" * is_long
        return " · ".join(filter(None, (told, leads)))

    def _key(self, id_: str) -> str:
        """What stands behind words that can be clicked."""
        return "" if self.is_behind else self._keys[id_]

    def action_page(self, by: int) -> None:
        """Scroll; also where there is nothing to scroll, it is not the hour that moves on."""
        self.scroll_relative(y=by * max(1, self.size.height - 1), animate=False, immediate=True)

    def turn(self, by: int) -> None:
        """Scroll by about half of what is seen."""
        self.scroll_relative(y=by * max(1, self.size.height // 2), animate=False, immediate=True)

    # What it says, from what is needed first

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    def _lines(self, plan: StepPlan) -> Iterator[Content]:
        is_low = self.size.height < FEW_ROWS
        unasked = [q for q in plan.questions if q.key not in self.seen.asked]
        if self.responses:
            yield from self._responses(plan)
        if is_low:
            yield from (self._question(plan, one) for one in unasked)
        yield from self._about(plan)
        if not is_low:
            yield from self._goal(plan, unasked)
        yield from self._to_settle(plan)
        yield from self._next_steps(plan)
        if not is_low:
            yield from self._questions(plan, unasked)
        yield from self._parts(plan, _SAID_FIRST)
        if not self.responses:
            yield from self._responses(plan)
        yield from self._notes(plan)
        yield from self._parts(plan, _SAID_FIRST | {MASTER_SCORES}, others=True)
        if is_low:
            yield self._labelled("Goal", plan.goal)

    def _about(self, plan: StepPlan) -> Iterator[Content]:
        """What the step is about, in one line, and where in its talk it is."""
        if plan.heading:
            yield Content.styled(plan.heading, "bold").truncate(self._width, ellipsis=True)
        if self.seen.arc:
            yield hanging("", _arc(self.seen.arc), self._width, _FURTHER // 2)
            if self.is_lent and (told := _of_the_arc(self.seen.arc)):
                yield hanging("", Content.styled(told, _LABEL), self._width, _FURTHER // 2)

    def _goal(self, plan: StepPlan, unasked: Sequence[Question]) -> Iterator[Content]:
        if unasked and self.seen.is_ending:
            yield self._ask("NOT BROUGHT UP YET" if unasked[0].is_point else "NOT ASKED YET")
            yield from (self._question(plan, one) for one in unasked)
        yield self._labelled("Goal", plan.goal)

    def _to_settle(self, plan: StepPlan) -> Iterator[Content]:
        """What was revealed, what the log lacks, and what there is to know of the next date."""
        if self.seen.sheets and not self.is_behind:
            told = POINT.join(f"{self._keys[one]} {SHEETS[one]}" for one in self.seen.sheets)
            yield hanging("", Content(told), self._width)
        yield from self._parts(plan, {MASTER_SCORES})
        if self.seen.lacks:
            key = self._key("speaker")
            how = f": {key} in a line above the steps says whose words it is" if key else ""
            yield self._labelled("Action plan", self.seen.lacks + how)
        if plan.step.number == LAST_STEP:
            yield self._labelled("Next date", self._date())
            if self.seen.deadlines:
                commands = self._key("commands")
                taken = Content.from_markup(
                    "[@click=screen.deadlines]\\[into the log][/]$key",
                    key=f" {commands}, then film" if commands else "",
                )
                words = Content.assemble(self.seen.deadlines, " is proposed, not agreed ", taken)
                yield self._labelled("Film and upload by", words)

    def _date(self) -> Content:
        """How the date is set, and that nothing else is agreed by it."""
        when, key = self.seen.next_when, self._keys["next-date"]
        if when and self.seen.next_gone:
            does = "Not in the log: $key [@click=screen.date]writes it there[/]."
        else:
            does = (
                "$key [@click=screen.date]$sets it[/], and writes it into the log: the date, "
                "nothing else."
            )
        set_ = Content.from_markup(does, key=key, sets="changes" if when else "sets")
        return Content.assemble((f"{when}. ", "bold"), set_) if when else set_

    def _questions(self, plan: StepPlan, unasked: Sequence[Question]) -> Iterator[Content]:
        if plan.questions and not (unasked and self.seen.is_ending):
            yield self._ask("BRING UP" if plan.questions[0].is_point else "ASK")
            yield from (self._question(plan, one) for one in plan.questions)

    def _ask(self, label: str) -> Content:
        return _label(label if self.is_behind else f"{label}  {self._keys['asked']} ticks one")

    def _question(self, plan: StepPlan, question: Question) -> Content:
        """A question that a click ticks; its number is what `ctrl+g a` takes."""
        number, is_asked = plan.questions.index(question) + 1, question.key in self.seen.asked
        head = Content.styled(f"{number} {'☑' if is_asked else '☐'} ", _LABEL)
        line = hanging(head, Content.styled(question.text, _LABEL * is_asked), self._width)
        return line.stylize(Style.from_meta({"@click": f"screen.tick({question.key!r})"}))

    def _responses(self, plan: StepPlan) -> Iterator[Content]:
        if not plan.responses:
            return
        if not self.responses:
            yield Content.from_markup(
                "[@click=screen.responses]IF THEY SAY → THEN I[/]  $key",
                key=self._key("responses"),
            )
            return
        yield _label("IF THEY SAY → THEN I")
        for one in plan.responses:
            arrow = "  →  " if one.then else ""
            said = Content.assemble(one.if_, (arrow, _LABEL), one.then)
            yield hanging("  ", said, self._width, _FURTHER)

    def _waiting(self, plan: StepPlan) -> Notes:
        """What was noted in the hour for the action plan, while that is agreed on."""
        return next_steps(self.seen.notes) if plan.step.number == ACTION_PLAN else ()

    def _next_steps(self, plan: StepPlan) -> Iterator[Content]:
        if waiting := self._waiting(plan):
            yield Content.from_markup(
                "[@click=screen.notes]NEXT STEPS YOU NOTED $count[/]  $key",
                count=str(len(waiting)),
                key=self._key("notes"),
            )
        for note in waiting:
            yield hanging(*note_line(note), self._width)

    def _notes(self, plan: StepPlan) -> Iterator[Content]:
        told = self._waiting(plan)
        notes = [one for one in shown(self.seen.notes, plan.step.number) if one not in told]
        if notes:
            yield Content.from_markup(
                "[@click=screen.notes]NOTES THIS STEP[/]  $key", key=self._key("notes")
            )
        for note in notes:
            yield hanging(*note_line(note), self._width)

    def _parts(
        self, plan: StepPlan, labels: Collection[str], *, others: bool = False
    ) -> Iterator[Content]:
        """The parts with one of these labels; `others`: with none of them."""
        for part in plan.parts:
            if (part.label in labels) == others:
                continue
            if len(part.lines) == 1:
                yield self._labelled(part.label, part.lines[0])
            else:
                yield _label(part.label.upper())
                yield from (hanging("  ", line, self._width, _FURTHER) for line in part.lines)

    def _labelled(self, label: str, words: Content | str) -> Content:
        head = Content.styled(f"{label.upper()}  ", _LABEL)
        return hanging(head, words, self._width, _FURTHER // 2)


def note_line(note: Note) -> tuple[Content, Content]:
    """One note: when and its kind's mark; the text, its codes, and whether it is in the log."""
    codes = f"  #{', '.join(note.codes)}" if note.codes else ""
    head = f" {face(note.at):>8} {MARKS[note.kind]} "
    return Content.styled(head, _LABEL), Content.assemble(note.text, (codes + where(note), _LABEL))


def _arc(arc: tuple[tuple[str, bool], ...]) -> Content:
    parts = [Content.styled(name, "bold $on-track" if here else _LABEL) for name, here in arc]
    return Content.styled(" → ", _LABEL).join(parts)


def _of_the_arc(arc: tuple[tuple[str, bool], ...]) -> str:
    """What each part of the talk is for, of those that an outline calls as we do."""
    meanings = ((name, words) for own, _ in arc for name, words in ARC.items() if name in own)
    return POINT.join(f"{name}: {words}" for name, words in meanings)


def _label(text: str) -> Content:
    return Content.styled(text, _LABEL)
