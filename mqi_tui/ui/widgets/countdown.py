"""The running step: its countdown in large digits, and in words how it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive, var
from textual.widget import Widget
from textual.widgets import Digits

from mqi_tui.domain.keys import named
from mqi_tui.domain.private.catch_up import Proposal
from mqi_tui.domain.private.catch_up_text import payment_line
from mqi_tui.domain.private.time_text import FRAMING, Glance, StepRow

ROOM_FOR_ALL, ROOM_FOR_MARKS = 4, 5
"""Rows from which on who pays and the buttons have a row each; and from which on the steps stand
here as marks, where the timeline is not shown. Before the start they do in its last row.
"""
ON_TOP = 80
"""Columns of a window from which on the first line has room for the planned end."""
_COLOURS = {
    "running": "$on-track",
    "open": "$on-track",
    "last": "$warning",
    "over": "$over",
    "paused": "$foreground",
}


class Countdown(Horizontal):
    """The only large digits on the screen. The phase is a word first, colour last."""

    glance: var[Glance] = var(Glance())
    """What time says at this second."""
    keymap: var[Mapping[str, str]] = var(dict)
    """Keys other than ours, by id."""
    is_behind: var[bool] = var(False)
    """Whether another screen lies over this one: then no key does what stands here."""

    def compose(self) -> ComposeResult:
        yield Digits("0:00")
        yield CountdownWords().data_bind(Countdown.keymap, Countdown.is_behind)

    def watch_glance(self, before: Glance, glance: Glance) -> None:
        if not self.children:
            return
        self.query_one(Digits).update(glance.digits)
        words = self.query_one(CountdownWords)
        words.glance, words.part = glance.steady, glance.part
        if (before.title, before.position) != (glance.title, glance.position):
            self._entitle()
        if (before.plan_by, before.behind) != (glance.plan_by, glance.behind):
            style = "$warning bold" if glance.behind else "$label"
            self.border_subtitle = Content.styled(glance.plan_by, style)
        self.set_class(glance.proposal is not None, "-pays")
        if before.phase != glance.phase:
            self.remove_class(f"-{before.phase}").add_class(f"-{glance.phase}")

    def on_resize(self) -> None:
        self._entitle()
        self.query_one(CountdownWords).bare = not self.gutter.top

    def _entitle(self) -> None:
        """Position and title of the step, its short title where the long one would be cut."""
        glance = self.glance
        room = self.size.width - len(glance.position) - 7
        title = glance.title if len(glance.title) <= room else glance.short
        parts = [part for part in (glance.position, title) if part]
        self.border_title = Content(" · ".join(parts))

    def on_mount(self) -> None:
        self.add_class(f"-{self.glance.phase}")
        self.watch_glance(Glance(), self.glance)


class CountdownWords(Widget):
    """What the digits mean: as many lines as there is room for, the most important first."""

    glance: reactive[Glance] = reactive(Glance())
    part: reactive[str] = reactive("")
    """Which part of the step runs, of those that share its minutes."""
    keymap: reactive[Mapping[str, str]] = reactive(dict)
    is_behind: reactive[bool] = reactive(False)
    bare: reactive[bool] = reactive(False)
    """Whether no frame says by when the action plan begins."""

    def render(self) -> Content:
        lines = [line for line in self._lines() if line.cell_length]
        return Content("\n").join(lines[: self.size.height])

    def _lines(self) -> list[Content]:
        """From what matters most to what may be left out where there is little room."""
        glance = self.glance
        if glance.phase == "ready":
            start = _button("next", "▶ Start", self._key("next"))
            forms = map(Content, (glance.total, glance.total.removesuffix(" planned")))
            total = self._first_that_fits(*forms)
            steps = Content(" ".join(map(_numbered, glance.rows)))
            return [Content("not started"), start, total, Content(glance.against), steps]
        if glance.phase == "ended":
            after = _button("next", "Recap", self._key("next"))
            return [Content("ended"), Content(glance.total), after]
        lines = [*self._standing(), *self._pressing()]
        if len(lines) == ROOM_FOR_ALL - 2 and self.size.height >= ROOM_FOR_ALL:
            is_said = not self.part or self.part in lines[0].plain
            lines.append(Content(glance.total if is_said else self.part))
        if self.size.height < ROOM_FOR_MARKS:
            return [*lines, self._controls()]
        coming = f"next: {glance.next}" if glance.next else "the last step"
        forms = map(Content, (coming, coming.partition(" (")[0]))
        return [
            *lines,
            self._first_that_fits(*self._steps(glance.rows)),
            self._first_that_fits(*forms),
        ]

    def _steps(self, rows: Sequence[StepRow]) -> Iterator[Content]:
        """The steps as marks beside the buttons: those to come as numbers, where there is room."""
        marks = "".join(row.mark for row in rows)
        for words in (" ".join(map(_numbered, rows)), marks):
            yield Content("  ").join([Content(words), self._controls()])

    def _key(self, id_: str) -> str:
        return "" if self.is_behind else named(id_, self.keymap)

    def _standing(self) -> list[Content]:
        """How the step stands, and the hour; where no frame says it, by when the plan begins."""
        glance = self.glance
        state = Content.styled(glance.state, f"bold {_COLOURS.get(glance.phase, '$foreground')}")
        pace = Content.styled(glance.pace, "$warning bold" if glance.late else "$foreground")
        if not (self.bare and glance.behind and glance.plan_by):
            return [self._with_part(state), self._first_that_fits(*self._with_end(pace))]
        word = state[: len(glance.state.partition(" ")[0])]
        both = (Content(" · ").join([one, pace]) for one in (state, word))
        plan = glance.plan_by.removeprefix("action ")
        forms = (glance.plan_by, plan, plan.removesuffix(" at best"))
        by = (Content.styled(form, "$warning bold") for form in forms)
        return [self._first_that_fits(*both, pace), self._first_that_fits(*by)]

    def _with_end(self, pace: Content) -> Iterator[Content]:
        """How far it is from the planned end, and where the first line says not when that is."""
        against = self.glance.against
        if self.glance.pace and against.startswith("planned") and self.app.size.width < ON_TOP:
            yield Content.assemble(pace, (f" · {against}", "$label"))
        yield pace

    def _with_part(self, state: Content) -> Content:
        """How the step stands, which part of it runs, and what was planned, as there is room.

        While the clip is framed, that is said in the other's place where no row is left for both.
        """
        planned = Content.styled(self.glance.planned, "$label")
        with_planned = Content("  ").join([state, planned]) if self.glance.planned else state
        if not self.part:
            return self._first_that_fits(with_planned, state)
        both = Content(" · ").join([state, Content(self.part)])
        has_row = self.size.height >= ROOM_FOR_ALL and not self._pressing()
        is_said = has_row or not self.part.startswith(FRAMING) or self.glance.phase == "paused"
        return self._first_that_fits(both, state if is_said else Content(self.part))

    def _pressing(self) -> list[Content]:
        """What waits for an answer: the next date, who pays."""
        glance, told = self.glance, []
        if glance.reminder:
            full = Content.styled(glance.reminder, "$warning bold")
            told.append(
                self._first_that_fits(full, Content.styled("the next date?", "$warning bold"))
            )
        if glance.proposal:
            told.append(self._first_that_fits(*self._payment(glance.proposal)))
        return told

    def _payment(self, proposal: Proposal) -> Iterator[Content]:
        """Who pays, longest first; where nobody can, what can be done, and by which keys."""
        if proposal.payments:
            return _offered(self.glance, self._key("who-pays"))
        forms = _unpaid(self.glance, proposal, self._key("prepare"), self._key("skip"))
        return (Content.styled(form, "$warning") for form in forms)

    def _first_that_fits(self, *lines: Content) -> Content:
        return next((line for line in lines if line.cell_length <= self.size.width), lines[-1])

    def _controls(self) -> Content:
        pause = "Go on" if self.glance.phase == "paused" else "Pause"
        buttons = [_button("minus", "−1"), _button("pause", pause), _button("plus", "+1")]
        return Content(" ").join(buttons)


def _unpaid(glance: Glance, proposal: Proposal, plan: str, skip: str) -> Iterator[str]:
    """What can be done where nobody can pay, by the keys `plan` and `skip`; without them, in words
    alone.
    """
    brief, part = glance.pay_brief, f"{plan}, part 6"
    if plan:
        yield payment_line(proposal, part, skip)
    if proposal.can_skip and skip:
        if plan:
            yield f"{brief}: later end {plan}, skip {skip}"
        yield from (f"{one}  {skip}" for one in (glance.pay, glance.pay_short))
        yield from (f"{brief}: {skip} skips", f"{brief}: skip?")
    elif plan:
        yield from (f"{brief}: later end {way}" for way in (part, plan))
        yield from (f"{brief}: later? {plan}", f"{brief}: {plan}")
    else:
        yield glance.pay
    yield brief


def _offered(glance: Glance, key: str) -> Iterator[Content]:
    """Who pays. It is accepted here only where all of it can be read here: where it is cut, the key
    that is named is that of the menu, which says all of it.
    """
    menu = key.partition(" ")[0]
    keyed, accept = _button("accept", "accept", key), _button("accept", "accept")
    fewer = glance.pay_brief.replace("step ", "")
    whole = [(glance.pay_brief, _button("accept", key))] if key else []
    for text, button in (
        (glance.pay, keyed),
        (glance.pay, accept),
        *(whole if glance.pay_brief == glance.pay_short else ()),
        (glance.pay_short, accept),
        (f"{glance.pay_brief}?", _button("go", "how", menu)),
        *((brief, _button("go", menu)) for brief in (glance.pay_brief, fewer, "who pays") if key),
        (f"{glance.pay_brief}?", _button("go", "how")),
        ("who pays?", _button("go", "how")),
    ):
        yield Content(" ").join([Content.styled(text, "$warning"), button])


def _numbered(row: StepRow) -> str:
    """What has run as its mark, the running step with its number, what is to come as its number."""
    return {"▶": f"▶{row.number}", "○": str(row.number)}.get(row.mark, row.mark)


def _button(action: str, label: str, key: str = "") -> Content:
    """A clickable word; `action` and `label` are our own."""
    markup = f"[@click=screen.{action}]\\[{label}][/]" + (f" {key}" if key else "")
    return Content.from_markup(markup)
