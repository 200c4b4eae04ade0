"""The thread with one teacher: goals, focus, action steps and scores, from cycle to cycle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mqi_tui.domain.private.follow_up import Mark, OldStep, said
from mqi_tui.domain.private.scores import Scores


@dataclass(frozen=True, slots=True)
class Meeting:
    """One conversation, as far as the thread needs it. `label` names it in a word, as `4`."""

    id: str
    label: str
    goals: tuple[str, ...] = ()
    focus: str = ""
    codes: tuple[str, ...] = ()
    """The codes that were talked about."""
    agreed: tuple[OldStep, ...] = ()
    """The action steps of its log; a ticked one is done."""
    since: tuple[OldStep, ...] = ()
    """Those of before, with what became of them."""
    scores: Scores = field(default_factory=Scores)
    masters: Mapping[str, str] = field(default_factory=dict)
    """The master scores, once they were revealed."""


def cycle(label: str) -> str:
    """`cycle 4`; a conversation that has no cycle is called by its date alone."""
    return f"cycle {label}" if label.isdecimal() else label


@dataclass(frozen=True, slots=True)
class Run:
    """The same words from one conversation to another, without a break in between."""

    words: tuple[str, ...]
    first: str
    last: str

    @property
    def named(self) -> str:
        """`cycle 4`, or `cycles 4 to 6`."""
        if self.first == self.last:
            return cycle(self.first)
        both = (self.first, self.last)
        if all(label.isdecimal() for label in both):
            return f"cycles {' to '.join(both)}"
        return " to ".join(map(cycle, both))


@dataclass(frozen=True, slots=True)
class Promise:
    """An action step through the conversations: where it was agreed, and what was said later."""

    line: str
    label: str
    told: tuple[tuple[str, str], ...] = ()
    """Label of a conversation, and what was said of the step in it, in words."""
    mark: Mark = ""
    """The last one; once it was done, that stays."""
    is_older: bool = False
    """Whether it was agreed before that conversation, in none of these."""

    @property
    def agreed_in(self) -> str:
        """`cycle 4`, or `before cycle 4`."""
        return f"{'before ' * self.is_older}{cycle(self.label)}"

    @property
    def is_done(self) -> bool:
        return self.mark == "done"


@dataclass(frozen=True, slots=True)
class Scored:
    """The scores of one code in one conversation; empty, nobody gave one."""

    label: str
    teacher: str = ""
    coach: str = ""
    agreed: str = ""
    master: str = ""


def goals(meetings: Sequence[Meeting]) -> tuple[Run, ...]:
    """The teacher's learning goals, the latest first."""
    return _runs([(meeting.label, meeting.goals) for meeting in meetings])


def _runs(said: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for label, words in said:
        if runs and runs[-1].words == words:
            runs[-1] = replace(runs[-1], last=label)
        else:
            runs.append(Run(words, label, label))
    return tuple(run for run in reversed(runs) if run.words)


def focus(meetings: Sequence[Meeting]) -> tuple[Run, ...]:
    """The focus of the conversations, the latest first."""
    return _runs([(one.label, (one.focus,) if one.focus else ()) for one in meetings])


def codes(meetings: Sequence[Meeting]) -> dict[str, tuple[bool, ...]]:
    """Each code that a clip was chosen for: for each conversation, whether it was."""
    names = dict.fromkeys(name for one in meetings for name in one.codes)
    return {name: tuple(name in one.codes for one in meetings) for name in names}


def promises(meetings: Sequence[Meeting]) -> tuple[Promise, ...]:
    """Every action step, in the order in which they were agreed.

    One that is agreed again, after it was done, is a new one.
    """
    found: list[Promise] = []
    for meeting in meetings:
        for step in meeting.since:
            at = _place(found, step.line)
            if at is None:
                at = len(found)
                found.append(Promise(step.line, meeting.label, is_older=True))
            found[at] = _told(found[at], meeting.label, step)
        for step in meeting.agreed:
            at = _place(found, step.line)
            if at is None or found[at].is_done:
                at = len(found)
                found.append(Promise(step.line, meeting.label))
            if step.mark:
                found[at] = _told(found[at], meeting.label, step)
    return tuple(found)


def _place(found: Sequence[Promise], line: str) -> int | None:
    """Where this step stands; the latest of those with the same words."""
    return next((n for n in reversed(range(len(found))) if found[n].line == line), None)


def _told(promise: Promise, label: str, step: OldStep) -> Promise:
    words = said(step)
    told = (*promise.told, (label, words)) if words else promise.told
    mark = promise.mark if promise.is_done else step.mark or promise.mark
    return replace(promise, told=told, mark=mark)


def scores(meetings: Sequence[Meeting]) -> dict[str, tuple[Scored, ...]]:
    """Each code that was scored, and its scores, conversation by conversation.

    They belong to stock clips, another one each time: they are put side by side, never averaged.
    """
    names = dict.fromkeys(name for one in meetings for name in _scored(one))
    rows = {name: tuple(_of(one, name) for one in meetings) for name in names}
    return {name: row for name, row in rows.items() if any(_given(one) for one in row)}


def _scored(meeting: Meeting) -> Iterator[str]:
    for who in (meeting.scores.teacher, meeting.scores.coach, meeting.scores.agreed):
        yield from who
    yield from meeting.masters


def _of(meeting: Meeting, name: str) -> Scored:
    said = meeting.scores
    return Scored(
        meeting.label,
        teacher=said.teacher.get(name, ""),
        coach=said.coach.get(name, ""),
        agreed=said.agreed.get(name, ""),
        master=meeting.masters.get(name, ""),
    )


def _given(one: Scored) -> bool:
    return bool(one.teacher or one.coach or one.agreed or one.master)
