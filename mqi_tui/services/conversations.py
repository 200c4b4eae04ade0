"""Between the library and an open conversation: adding a plan, opening, listing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from mqi_tui.data import shipped
from mqi_tui.domain import disclosure
from mqi_tui.domain.conversation import Conversation, authors, private_tables, shared_tables
from mqi_tui.domain.private import clock_actions
from mqi_tui.domain.private.clock import fold
from mqi_tui.domain.private.events import MINUTE, Reading
from mqi_tui.domain.private.fields import date_and_time
from mqi_tui.domain.private.follow_up import OldStep
from mqi_tui.domain.private.plan import Plan, hour
from mqi_tui.domain.private.record import Private
from mqi_tui.domain.private.time_text import face
from mqi_tui.domain.shared.history import Version, thinned
from mqi_tui.domain.shared.log import Author
from mqi_tui.domain.values import NotAValue
from mqi_tui.services.carry_over import completed, last_time
from mqi_tui.services.reading import value
from mqi_tui.services.session import Session
from mqi_tui.store.errors import StoreError
from mqi_tui.text.clean import clean
from mqi_tui.text.dates import kept

if TYPE_CHECKING:
    from mqi_tui.files.guide import Found
    from mqi_tui.services.system_clock import Now
    from mqi_tui.store.catalogue import Entry
    from mqi_tui.store.library import Library, Record


Opening = Callable[["Library", str, "Now"], Session]


def open_session(library: Library, id_: str, now: Now) -> Session:
    """Open a conversation for writing.

    Raises:
        StoreError: in one line, why it cannot be opened.
    """
    found: list[Conversation] = []
    keeper = library.open(id_, lambda one: found.append(value(id_, one.shared, one.private)))
    return Session(found[0], keeper, now)


def add(library: Library, plan: Plan, plan_key: str, now: Now) -> Session:
    """A new conversation from a plan, in the library and open.

    Raises:
        StoreError: in one line, why it cannot be made.
    """
    last = last_time(library, plan.teacher, rehearsed=not plan_key)
    return put_in(library, Private(plan, since=last.since, last_when=last.when), plan_key, now)


def take_in(
    library: Library, found: Found, now: Now, opened: Opening = open_session
) -> tuple[Session, bool]:
    """The open conversation of what a planning guide said, and whether it was there before.

    What the guide leaves blank is carried over, as into a new conversation. `opened`: how one is
    opened that was there.

    Raises:
        StoreError: in one line, why it cannot be made or opened.
    """
    from mqi_tui.files.plan import plan_key

    plan, drafts = found.plan, found.drafts
    beside = [*drafts.values(), *filter(None, [found.email])]
    key = plan_key(replace(plan, notes="\n".join((plan.notes, *beside))))
    if known := library.find(key):
        return opened(library, known.id, now), True
    last = last_time(library, plan.teacher)
    plan = completed(plan, last, minute(now()), {*found.said, *drafts})
    if not plan.coach and "coach" not in drafts:
        plan = replace(plan, coach=last_coach(library.remembered()))
    half = Private(plan, drafts=drafts, since=last.since, email=found.email, last_when=last.when)
    return put_in(library, half, key, now), False


def last_coach(known: Iterable[Entry]) -> str:
    """The coach's name as it was given last, whoever the teacher was; `known`: newest first."""
    return next((entry.coach for entry in known if entry.coach), "")


def put_in(library: Library, half: Private, plan_key: str, now: Now) -> Session:
    """A new conversation of what was prepared, in the library and open.

    Raises:
        StoreError: in one line, why it cannot be made.
    """
    log, half = disclosure.begun(half)
    keeper = library.create(shared_tables("", log), private_tables("", half, plan_key))
    keeper.flush(5)
    return Session(Conversation(keeper.id, log, half, plan_key), keeper, now)


def made_here() -> str:
    """A plan key for a conversation that was made in the app, of no file."""
    return f"made {uuid4().hex}"


def change(library: Library, id_: str, now: Now, deed: Callable[[Session], object]) -> None:
    """Open a conversation, change it, and close it.

    Raises:
        StoreError: in one line, why it cannot be opened or saved.
    """
    session = open_session(library, id_, now)
    try:
        deed(session)
    finally:
        session.keeper.close()
    if session.keeper.status.word != "saved":
        raise StoreError(f"{id_}: {session.keeper.status}")


