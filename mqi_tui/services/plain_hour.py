"""The hour in plain lines, as a screen reader reads them: what is typed is done, and answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import time
from functools import partial
from typing import TYPE_CHECKING, Any

from mqi_tui.domain.deeds import LATER_END
from mqi_tui.domain.private import clock_actions
from mqi_tui.domain.private.catch_up_text import payment_line
from mqi_tui.domain.private.clock_actions import Refused
from mqi_tui.domain.private.notes import NAMES, TYPED, shown, taken_under
from mqi_tui.domain.private.plan import StepPlan
from mqi_tui.domain.private.record import usual_when
from mqi_tui.domain.private.time_text import Glance, glance, span
from mqi_tui.domain.shared.action_steps import written_in
from mqi_tui.domain.shared.follow_up_log import applied
from mqi_tui.domain.shared.log import ACTION_PLAN, section
from mqi_tui.services import asking, starting, to_do
from mqi_tui.services.view import prepared_for
from mqi_tui.text.clean import clean_line
from mqi_tui.text.complaints import nearest, unknown
from mqi_tui.text.dates import EXAMPLES, echo, in_words, kept, read, told_if_before
from mqi_tui.text.weeks import declined, told_if_declined

if TYPE_CHECKING:
    from mqi_tui.domain.private.events import Events
    from mqi_tui.services.session import Session

Lines = Iterable[str]
ANSWERS = {"early": ("now", "today", "keep"), "which end": ("now", "keep")}
"""What may be typed behind `start` where something has to be asked before it."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What a word does. `takes`: what is typed after it, as the help says it."""

    does: Callable[[PlainHour, str], Lines]
    says: str
    takes: str = ""


