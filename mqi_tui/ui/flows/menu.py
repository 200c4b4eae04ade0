"""What the go menu offers at a moment, and what its keys do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from mqi_tui.domain.deeds import ALL, BESIDE, CONVERSATION, IN_THE_MENU, LATER_END, MENU, STEP
from mqi_tui.domain.keys import Keymap, letter, named
from mqi_tui.domain.private import clock_actions, follow_up
from mqi_tui.domain.private.catch_up import Proposal
from mqi_tui.domain.private.catch_up_text import payment_brief, payment_line
from mqi_tui.domain.private.clock import LAST_STEP, Clock
from mqi_tui.domain.private.plan import StepPlan
from mqi_tui.services import asking
from mqi_tui.share.presence import are_here
from mqi_tui.text.clean import clean_line, several, visible
from mqi_tui.ui.bindings import by_action
from mqi_tui.ui.dialogs import questions
from mqi_tui.ui.dialogs.go import Chosen, Entry, GoMenu, Words
from mqi_tui.ui.flows import export_flow, inviting, log_history, next_date, own_files, quitting
from mqi_tui.ui.routes import FollowUp, Home, Notes, Plan, Scores

if TYPE_CHECKING:
    from mqi_tui.domain.private.record import Private
    from mqi_tui.services.session import Session
    from mqi_tui.services.workspace import Workspace
    from mqi_tui.ui.once import Doing
    from mqi_tui.ui.screens.live import LiveScreen

AT_THIS_STEP, AT_ITS_BEGINNING = "the guide, at this step", "the guide, Preparation 1"
"""Where the plan opens."""


def ask(live: LiveScreen, typed: str, words: Callable[[str], object] | None = None) -> None:
    """Show it, with what was typed already; do what is chosen there.

    Who pays is settled now: what it shows is what is taken later. `words`: what becomes of a digit
    that the first letter of something else follows; without it, no letter is anything else.
    """
    proposal = live.view.glance.proposal

    def answered(answer: Chosen | Words | None) -> None:
        if isinstance(answer, Chosen):
            _carry_out(live, answer, proposal)
        elif answer and words:
            words(answer.words)

    live.ask(GoMenu(offered(live.work, proposal), typed, at_rest=words is not None), answered)


def _carry_out(live: LiveScreen, chosen: Chosen, proposal: Proposal | None) -> None:
    """Do what was chosen. `proposal`: who pays, as it was shown to whom accepts it."""
    if chosen.id == "who-pays":
        live.pay(proposal or live.view.glance.proposal)
    else:
        deeds(live, live.work)[chosen.id](chosen.number)


def offer(session: Session, proposal: Proposal | None) -> tuple[Entry, ...]:
    """The menu's lines, with the reason where one is unavailable now. `proposal`: who pays."""
    why = reasons(session, proposal)
    pays = payment_line if proposal and proposal.payments else payment_brief
    more = {"who-pays": f": {pays(proposal) or 'nobody'}"}
    told = words(session)
    if lost := session.losses.last:
        more["restore"] = f": “{visible(clean_line(lost.text))[:24]}…”"
    return tuple(
        Entry(
            one.id,
            letter(one, session.keymap),
            one.label + more.get(one.id, ""),
            told.get(one.id, one.words),
            why.get(one.id, ""),
            group=group,
            number=bool(one.number) and one is not STEP,
        )
        for group, deeds_ in MENU.items()
        for one in deeds_
    )


def words(session: Session | None) -> Mapping[str, str]:
    """What is said of some deeds as things stand, by id: in the menu, the palette and the help."""
    if session is None:
        return {}
    is_running = session.standing.running
    goes_on = ALL["home"].words if is_running else ""
    return {
        "prepare": AT_THIS_STEP if is_running else AT_ITS_BEGINNING,
        "home": "ends the sample; asks first" if session.mark else goes_on,
    }


def offered(work: Workspace, proposal: Proposal | None) -> tuple[Entry, ...]:
    """The same; while guests have a link, who of them is here, or how many links are open."""
    shared = work.shared_here
    links = len(shared.guests.guests) if shared else 0
    if not shared or not links:
        return offer(work.open, proposal)
    said = are_here(shared.names()) or f"{several(links, 'link')} open"
    return tuple(
        replace(one, label=f"Guests: {said}") if one.id == "guests" else one
        for one in offer(work.open, proposal)
    )


