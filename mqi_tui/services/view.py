"""All that is to be seen of an open conversation, in one value: equal ones paint nothing anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from mqi_tui.domain.private.moment import moment, of_day
from mqi_tui.domain.private.plan import MASTER_SCORES, Part, StepPlan, prompts_for
from mqi_tui.domain.private.time_text import Glance, face, glance
from mqi_tui.domain.shared.view import SharedView
from mqi_tui.domain.shared.voices import Voices
from mqi_tui.services.deadlines import proposal
from mqi_tui.services.to_do import date_gone
from mqi_tui.text.dates import in_words

if TYPE_CHECKING:
    from mqi_tui.domain.conversation import Conversation
    from mqi_tui.domain.guide import Step
    from mqi_tui.domain.private.clock import Clock
    from mqi_tui.domain.private.events import Reading
    from mqi_tui.domain.private.record import Private
    from mqi_tui.domain.shared.carets import Caret
    from mqi_tui.services.session import Session
    from mqi_tui.store.autosaver import Status

NO_TIME, NOBODY, NOTHING = Glance(), Voices(), SharedView()


@dataclass(frozen=True, slots=True)
class View:
    """PRIVATE, but for `shared`."""

    glance: Glance = NO_TIME
    """What time says at this second."""
    about: tuple[str, ...] = ()
    """Whose conversation it is, then its focus."""
    plan: StepPlan | None = None
    """What was prepared for the running step."""
    conversation: Conversation | None = None
    """All that is kept of it."""
    sheets: tuple[str, ...] = ()
    """What is filled in beside the log in the running step, by the ids of what leads there."""
    voices: Voices = NOBODY
    next_when: str = ""
    """The date of the next conversation, in words."""
    next_gone: bool = False
    """Whether the log says nothing of it."""
    deadlines: str = ""
    """By when to film and to upload until then, while that is a proposal."""
    shared: SharedView = NOTHING
    shared_with: str = ""
    """Whose log is shared, and who is in it, in words; empty while none is."""
    unused: str = ""
    """Links into its log by which nobody is here, in words."""


class Beside(NamedTuple):
    """What is seen beside the conversation itself."""

    shows_time: bool = False
    """Whether the teacher sees the step and the minutes left."""
    windows: str = ""
    """How it stands with other windows, in words."""
    shared_with: str = ""
    carets: tuple[Caret, ...] = ()
    """Where guests write in it."""
    unused: str = ""


ALONE = Beside()
REVIEW = 2
"""The step in which goals and last time's action steps are looked at."""


def seen(session: Session, now: Reading, clock: Clock, beside: Beside, before: View | None) -> View:
    """What there is to be seen of a conversation at `now`, when `clock` is what its events say.

    `before`: what was seen last. Where only time has passed, most of it is still so.
    """
    still, here = before, session.conversation
    if still is None or (still.conversation, still.shared.step) != (here, session.step().number):
        still = _still(session)
    return replace(
        still,
        glance=glance(clock, now, dated=bool(here.private.next_when)),
        shared=replace(
            still.shared,
            of_day=of_day(clock, now),
            moment=moment(clock) if beside.shows_time else "",
            status=status_words(session.told, beside.windows),
            carets=beside.carets,
        ),
        shared_with=beside.shared_with,
        unused=beside.unused,
    )


def _still(session: Session) -> View:
    """What stays so while time passes."""
    half, header = session.conversation.private, session.conversation.log.header
    who = " · ".join(filter(None, (session.mark, header.who)))
    return View(
        about=tuple(part for part in (who, half.plan.focus) if part),
        plan=session.step_plan(),
        conversation=session.conversation,
        sheets=tuple(_sheets(half, session.step())),
        voices=session.voices(),
        next_when=in_words(half.next_when),
        next_gone=date_gone(session.conversation),
        deadlines=proposal(session),
        shared=SharedView(step=session.step().number, heading=session.section()),
    )


def _sheets(half: Private, step: Step) -> Iterator[str]:
    """Last time's steps while the goals are reviewed; the scores while the stock clip is."""
    if step.number == REVIEW and half.since:
        yield "last-steps"
    if step.stock and (stock := half.plan.stock_clip) and stock.codes:
        yield "scores"
        if stock.master_scores and not half.revealed:
            yield "reveal"


def status_words(status: Status, windows: str = "") -> str:
    """`saved 4:12 pm · in two windows`; `windows`: how it stands with those."""
    saved_at = status.at if status.word == "saved" else None
    at = f" {face(int(saved_at.timestamp() * 1000))}" if saved_at else ""
    lag = f" – not in the library: {status.reason}" if saved_at and status.reason else ""
    return f"{status}{at}{lag}" + (f" · {windows}" if windows else "")


def prepared_for(half: Private, step: Step) -> StepPlan:
    """What was prepared for a step, with the master scores once they were revealed."""
    shown = prompts_for(half.plan, step)
    if not (step.stock and half.revealed and half.plan.stock_clip):
        return shown
    scores = half.plan.stock_clip.master_scores.items()
    lines = tuple(f"{code}: {score}" for code, score in scores)
    return replace(shown, parts=(Part(MASTER_SCORES, lines), *shown.parts))
