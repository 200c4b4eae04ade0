"""The thread with a teacher across cycles, read from the library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from mqi_tui.domain.private import teacher_history, teacher_history_plot
from mqi_tui.domain.private.follow_up import SIGNS, Mark, OldStep
from mqi_tui.domain.shared.action_steps import steps_of
from mqi_tui.domain.shared.follow_up_log import ticked
from mqi_tui.services import reading
from mqi_tui.services.carry_over import HELD, PREPARED, same
from mqi_tui.services.listing import state
from mqi_tui.store.errors import StoreError
from mqi_tui.text.clean import clean_line
from mqi_tui.text.dates import spelled

if TYPE_CHECKING:
    from mqi_tui.domain.conversation import Conversation
    from mqi_tui.store.catalogue import Entry
    from mqi_tui.store.library import Library

EMPTY = "No conversation was held yet. What is agreed in the first one stands here."
SCORES = "Each cycle has another clip: side by side, these show how you both read lessons."
BOXES: Mapping[Mark, str] = {**SIGNS, "": "☐", "done": "☑"}


@dataclass(frozen=True, slots=True)
class Past:
    """A conversation to be looked up. `about`: cycle, date and state in a line."""

    id: str
    about: str


@dataclass(frozen=True, slots=True)
class Thread:
    """All conversations with one teacher, the newest first, and what was held of them."""

    teacher: str
    past: tuple[Past, ...] = ()
    meetings: tuple[teacher_history.Meeting, ...] = ()
    """Those that were held, the oldest first."""
    promised: tuple[teacher_history.Meeting, ...] = ()
    """Those and what was said of last time's steps before one that is prepared."""


def read(library: Library, id_: str) -> Thread:
    """The thread that a conversation belongs to.

    Rehearsals, which come of no plan, are a thread of their own: nobody ever said that.
    """
    entries = library.entries()
    here = next((entry for entry in entries if entry.id == id_), None)
    if here is None:
        return Thread("")
    theirs = [
        entry
        for entry in entries
        if same(entry.teacher, here.teacher) and bool(entry.plan_key) is bool(here.plan_key)
    ]
    told = [*_meetings(library, reversed(theirs))]
    held = tuple(meeting for state, meeting in told if state in HELD)
    promised = tuple(one if state in HELD else _marks(one) for state, one in told)
    return Thread(here.teacher, tuple(map(_past, theirs)), held, promised)


def _meetings(
    library: Library, entries: Iterable[Entry]
) -> Iterator[tuple[str, teacher_history.Meeting]]:
    """Those that were held or are prepared, with their state.

    What cannot be read says so in the list, and is passed over here.
    """
    for entry in entries:
        if entry.state in (*HELD, PREPARED):
            try:
                yield entry.state, _meeting(reading.read(library, entry.id), _label(entry))
            except StoreError:
                continue


def _marks(prepared: teacher_history.Meeting) -> teacher_history.Meeting:
    """Of what is not held yet, only what was said of last time's steps."""
    return teacher_history.Meeting(prepared.id, prepared.label, since=prepared.since)


def _label(entry: Entry) -> str:
    return str(entry.cycle or entry.when[:10] or "?")


def _past(entry: Entry) -> Past:
    word = "held" if entry.state == "ended" else state(entry)  # something may be left to do
    about = (f"cycle {entry.cycle}" if entry.cycle else "", _when(entry), word, entry.note)
    return Past(entry.id, clean_line(" · ".join(filter(None, about))))


def _when(entry: Entry) -> str:
    try:
        return spelled(datetime.fromisoformat(entry.when))
    except ValueError:
        return entry.when or "no date"


def _meeting(found: Conversation, label: str) -> teacher_history.Meeting:
    half, log = found.private, found.log
    lines = log.text.split("\n")
    own = [OldStep(step.words, "done" if step.done else "") for step in steps_of(log)]
    stock = half.plan.stock_clip
    return teacher_history.Meeting(
        id=found.id,
        label=label,
        goals=half.plan.goals,
        focus=half.plan.focus,
        codes=log.header.codes,
        agreed=tuple(own),
        since=tuple(_as_ticked(lines, step) for step in half.since),
        scores=half.scores,
        masters=stock.master_scores if stock and half.revealed else {},
    )


def _as_ticked(lines: Sequence[str], step: OldStep) -> OldStep:
    """A step whose box is ticked in the log is done, whatever was marked."""
    return replace(step, mark="done") if ticked(lines, step.line) else step


def blocks(found: Thread, width: int) -> dict[str, list[str]]:
    """What the thread shows: title to lines."""
    met = found.meetings
    labels = [one.label for one in met]
    made = {
        "Learning goals": [*_runs(teacher_history.goals(met))],
        "Focus": [*_runs(teacher_history.focus(met))],
        "Codes of the clips": teacher_history_plot.grid(teacher_history.codes(met), labels, width),
        "Action steps, and what became of them": [
            *_promises(teacher_history.promises(found.promised))
        ],
        **_scores(met, width),
    }
    return {title: lines for title, lines in made.items() if lines} or {"Nothing yet": [EMPTY]}


def _runs(runs: Iterable[teacher_history.Run]) -> Iterator[str]:
    for run in runs:
        first, *others = run.words
        yield f"{run.named}: {first}"
        yield from (f"{' ' * len(f'{run.named}: ')}{words}" for words in others)


def _promises(promises: Sequence[teacher_history.Promise]) -> Iterator[str]:
    for promise in sorted(promises, key=lambda one: one.is_done):
        yield f"{BOXES[promise.mark]} {promise.line}  ({promise.agreed_in})"
        yield from (f"    {teacher_history.cycle(label)}: {words}" for label, words in promise.told)


def _scores(met: Sequence[teacher_history.Meeting], width: int) -> dict[str, list[str]]:
    who = " · ".join(f"{letter} {name}" for name, letter in teacher_history_plot.LETTERS.items())
    scored = teacher_history.scores(met)
    blocks = {
        teacher_history_plot.title(name): teacher_history_plot.plot(name, row, width)
        for name, row in scored.items()
    }
    return {"Stock clip scores": [who, SCORES], **blocks} if blocks else {}
