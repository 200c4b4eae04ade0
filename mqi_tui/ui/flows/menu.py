"""What the go menu offers at a moment, and what its keys do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from mqi_tui.domain.keys import IN_THE_GO_MENU, named
from mqi_tui.domain.private import clock_actions
from mqi_tui.domain.private.catch_up import Proposal
from mqi_tui.domain.private.catch_up_text import payment_line
from mqi_tui.domain.private.clock import Clock
from mqi_tui.domain.private.plan import StepPlan
from mqi_tui.text.clean import clean_line, several, visible
from mqi_tui.ui.dialogs import questions
from mqi_tui.ui.dialogs.go import Entry
from mqi_tui.ui.flows import inviting, log_history, next_date
from mqi_tui.ui.routes import FollowUp, Home, Notes, Plan, Scores

if TYPE_CHECKING:
    from mqi_tui.services.session import Session
    from mqi_tui.services.workspace import Workspace
    from mqi_tui.ui.screens.live import LiveScreen


def offer(session: Session, proposal: Proposal | None) -> tuple[Entry, ...]:
    """The menu's lines, with the reason where one is unavailable now. `proposal`: who pays."""
    reasons = _reasons(session, proposal)
    more = {"w": f": {payment_line(proposal) or 'nobody'}"}
    if lost := session.losses.last:
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


def _reasons(session: Session, proposal: Proposal | None) -> dict[str, str]:
    """What is unavailable now, by the first thing typed for it, and why; empty, it is not."""
    clock = session.standing
    stock, plan = session.conversation.private.plan.stock_clip, session.step_plan()
    undoable = clock_actions.last_move(session.events) is not None and not clock.ended
    idle = _idle(clock, named("next", session.keymap))
    last = "" if clock.remaining else "this is the last step"
    return {
        **dict.fromkeys("1be", idle),
        "s": idle or last,
        "w": idle or _nobody(proposal),
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


def deeds(live: LiveScreen, work: Workspace) -> Mapping[str, Callable[[int], object]]:
    """What the keys of the menu do; each is given the number that was typed with it."""
    return {
        "go": lambda step: live.move(clock_actions.go_to, step),
        "s": lambda _: live.move(clock_actions.skip),
        "b": lambda minutes: live.move(clock_actions.back_date, minutes),
        "a": lambda number: _tick(live, work, number),
        "i": lambda _: live.action_responses(),
        "f": lambda _: live.action_video(),
        "l": lambda _: _into_the_log(live, work),
        "g": lambda _: inviting.show(live, work),
        "n": lambda _: live.go(Notes()),
        "t": lambda _: live.go(FollowUp()),
        "c": lambda _: live.go(Scores()),
        "v": lambda _: _reveal(live, work),
        "d": lambda _: next_date.ask(live, work),
        "u": lambda _: live.move(clock_actions.undo),
        "r": lambda _: live.action_restore(),
        "o": lambda _: live.call_later(log_history.show, live, work),
        "e": lambda _: live.action_end(),
        "p": lambda _: live.go(Plan()),
        "h": lambda _: _leave_for_home(live, work),
    }


def _into_the_log(live: LiveScreen, work: Workspace) -> None:
    if section := work.open.step().section:
        live.into(section)
    else:
        live.tell("This step has no section in the log")


def _tick(live: LiveScreen, work: Workspace, number: int) -> None:
    """Tick question `number` of the step as asked, or the first that is not."""
    prepared, asked = work.open.step_plan().questions, work.open.conversation.private.asked
    waiting = [question for question in prepared if question.key not in asked]
    if number > len(prepared):
        live.tell(f"This step has {several(len(prepared), 'question')}")
    elif number or waiting:
        live.action_tick(prepared[number - 1].key if number else waiting[0].key)
    else:
        live.tell("All were asked")


def _reveal(live: LiveScreen, work: Workspace) -> None:
    """Reveal the master scores, after a question."""

    def answered(answer: str | None) -> None:
        if answer:
            work.open.reveal()

    live.ask(questions.reveal(), answered)


def _leave_for_home(live: LiveScreen, work: Workspace) -> None:
    """What runs goes on; the sample, which is not kept, is left for good."""

    def answered(answer: str | None) -> None:
        if answer:
            live.go(Home())

    if work.sample and work.open.standing.started:
        live.ask(questions.leave_sample(), answered)
    else:
        live.go(Home())
