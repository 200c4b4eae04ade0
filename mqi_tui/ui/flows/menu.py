"""What the go menu offers at a moment, and what an answer of it means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mqi_tui.domain.keys import IN_THE_GO_MENU, named
from mqi_tui.domain.private import clock_actions
from mqi_tui.domain.private.catch_up import Proposal
from mqi_tui.domain.private.catch_up_text import payment_line
from mqi_tui.domain.private.clock import LAST_STEP, Clock
from mqi_tui.domain.private.plan import StepPlan
from mqi_tui.text.clean import clean_line, several, visible
from mqi_tui.ui.dialogs.go import Entry, GoMenu
from mqi_tui.ui.flows import holding, log_history, quitting

if TYPE_CHECKING:
    from mqi_tui.ui.app import MqiApp


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


def offer(app: MqiApp) -> tuple[Entry, ...]:
    """The menu's lines, with the reason where one is unavailable now."""
    reasons = _reasons(app)
    more = {"w": f": {payment_line(app.view.glance.proposal) or 'nobody'}"}
    if lost := app.work.open.losses.last:
        more["r"] = f": “{visible(clean_line(lost.text))[:24]}…”"
    return tuple(
        Entry(
            key if key.isalpha() else "1-9",
            words + more.get(key, ""),
            reasons.get(key, ""),
            number=key.isalpha() and len(typed) > 1,
        )
        for typed, words in IN_THE_GO_MENU
        for key in typed[0]
    )


def _reasons(app: MqiApp) -> dict[str, str]:
    """What is unavailable now, by the first thing typed for it, and why; empty, it is not."""
    session, clock = app.work.open, app.work.open.clock()
    stock, plan = session.conversation.private.plan.stock_clip, session.step_plan()
    undoable = clock_actions.last_move(session.events) is not None and not clock.ended
    idle = _idle(clock, named("next", app.work.config.keys))
    last = "" if clock.remaining else "this is the last step"
    return {
        **dict.fromkeys("1be", idle),
        "s": idle or last,
        "w": idle or _nobody(app.view.glance.proposal),
        "a": _no_questions(plan),
        "i": "" if plan.responses else "none prepared here",
        "t": "" if session.conversation.private.since else "there are none",
        "c": "" if stock and stock.codes else "the plan names no codes",
        "v": "" if stock and stock.master_scores else "the plan has none",
        "u": "" if undoable else "nothing to undo",
        "r": "" if session.losses.last else "nothing is missing",
    }


def _idle(clock: Clock, start: str) -> str:
    if clock.ended:
        return "the conversation has ended"
    return "" if clock.started else f"not started: {start} starts"


def _nobody(proposal: Proposal | None) -> str:
    if proposal is None:
        return "the hour is on time"
    return "" if proposal.payments else "no step is left that can pay"


def _no_questions(plan: StepPlan) -> str:
    return "" if plan.questions else "no questions in this step"


def show(app: MqiApp, typed: str = "") -> None:
    """Open the menu. Who pays is settled now: what it shows is what is taken later."""
    proposal = app.view.glance.proposal

    def answered(answer: str | None) -> None:
        if answer:
            carry_out(app, answer, proposal)

    app.push_screen(GoMenu(offer(app), typed), answered)


def carry_out(app: MqiApp, answer: str, proposal: Proposal | None = None) -> None:
    """Do what was chosen. `proposal`: who pays, as it was shown to whom accepts it."""
    said = heard(answer)
    if said.what == "w":
        shown = proposal or app.view.glance.proposal
        app.move(clock_actions.adapt, shown.budgets if shown else {})
    else:
        _DEEDS[said.what](app, said.number)


def _log(app: MqiApp, _: int) -> None:
    wanted = app.work.open.step().section
    if app.pane and wanted:
        app.pane.enter_section(wanted, app.work.open.headings)
    elif app.pane:
        app.tell("This step has no section in the log")


def _tick(app: MqiApp, number: int) -> None:
    """Tick question `number` of the step as asked, or the first that is not."""
    session = app.work.open
    questions, asked = session.step_plan().questions, session.conversation.private.asked
    waiting = [question for question in questions if question.key not in asked]
    if number > len(questions) or not (number or waiting):
        app.tell(
            f"This step has {several(len(questions), 'question')}" if number else "All were asked"
        )
        return
    app.tick_question(questions[number - 1].key if number else waiting[0].key)


def _bring_back(app: MqiApp, _: int) -> None:
    if app.work.open.bring_back():
        app.tell("It is back in the log. ctrl+z there takes it out again.")


_DEEDS: dict[str, Callable[[MqiApp, int], object]] = {
    "go": lambda app, step: app.move(clock_actions.go_to, step),
    "s": lambda app, _: app.move(clock_actions.skip),
    "b": lambda app, minutes: app.move(clock_actions.back_date, minutes),
    "a": _tick,
    "i": lambda app, _: app.action_responses(),
    "l": _log,
    "n": lambda app, _: app.action_notes(),
    "t": lambda app, _: app.call_later(app.show_since),
    "c": lambda app, _: app.show_scores(),
    "v": lambda app, _: holding.reveal(app),
    "d": lambda app, _: holding.next_date(app),
    "u": lambda app, _: app.move(clock_actions.undo),
    "r": _bring_back,
    "o": lambda app, _: app.call_later(log_history.show, app),
    "e": lambda app, _: holding.end(app),
    "p": lambda app, _: app.call_later(app.show_prepare),
    "h": lambda app, _: quitting.go_home(app),
}
