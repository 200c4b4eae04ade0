"""The conversation that is open: changes are applied to its value, and handed to the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from mqi_tui.domain.conversation import Conversation, Tables, private_tables, shared_tables
from mqi_tui.domain.disclosure import begun, promoted
from mqi_tui.domain.guide import Outline, Step
from mqi_tui.domain.keys import named
from mqi_tui.domain.private import clock_actions, notes
from mqi_tui.domain.private.clock import GAP_ASKED, Clock, fold
from mqi_tui.domain.private.closing import outdated
from mqi_tui.domain.private.events import SECOND, Events, Reading, between, gap
from mqi_tui.domain.private.follow_up import OldStep
from mqi_tui.domain.private.moment import moment
from mqi_tui.domain.private.plan import StepPlan, hour
from mqi_tui.domain.private.record import Desk, Private, State, counted_from, dated
from mqi_tui.domain.private.time_text import moved
from mqi_tui.domain.shared.action_steps import label_for
from mqi_tui.domain.shared.authors import by_row, grouped
from mqi_tui.domain.shared.filming import with_meeting, without_meeting
from mqi_tui.domain.shared.log import ELSEWHERE, Author, Log, section, sections
from mqi_tui.domain.shared.losses import Losses, brought_back, noticed
from mqi_tui.domain.shared.next_meeting import meeting_line
from mqi_tui.domain.shared.voices import Voices, voices
from mqi_tui.services.view import ALONE, Beside, View, prepared_for, seen
from mqi_tui.share.replica import Replica
from mqi_tui.text.dates import FORMAT, brief

if TYPE_CHECKING:
    from mqi_tui.domain.kinds import When
    from mqi_tui.services.system_clock import Now
    from mqi_tui.store.autosaver import Keeper, Status

BEAT_EVERY = 15 * SECOND
NEAR = 2 * 60 * 60 * SECOND
"""How far from its time a conversation that is opened at home is held, not prepared; ms."""


class Session:
    """Holds the newest value of one conversation. Every change goes through here, and is saved."""

    def __init__(self, conversation: Conversation, keeper: Keeper, now: Now) -> None:
        self.conversation = conversation
        self.keeper = keeper
        self.now = now
        self.outline = _hour(conversation)
        self.missed: Mapping[int, int] = {}
        """Step to milliseconds nobody was here while it ran, not asked about yet."""
        self.losses = Losses()
        """What was deleted from the log in large pieces, by whomever."""
        self.told_of: dict[int, list[OldStep]] = {}
        """What was said of last time's steps since it was opened, by their index."""
        self.dates: dict[str, When] = {}
        """What the log's line for the next date was when one was set or taken back, and the date
        that was set then; empty for none.
        """
        self.followed = ""
        """The log's text that was looked at last for notes that were brought into it."""
        self._seen: Reading | None = None
        self._replica: Replica | None = None
        self.before_saving: Callable[[], None] | None = None
        """Called on the writing thread before a log is saved, while it is shared."""
        self.keymap: Mapping[str, str] = {}
        """Keys other than ours, by id, for the hint how to undo."""
        self.mark = ""
        """What it is called before all else; empty where it is the coach's own."""
        self.told: Status = keeper.status
        """How it stands with saving, as it is told: what takes no time is not."""
        self.heard = ""
        """The same in words, as the writing thread said it last."""
        self.changed: Callable[[], None] = _nobody
        """Called when there is something else to be seen of it; who writes sees that already."""
        self.named: Callable[[int], str] = _no_guest
        """The guest whose replica has a number, while the log is shared with them."""
        self._folded: tuple[Reading, Clock] | None = None
        """A moment, and what the events said then."""
        self._view: View | None = None
        """What was seen last."""

    # what it says

    @property
    def who(self) -> str:
        """Whose conversation it is, as the coach calls it."""
        return self.conversation.log.header.who or self.conversation.id

    @property
    def events(self) -> Events:
        """What happened in this hour, oldest first."""
        return self.conversation.private.events

    def bounced(self) -> bool:
        """Whether a next that comes now is the same press as the last one."""
        return clock_actions.bounced(self.events, self.now())

    def clock(self, now: Reading | None = None) -> Clock:
        """What the events say at `now`; at the present moment where none is given."""
        return self._at(now or self.now())[1]

    @property
    def standing(self) -> Clock:
        """The clock at the last look. Passing time changes neither its step nor what is to come."""
        return self._at(None)[1]

    def _at(self, now: Reading | None) -> tuple[Reading, Clock]:
        """A moment, that of the last look where none is given, and the clock then."""
        if self._folded is None or now not in (None, self._folded[0]):
            now = now or self.now()
            self._folded = now, fold(self.outline, self.events, now)
        return self._folded

    def moment(self) -> str:
        """The step and the minutes left, as the teacher may see them."""
        return moment(self.standing)

    def view(self, now: Reading | None = None, beside: Beside = ALONE) -> View:
        """All that is to be seen of it at `now`; without that, at the moment of the last look."""
        self._view = seen(self, *self._at(now), beside, self._view)
        return self._view

    def step(self) -> Step:
        """The running step; before the start, the one that will be first."""
        clock = self.standing
        return self.outline.step(clock.step or next(iter(clock.today), 1))

    def step_plan(self) -> StepPlan:
        """What was prepared for the running step."""
        return prepared_for(self.conversation.private, self.step())

    def wall(self) -> datetime:
        """The present moment, local time."""
        return datetime.fromtimestamp(self.now().utc / 1000)

    @property
    def counted_from(self) -> date:
        """The day from which days to come are counted."""
        return counted_from(self.conversation.private, self.wall()).date()

    def is_near(self) -> bool:
        """Whether it is held now, or about to be: begun, of no date, or within two hours of it."""
        when = self.conversation.private.plan.when
        if self.clock().started or not when:
            return self.clock().started
        agreed = datetime.strptime(when, FORMAT).timestamp() * 1000
        return abs(agreed - self.now().utc) <= NEAR

    def section(self) -> str:
        """The heading of the log that the running step writes under, or what takes its place."""
        lines = self.conversation.log.text.split("\n")
        wanted = (self.step().section, ELSEWHERE)
        return next((words for words in wanted if section(lines, words)), wanted[0])

    @property
    def sections(self) -> tuple[str, ...]:
        """The headings of all sections that the log has."""
        found = sections(self.conversation.log.text.split("\n"))
        return tuple(one.title for one in found[1:] if one.title)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the log that steps write under, in the order of the hour."""
        return tuple(dict.fromkeys(step.section for step in self.outline.steps if step.section))

    def voices(self) -> Voices:
        """Whose words the log holds, as the coach alone is told."""
        log, section = self.conversation.log, self.step().section
        return voices(log, self.conversation.private.opening, section)

    # time

    def move(self, change: Callable[..., Events], *arguments: Any) -> str:
        """Apply a move of `moves` and say what changed; empty where it changed nothing.

        Raises:
            Refused: with the reason, if the move is not possible now.
        """
        now, before = self.now(), self.events
        clock = self.clock(now)
        self._notice(clock, now)
        events = change(clock, before, *arguments, now)
        if events is before:
            return ""
        after = fold(self.outline, events, now)
        state: State = "ended" if after.ended else "live" if after.started else "prepared"
        self._keep(replace(self.conversation.private, events=events, state=state))
        self._folded = now, after
        self.changed()
        if after.step != clock.step or after.ended:
            self.keeper.publish()
        words = moved(events[-1], clock, after, clock_actions.last_move(before))
        if not after.started:
            return words + self._agreed_again()
        hint = f" · undo: {named('undo', self.keymap)}"
        return words + hint if words and events[-1].is_move else words

    def _agreed_again(self) -> str:
        """Where the start that is undone had dated it: it has the time agreed on again."""
        half = self.conversation.private
        if not half.agreed_when:
            return ""
        self.prepare(plan=replace(half.plan, when=half.agreed_when), agreed_when="")
        return f" · again {brief(datetime.strptime(half.agreed_when, FORMAT), self.wall())}"

    def look(self) -> int:
        """Look at the clock; the milliseconds until it says something else.

        Notes that we are here, so that a crash is not taken for a long absence; and puts into
        `missed` an absence that is to be asked about, found on waking or on resuming.
        """
        now = self.now()
        clock = self.clock(now)
        self._notice(clock, now)
        if clock.running:
            self._beat(now)
        shown = clock.paused_for if clock.paused else clock.elapsed.get(clock.step, 0)
        return SECOND - shown % SECOND

    def _notice(self, clock: Clock, now: Reading) -> None:
        """That we are here, and whether nobody was since the last time."""
        absent = between(self._seen, now) if self._seen else gap(self.events, now)
        self._seen = now
        if clock.running and not clock.paused and absent > GAP_ASKED:
            so_far = self.missed.get(clock.step, 0)
            self.missed = {**self.missed, clock.step: so_far + absent}

    def _beat(self, now: Reading) -> None:
        if self.events[-1].at.boot != now.boot or gap(self.events, now) >= BEAT_EVERY:
            beaten = clock_actions.beat(self.events, now)
            self._keep(replace(self.conversation.private, events=beaten))

    # the log, notes, questions

    @property
    def replica(self) -> Replica:
        """The log as windows write in it; its text is the log's, from the first use on."""
        if self._replica is None:
            log = self.conversation.log
            replica = Replica(log.text, self.conversation.id, named=self.guest)
            replica.authors.begin(log.text, by_row(log.authors))
            return self.adopt(replica)
        return self._replica

    def guest(self, client: int) -> str:
        """The guest whose replica has that number; empty where it is no guest's."""
        return self.named(client)

    def adopt(self, replica: Replica) -> Replica:
        """Let `replica` be the log's from now on, and its text the log's."""
        self._replica = replica
        replica.on_change(self._written)
        self._written()
        return replica

    def _written(self) -> None:
        """Keep what somebody wrote. What stood there before much was deleted is kept apart."""
        log, before = self.conversation.log, self.losses
        text = self.replica.text
        self.losses = noticed(before, log.text, text, self.now().utc)
        authors = grouped(self.replica.authors.by_row(text))
        log = replace(log, text=text, authors=authors)
        self._keep_log(log, apart=self.losses.found != before.found)

    def write(self, text: str) -> None:
        """The log's newest text, where it is not typed."""
        self._put_log(replace(self.conversation.log, text=text))
        self.changed()

    def _put_log(self, log: Log) -> None:
        """Keep a log that nobody typed, and let the windows that write in it have its text."""
        replica = self.replica if log.authors else self._replica
        self._keep_log(log)
        if replica:
            replica.become(log.text)

    def _keep_log(self, log: Log, *, apart: bool = False) -> None:
        if log == self.conversation.log:
            return
        self.conversation = replace(self.conversation, log=log)
        tables = partial(shared_tables, self.conversation.id, log)
        if first := self.before_saving:
            self.keeper.put(shared=partial(_after, first, tables), apart=apart)
        else:
            self.keeper.put(shared=tables, apart=apart)
        if changes := outdated(self.conversation.private):
            self.change(**changes)

    def bring_back(self) -> bool:
        """Put into the log again what was deleted from it last; whether something was."""
        if (lost := self.losses.last) is None:
            return False
        self.rewrite(brought_back(lost, self.conversation.log.text))
        return True

    def note(self, line: str) -> notes.Note | None:
        """Add a quick note, stamped with this moment; None where the line is empty."""
        clock, now, before = self.clock(), self.now(), self.conversation.private.notes
        step = self.step()
        stamp = notes.Stamp(
            at=now.utc,
            step=clock.step,
            elapsed=clock.elapsed.get(clock.step, 0),
            clip=0 if step.clip is None else step.clip + 1,
        )
        after = notes.add(before, line, stamp)
        if after == before:
            return None
        self.change(notes=after)
        return after[-1]

    def keep_draft(self) -> None:
        """Make a note of what is half typed: it shall not be forgotten when the hour is over."""
        if draft := self.conversation.private.desk.draft:
            self.note(draft)
            self.remember(replace(self.conversation.private.desk, draft=""))

    def change_notes(self, change: Callable[..., notes.Notes], *arguments: Any) -> None:
        """Apply a change of `notes` (edit, delete, bring_back, mark_promoted)."""
        self.change(notes=change(self.conversation.private.notes, *arguments))

    def promotion(self, note: notes.Note) -> tuple[str, str]:
        """What a note would become in the log, and under which heading."""
        step = self.outline.step(note.step) if note.step else self.step()
        section = step.section
        return promoted(note, self.conversation.private.plan, section)

    def label_for(self, heading: str, line: str) -> str:
        """The label that a line put under a heading of the log would stand below, in words."""
        return label_for(self.conversation.log.text.split("\n"), heading, line)

    def tick_question(self, key: str) -> None:
        """Tick a question as asked, or take the tick away."""
        asked = self.conversation.private.asked
        kept = tuple(one for one in asked if one != key)
        self.change(asked=kept if key in asked else (*asked, key))

    def remember(self, desk: Desk) -> None:
        """Where the coach is, and what is half typed: both are where they are seen already."""
        if desk != self.conversation.private.desk:
            self._keep(replace(self.conversation.private, desk=desk))

    def reveal(self) -> None:
        """Show the master scores to the coach from now on."""
        self.change(revealed=True)

    def prepare(self, **changes: Any) -> None:
        """Change what was prepared. A log that nobody wrote in yet is made anew from it."""
        half = replace(self.conversation.private, **changes)
        log, half = begun(half, self.conversation.log)
        self._put_log(log)
        self._keep(half)
        self.outline, self._folded = _hour(self.conversation), None
        self.changed()

    def schedule(self, when: str) -> None:
        """The next conversation's date, local time `YYYY-MM-DD HH:MM`; the log says it, too."""
        before, text = self.conversation.private.next_when, self.conversation.log.text
        self._date(when, with_meeting(text, when, before, self.counted_from))

    def unschedule(self) -> bool:
        """Take that date back; whether it went out of the log, where people may have changed it."""
        half, text = self.conversation.private, self.conversation.log.text
        self._date("", without_meeting(text, half.next_when, half.opening))
        return self.conversation.log.text != text

    def _date(self, when: str, text: str) -> None:
        """Another next date, and the log that says so."""
        half, before = self.conversation.private, self.conversation.log.text
        self._keep(dated(half, when))
        self.rewrite(text)
        self.dates |= {meeting_line(before): half.next_when, meeting_line(text): when}

    def date_follows(self, before: str) -> bool:
        """After undo or redo of what nobody typed in the log: its line for the next date brings the
        date along that was set when it stood there. Whether it did.

        `before`: the log as it was. What people wrote in that line sets no date, and takes none.
        """
        half, text = self.conversation.private, self.conversation.log.text
        was, now = meeting_line(before), meeting_line(text)
        when = self.dates.get(now, half.next_when)
        if was == now or when == half.next_when or self.dates.get(was) != half.next_when:
            return False
        self._keep(dated(half, when))
        self.changed()
        return True

    def rewrite(self, text: str, authors: Sequence[Author] | None = None) -> None:
        """Put another text in the place of the log's; undo in it takes that back.

        `authors`: whose its lines are, where that is known; what stays is else whose it was.
        """
        self.replica.become(text, undoable=True)
        if authors is not None:
            self.replica.authors.begin(self.replica.text, by_row(authors))
            self._written()
        self.changed()

    def change(self, **changes: Any) -> None:
        """Change fields of the private half that nothing else depends on."""
        self._keep(replace(self.conversation.private, **changes))
        self.changed()

    def _keep(self, half: Private) -> None:
        if half.events is not self.events:
            self._folded = None
        self.conversation = replace(self.conversation, private=half)
        tables = partial(private_tables, self.conversation.id, half, self.conversation.plan_key)
        self.keeper.put(private=tables)


def _no_guest(_: int) -> str:
    return ""


def _nobody() -> None:
    """Nobody looks."""


def _after(first: Callable[[], None], tables: Callable[[], Tables]) -> Tables:
    first()
    return tables()


def _hour(conversation: Conversation) -> Outline:
    half = conversation.private
    return hour(half.plan, half.guide)
