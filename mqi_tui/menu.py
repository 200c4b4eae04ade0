"""What the go menu offers at a moment, and what an answer of it means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mqi_tui import flows
from mqi_tui.private import moves
from mqi_tui.private.clock import LAST_STEP, Clock
from mqi_tui.private.pay import Proposal
from mqi_tui.private.pay_words import payment_line
from mqi_tui.private.plan import StepPlan
from mqi_tui.screens.go import Entry, GoMenu

if TYPE_CHECKING:
    from mqi_tui.app import MqiApp


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer of the menu: a letter, or `go`, and its number where it takes one."""

    what: str
    number: int = 0


def heard(answer: str) -> Heard:
    """`4` is go 4, `0` is go 10, `b2` is b 2, `s` is s."""
    if answer.isdecimal():
        return Heard("go", int(answer) or LAST_STEP)
    return Heard(answer[:1], int(answer[1:] or 0))


def entries(
    clock: Clock, plan: StepPlan, pays: Proposal | None, undoable: bool, scores: bool
) -> tuple[Entry, ...]:
    """The menu's lines, with the reason where one is unavailable now.

    Args:
        clock: what time says.
        plan: of the running step, for its questions.
        pays: who would pay, as the countdown says.
        undoable: whether there is a move to take back.
        scores: whether the plan holds master scores.
    """
    idle = _idle(clock)
    last = "" if idle or clock.remaining else "this is the last step"
    return (
        Entry("1-9", "to that step, Enter (0 is 10)", idle),
        Entry("s", "skip this step", idle or last),
        Entry("b", "began minutes ago, as in b 2", idle, number=True),
        Entry("w", f"who pays: {payment_line(pays) or 'nobody'}", idle or _nobody(pays)),
        Entry("a", "asked: tick, as in a 2", _no_questions(plan), number=True),
        Entry("i", "if they say → then I", "" if plan.responses else "none prepared here"),
        Entry("l", "the log, at this section"),
        Entry("n", "notes: edit, into the log"),
        Entry("v", "reveal the master scores", "" if scores else "the plan has none"),
        Entry("d", "date of the next conversation"),
        Entry("u", "undo the last time change", "" if undoable else "nothing to undo"),
        Entry("e", "end the conversation", idle),
    )


def _idle(clock: Clock) -> str:
    if clock.ended:
        return "the conversation has ended"
    return "" if clock.started else "not started: ctrl+n starts"


def _nobody(proposal: Proposal | None) -> str:
    if proposal is None:
        return "the hour is on time"
    return "" if proposal.payments else "no step is left that can pay"


def _no_questions(plan: StepPlan) -> str:
    return "" if plan.questions else "no questions in this step"


def show(app: MqiApp, typed: str = "") -> None:
    """Open the menu. Who pays is settled now: what it shows is what is taken later."""
    proposal = app.glance.proposal

    def answered(answer: str | None) -> None:
        if answer:
            carry_out(app, answer, proposal)

    app.push_screen(GoMenu(offer(app), typed), answered)


def offer(app: MqiApp) -> tuple[Entry, ...]:
    """The menu's lines for the conversation that is open."""
    session = app.open
    plan = session.conversation.private.plan
    scores = bool(plan.stock_clip and plan.stock_clip.master_scores)
    undoable = moves.last_move(session.events) is not None and not session.clock().ended
    return entries(session.clock(), session.step_plan(), app.glance.proposal, undoable, scores)


def carry_out(app: MqiApp, answer: str, proposal: Proposal | None = None) -> None:
    """Do what was chosen. `proposal`: who pays, as it was shown to whom accepts it."""
    said = heard(answer)
    if said.what == "w":
        shown = proposal or app.glance.proposal
        app.move(moves.adapt, shown.budgets if shown else {})
    else:
        _DEEDS[said.what](app, said.number)


def _log(app: MqiApp, _: int) -> None:
    if app.pane:
        app.pane.enter_section()


def _tick(app: MqiApp, number: int) -> None:
    """Tick question `number` of the step as asked, or the first that is not."""
    session = app.open
    questions, asked = session.step_plan().questions, session.conversation.private.asked
    waiting = [question for question in questions if question.key not in asked]
    if number > len(questions) or not (number or waiting):
        app.tell(f"This step has {len(questions)} questions" if number else "All were asked")
        return
    app.tick_question(questions[number - 1].key if number else waiting[0].key)


_DEEDS: dict[str, Callable[[MqiApp, int], object]] = {
    "go": lambda app, step: app.move(moves.go_to, step),
    "s": lambda app, _: app.move(moves.skip),
    "b": lambda app, minutes: app.move(moves.back_date, minutes),
    "a": _tick,
    "i": lambda app, _: app.action_responses(),
    "l": _log,
    "n": lambda app, _: app.action_notes(),
    "v": lambda app, _: flows.reveal(app),
    "d": lambda app, _: flows.next_date(app),
    "u": lambda app, _: app.move(moves.undo),
    "e": lambda app, _: flows.end(app),
}