class PlainHour:
    """One conversation, asked and told line by line. No line comes that was not asked for."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.is_left = False

    def begins(self) -> Lines:
        """What is said first."""
        yield f"Conversation with {self.session.who}. Enter tells the time, help what there is."
        yield from self._time("")

    def answer(self, line: str) -> Lines:
        """Do what a line says; the lines that answer it. What cannot be done is told."""
        self.session.look()
        word, _, rest = clean_line(line).strip().partition(" ")
        deed = DEEDS.get(word.lower() or "time")
        if deed is None:
            near = nearest(word, DEEDS)
            yield unknown(word, "a word that I know", near, "help lists them")
            return
        try:
            yield from deed.does(self, rest.strip())
        except Refused as reason:
            yield f"{reason}."
        yield from self._absence()

    def _absence(self) -> Lines:
        if missed := sum(self.session.missed.values()):
            yield f"Nobody was here for {span(missed)}. Does it count? Type counts, or away."

    # Time

    def _glance(self) -> Glance:
        session = self.session
        dated = bool(session.conversation.private.next_when)
        return glance(session.clock(), session.now(), dated=dated)

    def _time(self, _: str) -> Lines:
        now = self._glance()
        if now.phase == "ready":
            yield f"Not started. {now.total}. It is {now.now}."
        elif now.phase == "ended":
            yield "The conversation has ended. The log can still be written in."
        else:
            part = f", {now.part}" if now.part else ""
            yield f"Step {now.position}, {now.title}: {now.digits} {now.state}{part}."
            ends = now.ends + (f", {now.pace}" if now.pace == "on track" else "")
            told = (ends, payment_line(now.proposal, *_WAYS), now.plan_by, now.reminder)
            yield " ".join(f"{words[:1].upper()}{words[1:]}." for words in told if words)

    def _move(self, change: Callable[..., Events], *arguments: Any) -> Lines:
        if said := self.session.move(change, *arguments):
            yield said.partition(" · undo")[0] + "."
        yield from self._time("")

    def _start(self, how: str) -> Lines:
        """Ask as the screen does, unless it is said how."""
        session = self.session
        question = "" if session.clock().started else starting.question(session)
        if not question or how in ANSWERS[question]:
            yield from self._move(starting.start(session, how))
        elif question == "early":
            agreed = in_words(session.conversation.private.plan.when)
            yield f"It is agreed on for {agreed}. Type start today to hold and date it today."
            yield "Type start now to start it all the same, with its date as it is."
        else:
            yield "It is not the time that was agreed on."
            yield "Type start now for the full time, or start keep to end when it was agreed."

    def _next(self, _: str) -> Lines:
        clock = self.session.clock()
        if not clock.started:
            yield from self._start("")
        elif clock.ended or clock.remaining:
            yield from self._move(clock_actions.advance)
        else:
            yield "This is the last step. Type end to end the conversation."

    def _go(self, number: str) -> Lines:
        yield from self._move(clock_actions.go_to, _number(number, "a step, 1 to 10"))

    def _skip(self, number: str) -> Lines:
        yield from self._move(clock_actions.leave_out, _number(number or "0", "a step, 1 to 10"))

    def _more(self, minutes: str) -> Lines:
        yield from self._move(clock_actions.extend, _number(minutes or "1", "minutes"))

    def _less(self, minutes: str) -> Lines:
        yield from self._move(clock_actions.extend, -_number(minutes or "1", "minutes"))

    def _pay(self, _: str) -> Lines:
        proposal = self._glance().proposal
        yield from self._move(clock_actions.adapt, proposal.budgets if proposal else {})

    def _counted(self, *, counts: bool) -> Lines:
        missed, self.session.missed = self.session.missed, {}
        if not missed:
            raise Refused("Nobody was away")
        self.session.move(partial(clock_actions.away, counted=counts), missed)
        yield from self._time("")

    def _end(self, word: str) -> Lines:
        if word != "now":
            open_ = to_do.missing(self.session.conversation).values()
            yield from (f"Still open: {words}." for words in open_)
            yield "The clock stops for good. Type end now to end the conversation."
            return
        self.session.move(clock_actions.end)
        yield "Ended. The log can still be written in; quit leaves."

    # What was prepared

    def _plan(self, number: str) -> Lines:
        step = self.session.step()
        if number:
            wanted = _number(number, "a step, 1 to 10")
            if wanted not in {one.number for one in self.session.outline.steps}:
                raise Refused(f"There is no step {wanted}")
            step = self.session.outline.step(wanted)
        half = self.session.conversation.private
        yield from plan_lines(prepared_for(half, step), half.asked)

    def _asked(self, number: str) -> Lines:
        yield asking.tick(
            self.session, _number(number, "the number of a question") if number else 0
        )

    # What is written

    def _note(self, words: str) -> Lines:
        if note := self.session.note(words):
            yield f"Note kept: {NAMES[note.kind]}."
        else:
            yield "Type the words after note. They are private."

    def _notes(self, _: str) -> Lines:
        found = shown(self.session.conversation.private.notes)
        yield from (f"{taken_under(one.step)}, {NAMES[one.kind]}: {one.text}" for one in found)
        if not found:
            yield "No notes yet."

    def _log(self, words: str) -> Lines:
        """Read the step's section, or all of it; other words are written at the section's end."""
        here = self.session.section()
        yield from self._write(here, words) if words not in ("", "all") else self._read(words)

    def _step(self, words: str) -> Lines:
        if not words:
            raise Refused("Type what, who, and by when after the word")
        yield from self._write(ACTION_PLAN, f"- [ ] {words}")

    def _write(self, heading: str, words: str) -> Lines:
        text = self.session.conversation.log.text
        at, more = written_in(text.split("\n"), heading, self.session.headings, words)
        self.session.rewrite(applied(text, (at, at, more)))
        yield f"Written under {heading}."

    def _read(self, all_: str) -> Iterator[str]:
        lines = self.session.conversation.log.text.split("\n")
        found = None if all_ else section(lines, self.session.section())
        there = lines if found is None else lines[found.row : found.end]
        yield from (line for line in there if line.strip())

    def _unwrite(self, _: str) -> Lines:
        before = self.session.conversation.log.text
        if not self.session.replica.undo():
            raise Refused("Nothing was written that could be taken back")
        yield "The last line is taken back."
        if self.session.date_follows(before):
            when = in_words(self.session.conversation.private.next_when)
            yield f"Next conversation: {when or 'no date'}."

    def _date(self, words: str) -> Lines:
        half, now = self.session.conversation.private, self.session.wall()
        if not words:
            raise Refused(f"Type the date after the word, {EXAMPLES}")
        said = told_if_before(read(words, now, _time_of(usual_when(half))), half.plan.when)
        said = told_if_declined(said, declined(half.plan.scheduling, now.date()))
        if said.complaint:
            raise Refused(said.complaint)
        if len(said.moments) != 1:
            yield "Which one? Say it with its day and hour:"
            yield from (echo(one, now) for one in said.moments)
            return
        self.session.schedule(kept(said.moments[0]))
        yield f"Next conversation: {echo(said.moments[0], now)}. It is in the log, too."
        if said.remark:
            yield f"Look again: {said.remark}."

    # The rest

    def _help(self, _: str) -> Lines:
        yield "Enter alone tells the time. Words are private, but for what stands after log."
        for word, deed in DEEDS.items():
            yield f"{word}{' ' * bool(deed.takes)}{deed.takes}: {deed.says}"

    def _quit(self, _: str) -> Lines:
        self.is_left = True
        goes_on = self.session.clock().running
        yield "All is saved." + " The clock goes on." * goes_on


def plan_lines(plan: StepPlan, asked: tuple[str, ...]) -> Lines:
    """What was prepared for a step, the questions first that were not asked yet."""
    yield f"Step {plan.step.number}, {plan.step.title}. {plan.goal}"
    if plan.heading:
        yield plan.heading
    for number, question in enumerate(plan.questions, 1):
        what, done = ("Point", "brought up") if question.is_point else ("Question", "asked")
        yield f"{what} {number}{f', {done}' * (question.key in asked)}: {question.text}"
    for response in plan.responses:
        yield f"If {response.if_}{': ' * bool(response.then)}{response.then}"
    for part in plan.parts:
        yield f"{part.label}: {' / '.join(part.lines)}"


def _number(words: str, what: str) -> int:
    if not (words.isascii() and words.isdigit()):
        raise Refused(f"Type {what} after the word")
    return int(words[:9])


def _time_of(when: str) -> time | None:
    return time.fromisoformat(when[11:]) if when else None


_WAYS = f"in mqi, {LATER_END.words}", "type skip"
_SIGNS = " ".join(TYPED.values())
DEEDS: dict[str, Deed] = {
    "time": Deed(PlainHour._time, "the step, what is left of it, when the hour ends, who pays"),
    "start": Deed(PlainHour._start, "start the conversation"),
    "next": Deed(PlainHour._next, "go to the next step"),
    "back": Deed(lambda hour, _: hour._move(clock_actions.back), "go back to the step before"),
    "go": Deed(PlainHour._go, "go to a step", "NUMBER"),
    "skip": Deed(PlainHour._skip, "leave this step out; one to come, or take that in", "NUMBER"),
    "pause": Deed(lambda hour, _: hour._move(clock_actions.pause), "pause, and go on again"),
    "more": Deed(PlainHour._more, "give this step more minutes, one where none are named", "N"),
    "less": Deed(PlainHour._less, "take minutes from it", "N"),
    "pay": Deed(PlainHour._pay, "let the steps pay that time tells"),
    "undo": Deed(lambda hour, _: hour._move(clock_actions.undo), "take the last move back"),
    "plan": Deed(PlainHour._plan, "what you prepared for this step, or another", "NUMBER"),
    "asked": Deed(PlainHour._asked, "tick the next question, or one by its number", "NUMBER"),
    "note": Deed(PlainHour._note, f"a private note; {_SIGNS} as first sign as everywhere", "WORDS"),
    "notes": Deed(PlainHour._notes, "your notes, read to you"),
    "log": Deed(PlainHour._log, "read the step's part of the log; log all; or write", "WORDS"),
    "step": Deed(PlainHour._step, "write an action step into the log", "WHAT - WHO, BY WHEN"),
    "unwrite": Deed(PlainHour._unwrite, "take back what was written into the log last"),
    "date": Deed(PlainHour._date, "the next conversation's date", "WHEN"),
    "counts": Deed(lambda hour, _: hour._counted(counts=True), "the time away counts"),
    "away": Deed(lambda hour, _: hour._counted(counts=False), "it does not"),
    "end": Deed(PlainHour._end, "end the conversation"),
    "help": Deed(PlainHour._help, "this list"),
    "quit": Deed(PlainHour._quit, "leave; all is saved"),
}
"""Word to what it does."""