def put(session: Session, *, when: str | None = None, **changes: Any) -> None:
    """Give a conversation that is not being held another date, or other `changes` of its record.

    `when`: empty, it has no date.

    Raises:
        StoreError: it was begun, and its state is what became of it.
    """
    if when is not None:
        date = date_and_time(when) if when else ""
        plan = replace(session.conversation.private.plan, when=date)
        session.prepare(plan=plan)
    if "state" in changes and session.clock().started:
        raise StoreError("it was begun: its state is what became of it")
    session.change(**changes)


def make_own(library: Library, id_: str) -> None:
    """Another version becomes a conversation of its own: so it is once it was open.

    Raises:
        StoreError: in one line, why it cannot be opened.
    """
    library.open(id_).close()


def versions(library: Library, id_: str) -> list[Version]:
    """What the log of a conversation was, oldest first, as far as it is kept.

    Raises:
        StoreError: in one line, why it cannot be read.
    """
    return thinned(
        Version(one.rev, one.at, log_text(was), _authors(was)) for one, was in library.history(id_)
    )


def _authors(record: Record) -> tuple[Author, ...]:
    try:
        return authors(record.shared)
    except NotAValue:
        return ()


def log_text(record: Record) -> str:
    """The log in what the store holds, whatever else may be odd there."""
    text = record.shared.get("log", {}).get("1", {}).get("text")
    return clean(text) if isinstance(text, str) else ""


def running(library: Library) -> Entry | None:
    """The newest conversation that was started and not ended."""
    return library.running()


def nearest(library: Library, now_utc: int) -> Entry | None:
    """The running conversation, else the prepared one whose time is nearest to now (UTC ms)."""
    prepared = [entry for entry in library.entries() if entry.state == "prepared"]
    return running(library) or min(
        prepared, key=lambda entry: abs(_utc(entry.when) - now_utc), default=None
    )


def utc(when: str) -> int | None:
    """UTC milliseconds of a local time `YYYY-MM-DD HH:MM`; None where it is empty."""
    return int(datetime.strptime(when, "%Y-%m-%d %H:%M").timestamp() * 1000) if when else None


def _utc(when: str) -> int:
    """The same for sorting: a version may have no more than a day."""
    try:
        return utc(when) or 0
    except ValueError:
        return 0


def path(library: Library, id_: str) -> str:
    """Where the shared half lies."""
    return next((str(entry.path) for entry in library.entries() if entry.id == id_), "")


def end(library: Library, id_: str, now: Now) -> None:
    """End a conversation that was left running, when it was last seen: the days since are no hour.

    Raises:
        StoreError: in one line, why it cannot be opened.
    """

    def deed(session: Session) -> None:
        last = session.events[-1].at if session.events else now()
        session.now = lambda: last
        session.move(clock_actions.end)

    change(library, id_, now, deed)


SAMPLE_STEPS = (
    OldStep("Ask “why does that step hold?” once a lesson — Rivera, by our next conversation"),
    OldStep("Send two tasks that ask for a reason — Okafor, by Friday"),
)
"""What the sample's teacher and coach had agreed on the time before."""


def sample_plan(now: Now) -> Plan:
    """The plan of the sample conversation, for this minute."""
    from mqi_tui.files.plan import parse_plan

    return replace(parse_plan(shipped("sample.yaml"), "sample.yaml"), when=minute(now()))


def wall(now: Reading) -> datetime:
    """The moment it is, local time."""
    return datetime.fromtimestamp(now.utc / 1000)


def minute(now: Reading) -> str:
    """The minute it is, local time `YYYY-MM-DD HH:MM`."""
    return kept(wall(now))


def sample(library: Library, now: Now) -> Session:
    """The sample conversation, planned for this minute, put into `library`."""
    return put_in(library, Private(sample_plan(now), since=SAMPLE_STEPS), "", now)


def is_paused(conversation: Conversation, now: Reading) -> bool:
    """Whether the clock of a conversation that was begun stands still."""
    half = conversation.private
    return fold(hour(half.plan, half.guide), half.events, now).paused


def left(conversation: Conversation, now: Reading) -> str:
    """`left it in step 4 of 10, 18 of 60 min, 4:19 pm`."""
    half = conversation.private
    last = half.events[-1].at if half.events else now
    planned = hour(half.plan, half.guide)
    clock = fold(planned, half.events, last)
    into = f"{clock.at // MINUTE} of {planned.total} min"
    return f"left it in step {clock.step} of 10, {into}, {face(last.utc)}"