def reasons(session: Session, proposal: Proposal | None) -> dict[str, str]:
    """What is unavailable now, by its id, and why; empty, it is not."""
    clock = session.standing
    half, plan = session.conversation.private, session.step_plan()
    stock = half.plan.stock_clip
    undoable = clock_actions.last_move(session.events) is not None and not clock.ended
    idle = _idle(clock, named("next", session.keymap))
    is_last = max(clock.remaining + tuple(clock.skipped), default=0) <= clock.step
    return {
        **dict.fromkeys(("step", "back", "pause", "plus", "minus", "back-date", "end"), idle),
        LATER_END.id: idle if clock.ended else "",
        "skip": idle or "this is the last step" * is_last,
        "who-pays": idle or _nobody(clock, proposal, session.keymap),
        "asked": _no_questions(plan),
        "responses": "" if plan.responses else "none prepared here",
        "last-steps": "" if half.since else follow_up.none(half.plan.cycle),
        "scores": "" if stock and stock.codes else "the plan names no codes",
        "reveal": _not_hidden(half),
        "undo": "" if undoable else "nothing to undo",
        "restore": "" if session.losses.last else "nothing is missing",
    }


def _idle(clock: Clock, start: str) -> str:
    if clock.ended:
        return "the conversation has ended"
    return "" if clock.started else f"not started: {start} starts"


def _not_hidden(half: Private) -> str:
    if not (half.plan.stock_clip and half.plan.stock_clip.master_scores):
        return "the plan has none"
    return "they are revealed" if half.revealed else ""


def _nobody(clock: Clock, proposal: Proposal | None, keymap: Keymap) -> str:
    if proposal is None:
        out = next(iter(clock.left_out), 0)
        keys = f"{out % LAST_STEP} {letter(ALL['skip'], keymap)}"
        leads = f"; step {out} is left out, {keys} takes it in" if out else ""
        return f"the hour is on time{leads}"
    if proposal.payments:
        return ""
    skips = f"; {letter(ALL['skip'], keymap)} skips a step"
    more = skips if proposal.can_skip else ", Minutes in all"
    return f"later end: {letter(ALL['prepare'], keymap)}, part 6{more}"


def _no_questions(plan: StepPlan) -> str:
    return "" if plan.questions else "no questions in this step"


def deeds(live: LiveScreen, work: Workspace) -> Mapping[str, Callable[[int], object]]:
    """What the lines of the menu do, by id; each is given the number that was typed with it."""
    return {
        "step": lambda step: live.move(clock_actions.go_to, step),
        "skip": lambda step: live.move(clock_actions.leave_out, step),
        "back-date": lambda minutes: live.move(clock_actions.back_date, minutes),
        "asked": lambda number: _tick(live, work, number),
        "responses": lambda _: live.action_responses(),
        "video": lambda _: live.action_video(),
        "section": lambda _: _into_the_log(live, work),
        "guests": lambda _: inviting.show(live, work),
        "notes": lambda _: live.go(Notes()),
        "last-steps": lambda _: live.go(FollowUp()),
        "scores": lambda _: live.go(Scores()),
        "reveal": lambda _: _reveal(live, work),
        "next-date": lambda _: next_date.ask(live, work),
        "undo": lambda _: live.move(clock_actions.undo),
        "restore": lambda _: live.action_restore(),
        "older": lambda _: live.call_later(log_history.show, live, work),
        "end": lambda _: live.action_end(),
        "prepare": lambda _: live.go(Plan()),
        "home": lambda _: quitting.leave_for(live, work, lambda: live.go(Home())),
    }


def by_name(live: LiveScreen, work: Workspace) -> Mapping[str, Doing]:
    """What the palette can do in the hour. What takes a number is asked for it in the menu."""
    session, proposal = work.open, live.view.glance.proposal
    found: dict[str, Doing] = {}
    for one in IN_THE_MENU:
        ask = partial(live.action_go, letter(one, session.keymap) if one is not STEP else "")
        found[one.id] = ask if one.number else partial(_carry_out, live, Chosen(one.id), proposal)
    found |= {**by_action(live, (*CONVERSATION, *BESIDE)), **export_flow.deeds(live, work)}
    found |= {**next_date.deeds(live, work), **own_files.deeds(live, work)}
    found[LATER_END.id] = partial(live.go, Plan(field="minutes"))
    found["share-time"] = partial(work.show_time, not work.shares_time)
    return found | {id_: why for id_, why in reasons(session, proposal).items() if why}


def _into_the_log(live: LiveScreen, work: Workspace) -> None:
    if section := work.open.step().section:
        live.into(section)
        live.tell(f"In the log: {section}")
    else:
        live.tell("This step has no section in the log")


def _tick(live: LiveScreen, work: Workspace, number: int) -> None:
    """Tick question `number` of the step as asked, or the first that is not."""
    try:
        live.tell(asking.tick(work.open, number))
    except clock_actions.Refused as reason:
        live.tell(str(reason))


def _reveal(live: LiveScreen, work: Workspace) -> None:
    """Reveal the master scores, after a question."""

    def answered(answer: str | None) -> None:
        if answer:
            work.open.reveal()
            live.set_focus(None)  # what is typed next is not meant for the log
            has_sheet = not reasons(work.open, None)["scores"]
            sheet = f": {named('scores', work.config.keys)} compares them" if has_sheet else ""
            live.tell(f"Master scores are revealed{sheet}")

    live.ask(questions.reveal(), answered)
